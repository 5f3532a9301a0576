// The broker and the STUN and TURN servers of the settings, as PeerJS and WebRTC want them.
import type { PeerOptions } from "peerjs";
import type { Settings } from "./settings.ts";

/** WebRTC's configuration, for connections and calls. */
export function rtcConfigOf({ iceServers }: Pick<Settings, "iceServers">): RTCConfiguration {
  const lines = iceServers.split("\n").map((line) => line.trim().split(/\s+/));
  return {
    iceServers: lines.flatMap(([urls = "", username, credential]) => {
      if (urls === "") return [];
      return username === undefined ? [{ urls }] : [{ urls, username, credential: credential ?? "" }];
    }),
  };
}

/** The first line of `iceServers` that this browser does not accept; undefined when it accepts all. */
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

/** Only the browser can tell. A server that it does not accept breaks every connection, deep inside PeerJS. */
function isTakenHere(config: RTCConfiguration): boolean {
  try {
    new RTCPeerConnection(config).close();
    return true;
  } catch {
    return false;
  }
}

/** Whether `broker` can be the address of a broker: it is empty, or begins with http:// or https://. */
export function isBroker(broker: string): boolean {
  return broker === "" || (URL.canParse(broker) && /^https?:$/.test(new URL(broker).protocol));
}

/** The broker's address as PeerJS's options, seen from the page at `base`. Empty for the page's own server. */
export function brokerOf(broker: string, base: string): PeerOptions {
  const { protocol, hostname, port, pathname } = new URL(broker === "" ? "/broker" : broker, base);
  const secure = protocol === "https:";
  return { host: hostname, port: Number(port) || (secure ? 443 : 80), path: pathname, secure };
}
