// SIP over WebSocket with JsSIP. By default it waits until all candidates are gathered. Here it continues at the first one that
// another network can reach, as its documentation advises.
import { UA, WebSocketInterface } from "jssip";
import type { RTCSession } from "jssip/lib/RTCSession.js";
import type { RTCSessionEvent } from "jssip/lib/UA.js";
import type { Contender, ContenderParts } from "../contender.ts";

export function create({ id, host, port, rtc, media, ear }: ContenderParts): Contender {
  const uri = `sip:${id}@${host}`;
  const agent = new UA({ sockets: [new WebSocketInterface(`ws://${host}:${port}`)], uri, register: true });
  let session: RTCSession | undefined;
  const options = { mediaStream: media, pcConfig: rtc };
  const listen = (begun: RTCSession): void => {
    session = begun;
    begun.on("icecandidate", ({ candidate, ready }) => {
      if (candidate.type !== "host") ready();
    });
    begun.on("peerconnection", ({ peerconnection }) => watch(peerconnection));
  };
  const watch = (connection: RTCPeerConnection): void => {
    connection.addEventListener("track", ({ streams }) => {
      if (streams[0] !== undefined) ear.stream(streams[0]);
    });
  };
  agent.on("newRTCSession", ({ originator, session: begun }: RTCSessionEvent) => {
    listen(begun);
    if (String(originator) === "local") {
      begun.on("progress", ear.ringing);
      begun.on("accepted", ear.accepted);
      // The connection is created before this event.
      watch(begun.connection);
    } else {
      begun.on("failed", ear.stopped);
      ear.rings();
    }
  });
  return {
    register: () =>
      new Promise((resolve, reject) => {
        agent.on("registered", () => resolve(uri));
        agent.on("registrationFailed", ({ cause }) => reject(new Error(`No registration: ${cause}.`)));
        agent.start();
      }),
    ring: (callee) => void agent.call(callee, options),
    accept: () => session?.answer(options),
    cancel: () => session?.terminate(),
    hangUp: () => session?.terminate(),
  };
}
