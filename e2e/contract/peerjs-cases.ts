// Promises that only the PeerJS adapter makes: the Peer and its other connections belong to the app.
import type { DataConnection } from "peerjs";
import type { Channel } from "../../src/transport/transport.ts";
import {
  APPS,
  connect,
  countListeners,
  createOpenPeer,
  listen,
  next,
  OURS,
  type PeerJsCase,
  same,
  start,
} from "./peerjs-stage.ts";

/** The cases. Each runs in a world of its own. */
export const PEERJS_CASES: readonly PeerJsCase[] = [
  {
    name: "two transports over one Peer with different labels are separate",
    async run(world) {
      const [a, b] = [await createOpenPeer(world), await createOpenPeer(world)];
      const other = { label: "another", reconnect: false };
      const [plain, labeled] = [start(a), start(a, other)];
      const [plainThere, labeledThere] = [start(b), start(b, other)];
      const channel = labeled.transport.connect(b.id as Channel["peer"]);
      await listen(channel).opened;
      same(world, [plainThere.incoming.length, labeledThere.incoming.length], [0, 1], "who was called");
      await plain.transport.stop();
      const again = labeled.transport.connect(b.id as Channel["peer"]);
      await listen(again).opened;
      same(world, labeledThere.incoming.length, 2, "how often the labeled one was called");
    },
  },
  {
    name: "attaches to a Peer that is already open",
    async run(world) {
      const { states } = start(await createOpenPeer(world));
      same(world, states, ["online"], "what start reported");
    },
  },
  {
    name: "attaches to a Peer that is not open yet",
    async run(world) {
      const peer = world.createPeer();
      const { states } = start(peer);
      same(world, states, ["connecting"], "what start reported");
      await next(peer, "open");
      same(world, states, ["connecting", "online"], "what was reported");
    },
  },
  {
    name: "MUST leave the app's own connections alone, in both directions",
    async run(world) {
      const [alice, bob] = await Promise.all([createOpenPeer(world), createOpenPeer(world)]);
      const [atAlice, atBob] = [start(alice), start(bob)];
      const near = connect(alice, bob, APPS);
      const far = await next<DataConnection>(bob, "connection");
      await Promise.all([next(near, "open"), next(far, "open")]);
      same(world, atBob.incoming.length, 0, "the number of incoming channels");
      await Promise.all([atAlice.transport.stop(), atBob.transport.stop()]);
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        const heard = next(to, "data");
        from.send({ greeting: "hello" });
        same(world, await heard, { greeting: "hello" }, "what the app heard");
      }
    },
  },
  {
    name: "stop does not destroy the Peer, and leaves none of our listeners and connections",
    async run(world) {
      const [alice, bob] = await Promise.all([createOpenPeer(world), createOpenPeer(world)]);
      const before = countListeners(alice);
      const [atAlice] = [start(alice), start(bob)];
      const line = listen(atAlice.transport.connect(bob.id as Channel["peer"]));
      await line.opened;
      await atAlice.transport.stop();
      same(world, countListeners(alice), before, "the number of listeners");
      same(world, Object.values(alice.connections).flat().length, 0, "the number of connections");
      same(world, [alice.open, alice.destroyed], [true, false], "whether the Peer is open, and destroyed");
      await next(connect(alice, bob, APPS), "open");
    },
  },
  {
    name: "a transport that is stopped can be followed by another on the same Peer",
    async run(world) {
      const [alice, bob] = await Promise.all([createOpenPeer(world), createOpenPeer(world)]);
      start(bob);
      for (let life = 0; life < 2; life += 1) {
        const { transport } = start(alice);
        await listen(transport.connect(bob.id as Channel["peer"])).opened;
        await transport.stop();
      }
    },
  },
  {
    name: "a connection with our label and another serialization is not made",
    async run(world) {
      const [alice, bob] = await Promise.all([createOpenPeer(world), createOpenPeer(world)]);
      const { incoming, turnedAway, until } = start(bob);
      connect(alice, bob, { ...OURS, serialization: "json" });
      await until("turnedAway", 1);
      same(world, turnedAway[0], "brokerMalformed", "why it was turned away");
      same(world, [incoming, Object.values(bob.connections).flat()], [[], []], "what there is of it");
    },
  },
  {
    name: "drops our connections that opened while nobody listened",
    async run(world) {
      const [alice, bob] = await Promise.all([createOpenPeer(world), createOpenPeer(world)]);
      const [unheard, apps] = [connect(alice, bob, OURS), connect(alice, bob, APPS)];
      await Promise.all([next(unheard, "open"), next(apps, "open")]);
      const { incoming } = start(bob);
      await next(unheard, "close");
      same(world, [incoming.length, apps.open], [0, true], "what is left");
    },
  },
  {
    name: "MUST report the peer's real id, though it claims another",
    async run(world) {
      const [mallory, bob] = await Promise.all([createOpenPeer(world), createOpenPeer(world)]);
      const { incoming } = start(bob);
      const socket = mallory.socket;
      const send = socket.send.bind(socket);
      socket.send = (message: object) => send({ ...message, src: world.absent });
      connect(mallory, bob, { ...OURS, metadata: { peer: world.absent } });
      await next(bob, "connection");
      same(
        world,
        incoming.map(({ peer }) => peer),
        [mallory.id],
        "who was named",
      );
    },
  },
  {
    name: "when the app destroys the Peer, the state and every channel is closed",
    async run(world) {
      const [alice, bob] = await Promise.all([createOpenPeer(world), createOpenPeer(world)]);
      const [atAlice] = [start(alice), start(bob)];
      const dial = (id: string) => listen(atAlice.transport.connect(id as Channel["peer"]));
      const open = [dial(bob.id), dial(bob.id), dial(bob.id)];
      await Promise.all(open.map(({ opened }) => opened));
      const all = [...open, dial(bob.id), dial(world.absent)];
      alice.destroy();
      same(
        world,
        await Promise.all(all.map(({ closed }) => closed)),
        all.map(() => "closed"),
        "the ends",
      );
      same(world, atAlice.states.at(-1), "closed", "the state");
      same(world, listen(atAlice.transport.connect(bob.id as Channel["peer"])) !== undefined, true, "a dial");
    },
  },
  {
    name: "a dial whose broker is lost before the answer is closed",
    async run(world) {
      const [alice, bob] = await Promise.all([createOpenPeer(world), createOpenPeer(world)]);
      const [atAlice] = [start(alice), start(bob)];
      const line = listen(atAlice.transport.connect(bob.id as Channel["peer"]));
      alice.disconnect();
      same(world, await line.closed, "closed", "the end");
    },
  },
  {
    name: "an id that is taken is reported with a code, and ends the transport",
    async run(world) {
      const first = await createOpenPeer(world);
      const second = world.createPeer(first.id);
      const { states, errors } = start(second);
      await next(second, "close");
      same(
        world,
        [states, errors],
        [["connecting", "offline", "closed"], ["peer-id-taken"]],
        "what was told",
      );
    },
  },
];
