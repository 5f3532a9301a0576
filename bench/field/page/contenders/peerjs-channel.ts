// Plain PeerJS, as its issue tracker advises for a call that can be declined: open a data channel first, send the question over it,
// and place the call when it was accepted. The channel stays open for the next time.
import type { DataConnection, MediaConnection } from "peerjs";
import { type Contender, type ContenderParts, fail } from "../contender.ts";
import { createPeer, untilOpen } from "./peer.ts";

export function create(parts: ContenderParts): Contender {
  const { ear, media } = parts;
  const peer = createPeer(parts);
  let channel: DataConnection | undefined;
  let call: MediaConnection | undefined;
  const begin = (begun: MediaConnection): void => {
    call = begun;
    begun.on("stream", ear.stream);
  };
  const does: Record<string, (connection: DataConnection) => void> = {
    invite(connection) {
      ear.rings();
      void connection.send("ringing");
    },
    ringing: ear.ringing,
    accept(connection) {
      ear.accepted();
      begin(peer.call(connection.peer, media));
    },
    cancel: ear.stopped,
  };
  const listen = (connection: DataConnection): void => {
    channel = connection;
    connection.on("data", (word) => does[String(word)]?.(connection));
  };
  peer.on("connection", listen);
  peer.on("call", (incoming) => {
    begin(incoming);
    incoming.answer(media);
  });
  const say = (word: string): void => void channel?.send(word);
  return {
    register: () => untilOpen(peer),
    ring(callee) {
      if (channel?.open) return say("invite");
      const connection = peer.connect(callee, { reliable: true, serialization: "json" });
      if (connection === undefined) return fail("PeerJS does not connect");
      listen(connection);
      connection.once("open", () => say("invite"));
    },
    accept: () => say("accept"),
    cancel: () => say("cancel"),
    hangUp: () => call?.close(),
  };
}
