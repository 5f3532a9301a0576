// Behavior of posts that only the PeerJS adapter has: they share a Peer and its broker with the app and with other labels.
import type { DataConnection, Peer, PeerError } from "peerjs";
import type { PeerId } from "../../src/core/wire/ids.ts";
import { CONNECTION_LABEL } from "../../src/peerjs/peerjs.ts";
import { APPS, connect, createOpenPeer, listen, next, type PeerJsCase, same, start } from "./peerjs-stage.ts";

type Started = ReturnType<typeof start>;

function post(from: Started, to: string, text: string): void {
  from.transport.post?.(to as PeerId, text);
}

/** The errors that the app hears on its Peer. */
function listenForErrors(peer: Peer): string[] {
  const errors: string[] = [];
  peer.on("error", ({ type }: PeerError<string>) => errors.push(type));
  return errors;
}

/** The broker has said that an addressee is absent, and the Peer has handled that. */
function nextExpire(peer: Peer): Promise<void> {
  return new Promise((resolve) => {
    peer.socket.on("message", ({ type }: { type?: unknown }) => type === "EXPIRE" && resolve());
  });
}

/** Everything that was under way from one Peer to another through the broker has arrived. */
async function settle(from: Peer, to: Peer): Promise<void> {
  const asked = next<DataConnection>(to, "connection");
  const connection = connect(from, to, { ...APPS, label: "settle" });
  (await asked).close();
  connection.close();
}

function hasTrace(peer: Peer): boolean {
  return Object.hasOwn(peer, "_handleMessage");
}

/** The cases. Each runs in a world of its own. */
export const POSTS_CASES: readonly PeerJsCase[] = [
  {
    name: "two transports over one Peer hear only the posts with their own label",
    async run(world) {
      const [a, b] = [await createOpenPeer(world), await createOpenPeer(world)];
      const other = { label: "another", reconnect: false };
      const [plain, labeled] = [start(a), start(a, other)];
      const [plainThere, labeledThere] = [start(b), start(b, other)];
      post(plain, b.id, "plain");
      post(labeled, b.id, "labeled");
      await Promise.all([plainThere.until("posts", 1), labeledThere.until("posts", 1)]);
      post(plain, world.absent, "anybody?");
      await plain.until("absent", 1);
      await plainThere.transport.stop();
      post(plain, b.id, "to nobody");
      post(labeled, b.id, "still here");
      await labeledThere.until("posts", 2);
      same(world, plainThere.posts, [[a.id, "plain"]], "what the plain one heard");
      same(
        world,
        labeledThere.posts,
        [
          [a.id, "labeled"],
          [a.id, "still here"],
        ],
        "what the labeled one heard",
      );
      same(world, [plain.absent, labeled.absent], [[world.absent], []], "who was told absent");
      same(world, hasTrace(b), true, "whether messages are handled while one of two transports is left");
      await labeledThere.transport.stop();
      same(world, hasTrace(b), false, "whether anything is left on the Peer");
    },
  },
  {
    name: "an app with stock PeerJS that gets a post notices nothing of it",
    async run(world) {
      const [a, b] = [await createOpenPeer(world), await createOpenPeer(world)];
      const alice = start(a);
      const errors = listenForErrors(b);
      const events: string[] = [];
      for (const event of ["connection", "call", "close", "disconnected"] as const) {
        b.on(event, () => events.push(event));
      }
      for (const text of ["hello", "x".repeat(60_000)]) post(alice, b.id, text);
      await settle(a, b);
      same(world, [errors, events, b.open], [[], ["connection"], true], "what the app heard");
      const stored: ReadonlyMap<string, unknown> = Reflect.get(b, "_lostMessages");
      same(world, [...stored.keys()], [], "what PeerJS stored");
    },
  },
  {
    name: "a post to an absent peer gives no error on the app's Peer, and our own dial learns of it",
    async run(world) {
      const peer = await createOpenPeer(world);
      const errors = listenForErrors(peer);
      const alice = start(peer);
      post(alice, world.absent, "anybody?");
      const line = listen(alice.transport.connect(world.absent));
      same(world, await line.closed, "absent", "the end of the dial");
      await alice.until("absent", 1);
      post(alice, world.absent, "anybody now?");
      await alice.until("absent", 2);
      same(world, [errors, alice.absent.length], [[], 2], "the errors, and how often it was told");
    },
  },
  {
    name: "the last post of a transport that stops gives no error either",
    async run(world) {
      const peer = await createOpenPeer(world);
      const errors = listenForErrors(peer);
      const alice = start(peer);
      post(alice, world.absent, "goodbye");
      const expired = nextExpire(peer);
      await alice.transport.stop();
      await expired;
      same(world, [errors, alice.absent], [[], []], "the errors, and who was told absent");
    },
  },
  {
    name: "the app's own connection to an absent peer gets its peer-unavailable once, among our posts",
    async run(world) {
      const peer = await createOpenPeer(world);
      const errors = listenForErrors(peer);
      const alice = start(peer);
      post(alice, world.absent, "anybody?");
      await alice.until("absent", 1);
      same(world, errors, [], "the errors before the app connects");
      post(alice, world.absent, "anybody?");
      peer.connect(world.absent, APPS);
      post(alice, world.absent, "anybody?");
      const { type } = await next<PeerError<string>>(peer, "error");
      same(world, type, "peer-unavailable", "the error");
      const told = alice.absent.length;
      post(alice, world.absent, "still nobody?");
      await alice.until("absent", told + 1);
      same(world, errors, ["peer-unavailable"], "all errors");
    },
  },
  {
    name: "the app's own connection to an absent peer gets its peer-unavailable without any post",
    async run(world) {
      const peer = await createOpenPeer(world);
      const alice = start(peer);
      post(alice, peer.id, "to ourselves");
      peer.connect(world.absent, APPS);
      const { type } = await next<PeerError<string>>(peer, "error");
      same(world, [type, alice.absent], ["peer-unavailable", []], "the error, and who was told absent");
    },
  },
  {
    name: "what a stranger sends in place of a post does no harm, and the sender is the one that the broker names",
    async run(world) {
      const [mallory, b] = [await createOpenPeer(world), await createOpenPeer(world)];
      const errors = listenForErrors(b);
      const bob = start(b);
      const send = (payload: object): void =>
        mallory.socket.send({ type: "CANDIDATE", src: world.absent, dst: b.id, payload });
      const label = CONNECTION_LABEL;
      for (const stray of [
        { post: "a" },
        { label },
        { label: [label], post: "b" },
        { label: "c", post: "c" },
      ]) {
        send(stray);
      }
      send({ label, post: "d", connectionId: "dc_1" });
      for (const text of [7, null, { toString: 1 }, ["e"]]) send({ label, post: text });
      await bob.until("posts", 4);
      same(
        world,
        bob.posts,
        [7, null, { toString: 1 }, ["e"]].map((text) => [mallory.id, text]),
        "what was heard",
      );
      same(world, errors, [], "the errors");
    },
  },
  {
    name: "a post of 64 kB passes, whatever is in it, and so do several to an absent peer",
    async run(world) {
      const [a, b] = [await createOpenPeer(world), await createOpenPeer(world)];
      const [alice, bob] = [start(a), start(b)];
      const texts = [...'"\\a'].map((letter) => letter.repeat(65_536));
      for (const text of texts) post(alice, world.absent, text);
      for (const text of texts) post(alice, b.id, text);
      await Promise.all([bob.until("posts", 3), alice.until("absent", 1)]);
      const heard = bob.posts.map(([, text]) => text);
      world.check(
        texts.every((text) => heard.includes(text)),
        "every text arrived whole",
      );
      same(world, alice.states, ["online"], "the states of the sender");
    },
  },
  {
    name: "post does not throw once the app has disconnected or destroyed its Peer",
    async run(world) {
      const [a, b] = [await createOpenPeer(world), await createOpenPeer(world)];
      const [alice, bob] = [start(a), start(b)];
      const { id } = a;
      a.disconnect();
      post(alice, b.id, "disconnected");
      a.reconnect();
      post(alice, b.id, "reconnecting");
      await next(a, "open");
      post(alice, b.id, "online");
      await bob.until("posts", 1);
      a.destroy();
      post(alice, b.id, "destroyed");
      await settle(await createOpenPeer(world), b);
      same(world, bob.posts, [[id, "online"]], "what was heard");
    },
  },
];
