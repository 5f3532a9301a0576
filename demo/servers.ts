// Where the broker is and which servers help calls through: the settings in PeerJS's and WebRTC's words. Pure.
import type { PeerOptions } from "peerjs";
import type { Settings } from "./settings.ts";

/** WebRTC's configuration, for links and calls. */
export function rtcConfigOf({ iceServers }: Pick<Settings, "iceServers">): RTCConfiguration {
  const lines = iceServers.split("\n").map((line) => line.trim().split(/\s+/));
  return {
    iceServers: lines.flatMap(([urls = "", username, credential]) => {
      if (urls === "") return [];
      return username === undefined ? [{ urls }] : [{ urls, username, credential: credential ?? "" }];
    }),
  };
}

/** The first line of `iceServers` that no browser would take; undefined when all are good. */
export function badIceServer(iceServers: string): string | undefined {
  const lines = iceServers.split("\n").map((line) => line.trim());
  return lines.find((line) => line !== "" && !/^(stuns?:\S+|turns?:\S+\s+\S+\s+\S+)$/.test(line));
}

/** Whether `broker` can be an address: empty, or one that begins with http. */
export function isBroker(broker: string): boolean {
  return broker === "" || (URL.canParse(broker) && /^https?:$/.test(new URL(broker).protocol));
}

/** Where PeerJS finds the broker, seen from the page at `base`. Empty: at the page's own server. */
export function brokerOf(broker: string, base: string): PeerOptions {
  const { protocol, hostname, port, pathname } = new URL(broker === "" ? "/broker" : broker, base);
  const secure = protocol === "https:";
  return { host: hostname, port: Number(port) || (secure ? 443 : 80), path: pathname, secure };
}
