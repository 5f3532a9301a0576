// PeerJS's own call, answered when the callee accepts. PeerJS does not tell the caller that it rings, nor the callee that the
// caller gave up.
import type { MediaConnection } from "peerjs";
import type { Contender, ContenderParts } from "../contender.ts";
import { createPeer, untilOpen } from "./peer.ts";

export function create(parts: ContenderParts): Contender {
  const { ear, media } = parts;
  const peer = createPeer(parts);
  let call: MediaConnection | undefined;
  const begin = (begun: MediaConnection): void => {
    call = begun;
    begun.on("stream", ear.stream);
  };
  peer.on("call", (incoming) => {
    begin(incoming);
    ear.rings();
    incoming.once("close", ear.stopped);
  });
  return {
    register: () => untilOpen(peer),
    ring: (callee) => begin(peer.call(callee, media)),
    accept: () => call?.answer(media),
    cancel: () => call?.close(),
    hangUp: () => call?.close(),
  };
}
