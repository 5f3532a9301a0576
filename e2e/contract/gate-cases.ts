// What the gate of the PeerJS adapter rests on, with PeerJS itself: its internals, and what they do with odd messages.
import type { DataConnection, Peer } from "peerjs";
import { APPS, connect, createOpenPeer, next, OURS, type PeerJsCase, same, start } from "./peerjs-stage.ts";

/** The connections that a Peer has now. */
const connectionsOf = (peer: Peer): unknown[] =>
  Object.values(peer.connections as Record<string, unknown[]>).flat();

/** The messages that PeerJS keeps for connections that it does not know. */
const storedOf = (peer: Peer): number =>
  (peer as unknown as { readonly _lostMessages: ReadonlyMap<string, unknown[]> })._lostMessages.size;

/** Delivers messages as a broker would that lets everything pass: the one of these tests holds back some of them. */
const say = (
  { id: src }: Peer,
  to: Peer,
  ...messages: readonly { readonly type: string; readonly payload?: unknown }[]
): void => {
  for (const message of messages) to.socket.emit("message", { ...message, src });
};

/** A request for a connection, as PeerJS sends it, which has its own Peer as `to`. */
async function requestOf(from: Peer, options: object): Promise<{ payload: Record<string, unknown> }> {
  const { socket } = from;
  const send = socket.send.bind(socket);
  const offered = new Promise<Record<string, unknown>>((resolve) => {
    socket.send = (message: { readonly type?: string; readonly payload?: Record<string, unknown> }) => {
      if (message.type === "OFFER" && message.payload !== undefined) resolve(message.payload);
    };
  });
  const connection = from.connect("nobody-in-particular", options as never);
  const payload = await offered;
  socket.send = send;
  connection?.close();
  return { payload };
}

/** Odd requests: each is one that PeerJS would throw at, or spend much on. */
const ODD: { readonly [name: string]: object } = {
  "no payload": {},
  "a serialization that every object has": { serialization: "constructor" },
  "an unknown serialization": { serialization: "nope" },
  "another kind of connection": { type: "else" },
  "no description": { sdp: null },
  "a description of another type": { sdp: { type: "answer", sdp: "v=0" } },
  "a long description": { sdp: { type: "offer", sdp: `v=0\r\n${"a=x\r\n".repeat(20_000)}` } },
  "a thousand sections": { sdp: { type: "offer", sdp: `v=0\r\n${"m=application 9 x 0\r\n".repeat(1_000)}` } },
  "a long id": { connectionId: "x".repeat(65) },
  "an id that is no text": { connectionId: 5 },
  "a label that is no text": { label: { peer: "invite" } },
  "much metadata": { metadata: "x".repeat(200_000) },
  "many values": { metadata: Array.from({ length: 3_000 }, (_, n) => n) },
};

/** The cases. */
export const GATE_CASES: readonly PeerJsCase[] = [
  {
    name: "a peer that may not connect costs no connection, and nothing of it is kept",
    async run(world) {
      const [mallory, bob] = await Promise.all([createOpenPeer(world), createOpenPeer(world)]);
      const { turnedAway, until } = start(bob, {}, { standing: "refused" });
      const connection = connect(mallory, bob, OURS);
      connect(mallory, bob, APPS);
      await until("turnedAway", 2);
      const candidate = {
        candidate: "candidate:1 1 udp 1 127.0.0.1 9 typ host",
        sdpMid: "0",
        sdpMLineIndex: 0,
      };
      const { connectionId } = connection;
      const payload = { candidate, type: "data", connectionId };
      say(
        mallory,
        bob,
        { type: "CANDIDATE", payload },
        { type: "CANDIDATE", payload: { ...payload, connectionId: "dc_x" } },
      );
      await until("turnedAway", 4);
      same(
        world,
        turnedAway.filter((why) => why === "connectionsRefused").length,
        2,
        "how many were refused",
      );
      same(world, [connectionsOf(bob), storedOf(bob)], [[], 0], "what there is of it");
    },
  },
  {
    name: "strangers share a few connections, and a known peer has its own",
    async run(world) {
      const [mallory, bob] = await Promise.all([createOpenPeer(world), createOpenPeer(world)]);
      const strangers = start(
        bob,
        { label: "strangers" },
        { standing: "stranger", bounds: { strangerConnectionsMax: 2 } },
      );
      const alice = await createOpenPeer(world);
      const standing = (peer: string): "known" | "stranger" => (peer === alice.id ? "known" : "stranger");
      const friends = start(bob, { label: "friends" }, { standing, bounds: {} });
      for (let n = 0; n < 5; n += 1) connect(mallory, bob, { ...OURS, label: "strangers" });
      await strangers.until("turnedAway", 3);
      same(
        world,
        strangers.turnedAway.slice(0, 3),
        Array(3).fill("connectionsCrowded"),
        "why they were turned away",
      );
      same(world, connectionsOf(bob).length, 2, "the number of connections");
      await next(connect(alice, bob, { ...OURS, label: "friends" }), "open");
      same(world, friends.incoming.length, 1, "the number of channels of a friend");
    },
  },
  ...Object.entries(ODD).map(([name, odd]) => ({
    name: `a request with ${name} does not reach PeerJS, and one that is repeated neither`,
    async run(world: Parameters<PeerJsCase["run"]>[0]) {
      const [mallory, bob] = await Promise.all([createOpenPeer(world), createOpenPeer(world)]);
      const { turnedAway, incoming, until } = start(bob);
      const { payload } = await requestOf(mallory, OURS);
      const isEmpty = Object.keys(odd).length === 0;
      say(mallory, bob, isEmpty ? { type: "OFFER" } : { type: "OFFER", payload: { ...payload, ...odd } });
      await until("turnedAway", 1);
      same(world, connectionsOf(bob), [], "what there is of it");
      say(mallory, bob, { type: "OFFER", payload }, { type: "OFFER", payload });
      await until("turnedAway", 2);
      same(world, turnedAway.slice(0, 2), ["brokerMalformed", "brokerStray"], "why it was turned away");
      same(
        world,
        [incoming.length, connectionsOf(bob).length],
        [1, 1],
        "what is there of the request that is good",
      );
    },
  })),
  {
    name: "LEAVE closes nothing that is open",
    async run(world) {
      const [alice, bob] = await Promise.all([createOpenPeer(world), createOpenPeer(world)]);
      const { turnedAway, until, texts } = start(bob);
      const near = connect(alice, bob, OURS);
      await next(near, "open");
      near.send("before");
      await until("texts", 1);
      say(alice, bob, { type: "LEAVE" });
      await until("turnedAway", 1);
      near.send("after");
      await until("texts", 2);
      same(world, [turnedAway, texts], [["brokerStray"], ["before", "after"]], "what bob saw");
    },
  },
  {
    name: "of a call that the app has not answered, PeerJS stores fifty candidates",
    async run(world) {
      const [alice, bob] = await Promise.all([createOpenPeer(world), createOpenPeer(world)]);
      const { until } = start(bob);
      bob.on("call", () => {});
      const { payload } = await requestOf(alice, OURS);
      const connectionId = "mc_1";
      say(alice, bob, { type: "OFFER", payload: { ...payload, type: "media", connectionId } });
      const candidate = {
        candidate: "candidate:1 1 udp 1 127.0.0.1 9 typ host",
        sdpMid: "0",
        sdpMLineIndex: 0,
      };
      for (let n = 0; n < 60; n += 1)
        say(alice, bob, { type: "CANDIDATE", payload: { candidate, type: "media", connectionId } });
      await until("turnedAway", 10);
      const kept = (bob as unknown as { readonly _lostMessages: ReadonlyMap<string, unknown[]> })
        ._lostMessages;
      same(world, kept.get(connectionId)?.length, 50, "the number of stored candidates");
    },
  },
  {
    name: "an app's own connections and calls pass",
    async run(world) {
      const [alice, bob] = await Promise.all([createOpenPeer(world), createOpenPeer(world)]);
      const { turnedAway, incoming } = start(bob, {}, { standing: "stranger", bounds: {} });
      const all = [
        APPS,
        { ...APPS, label: "another", serialization: "binary" },
        { ...APPS, reliable: false },
      ];
      await Promise.all(all.map((options) => next(connect(alice, bob, options), "open")));
      same(world, [turnedAway, incoming], [[], []], "what the transport saw of them");
    },
  },
  {
    name: "a connection that an app holds is not closed for others, though it listens for no further one",
    async run(world) {
      const bounds = { strangerConnectionsMax: 2 };
      const [alice, mallory, bob] = await Promise.all([
        createOpenPeer(world),
        createOpenPeer(world),
        createOpenPeer(world),
      ]);
      const { turnedAway, until } = start(bob, {}, { standing: "stranger", bounds });
      const held = next<DataConnection>(bob, "connection");
      const near = connect(alice, bob, APPS);
      const far = await held;
      const heard = new Promise((resolve) => far.on("data", resolve));
      await next(near, "open");
      for (let n = 0; n < 3; n += 1) connect(mallory, bob, OURS);
      await until("turnedAway", 1);
      near.send("still here");
      same(world, [await heard, turnedAway[0]], ["still here", "connectionsCrowded"], "what came");
    },
  },
];
