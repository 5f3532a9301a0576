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

/** The first line of `iceServers` that this browser does not take; undefined when all are good. */
export function badIceServer(
  iceServers: string,
  isTaken: (config: RTCConfiguration) => boolean = isTakenHere,
): string | undefined {
  const lines = iceServers.split("\n").map((line) => line.trim());
  return lines.find(
    (line) =>
      line !== "" &&
      !(/^(stuns?:\S+|turns?:\S+\s+\S+\s+\S+)$/.test(line) && isTaken(rtcConfigOf({ iceServers: line }))),
  );
}

/** Only the browser knows: what it does not take breaks every connection, in a constructor deep inside PeerJS. */
function isTakenHere(config: RTCConfiguration): boolean {
  try {
    new RTCPeerConnection(config).close();
    return true;
  } catch {
    return false;
  }
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
