// Behavior that only the PeerJS adapter has: its registration at the broker, on real PeerJS and a real broker.
import type { DataConnection, Peer } from "peerjs";
import { createPeerJsTransport } from "../../src/peerjs/peerjs.ts";
import type { Channel, Transport } from "../../src/transport/transport.ts";
import { createOpenPeer, createWatch, listen, next, type PeerJsCase, same, start } from "./peerjs-stage.ts";
import type { PeerJsWorld } from "./world.ts";

/** PeerJS's current socket, which has no public API. */
function socketOf(peer: Peer): WebSocket {
  return Reflect.get(peer.socket, "_socket");
}

/** Nothing gets through any more, either way, and nobody is told, as behind a NAT that forgot the connection. */
function makeDead(peer: Peer): void {
  const socket = socketOf(peer);
  Object.assign(socket, { onmessage: null, send: () => {}, close: () => {} });
}

/** Resolves when `peer` has sent an OFFER. */
function offerOf({ socket }: Peer): Promise<void> {
  const send = socket.send.bind(socket);
  return new Promise((resolve) => {
    socket.send = (message: { readonly type: string }) => {
      send(message);
      if (message.type === "OFFER") resolve();
    };
  });
}

/** A transport whose states and errors can be waited for. */
function watch(peer: Peer): {
  readonly transport: Transport;
  readonly states: string[];
  readonly errors: (readonly [code: string, message: string])[];
  until(state: string): Promise<void>;
} {
  const { happened, until } = createWatch();
  const [states, errors]: [string[], (readonly [string, string])[]] = [[], []];
  const transport = createPeerJsTransport(peer);
  transport.start({
    changed: (state) => {
      states.push(state);
      happened();
    },
    failed: (code, message) => errors.push([code, message]),
    posted: () => {},
    absent: () => {},
    standingOf: () => "known",
    incoming: (channel) => void listen(channel),
  });
  return { transport, states, errors, until: (state) => until(() => states.at(-1) === state, state) };
}

/** A channel from one to the other opens. */
async function reach(from: Transport, to: Peer): Promise<void> {
  await listen(from.connect(to.id as Channel["peer"])).opened;
}

/** Rejects unless `done` resolves within so many ms. */
async function within(world: PeerJsWorld, ms: number, done: Promise<unknown>): Promise<void> {
  const from = performance.now();
  await done;
  const took = Math.round(performance.now() - from);
  world.check(took <= ms, `it took ${took} ms, not ${ms} at most`);
}

/** The cases. Each runs in a world of its own. */
export const REGISTRATION_CASES: readonly PeerJsCase[] = [
  {
    name: "an app reconnects its Peer itself, the broker silently lets it take over, and it is online again and can dial",
    async run(world) {
      const [alice, bob] = await Promise.all([createOpenPeer(world), createOpenPeer(world)]);
      start(bob);
      alice.on("disconnected", () => alice.reconnect());
      const { transport, until } = watch(alice);
      // The broker is not told of the end, so it still has the old socket when the new one connects.
      const { onclose } = socketOf(alice);
      makeDead(alice);
      onclose?.call(socketOf(alice), new CloseEvent("close"));
      same(world, [alice.open, alice.disconnected], [false, false], "whether it is open, and disconnected");
      await within(world, 5_000, until("online"));
      same(world, alice.open, true, "whether the Peer is open");
      await reach(transport, bob);
    },
  },
  {
    name: "a socket that died silently is noticed by a dial that nobody answers, and the next dial opens",
    async run(world) {
      const [alice, bob] = await Promise.all([createOpenPeer(world), createOpenPeer(world)]);
      start(bob);
      const { transport, states, until } = watch(alice);
      makeDead(alice);
      const dial = listen(transport.connect(bob.id as Channel["peer"]));
      await within(world, 5_000, until("offline"));
      same(world, await dial.closed, "closed", "the end of the dial");
      await within(world, 2_000, until("online"));
      same(world, states, ["online", "offline", "online"], "what was reported");
      await reach(transport, bob);
    },
  },
  {
    name: "a dial to a page that is just being reloaded opens within a second of the new page",
    async run(world) {
      const [alice, old] = await Promise.all([createOpenPeer(world), createOpenPeer(world)]);
      const { transport } = start(alice);
      // The broker still sends to the old page, which can no longer hear it.
      makeDead(old);
      const sent = offerOf(alice);
      const { opened } = listen(transport.connect(old.id as Channel["peer"]));
      await sent;
      start(world.createPeer(old.id, { token: String(old.options.token) }));
      await within(world, 1_000, opened);
    },
  },
  {
    name: "a Peer that its app disconnects stays away until the app reconnects it",
    async run(world) {
      const [alice, bob] = await Promise.all([createOpenPeer(world), createOpenPeer(world)]);
      const [atAlice, atBob] = [watch(alice), watch(bob)];
      alice.disconnect();
      // Bob loses his broker meanwhile, twice, so he would not be back earlier than she.
      for (const _ of [1, 2]) {
        const { onclose } = socketOf(bob);
        onclose?.call(socketOf(bob), new CloseEvent("close"));
        await atBob.until("online");
      }
      same(world, [alice.disconnected, atAlice.states], [true, ["online", "offline"]], "how she is");
      alice.reconnect();
      await atAlice.until("online");
      await reach(atAlice.transport, bob);
    },
  },
  {
    name: "a broker that is offline at the start is reported with its address, and found when it is online",
    async run(world) {
      await world.setBroker?.(false);
      const peer = world.createPeer();
      const { errors, until } = watch(peer);
      await until("offline");
      const [[code, message] = ["", ""], ...others] = errors;
      same(world, [code, others.length], ["broker-unreachable", 0], "what was told");
      world.check(message.includes(`ws://${location.host}/broker/`), `the address is in "${message}"`);
      await world.setBroker?.(true);
      await until("online");
    },
  },
  {
    name: "a wrong key is reported as such",
    async run(world) {
      const peer = world.createPeer(undefined, { key: "wrong" });
      const { errors, until } = watch(peer);
      await until("closed");
      same(
        world,
        errors.map(([code, message]) => [code, message.includes("key of this Peer")]),
        [["broker-refused", true]],
        "what was told",
      );
    },
  },
  {
    name: "its connections have ids that nobody can guess, the same at both ends",
    async run(world) {
      const [alice, bob] = await Promise.all([createOpenPeer(world), createOpenPeer(world)]);
      const [{ transport }] = [start(alice), start(bob)];
      const arrives = next<DataConnection>(bob, "connection");
      const opens = reach(transport, bob);
      const { connectionId } = await arrives;
      await opens;
      world.check(/^dc_[0-9a-f]{32}$/.test(connectionId), `the id is "${connectionId}"`);
      same(
        world,
        alice.getConnection(bob.id, connectionId)?.open,
        true,
        "whether it is open at the other end",
      );
    },
  },
];
