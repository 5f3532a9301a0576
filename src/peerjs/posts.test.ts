// The posts of a transport on one Peer, and what becomes of an EXPIRE. The test plays the broker.
import { EventEmitter } from "node:events";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { PeerId } from "../core/wire/ids.ts";
import { createPeerJsTransport, type Peer } from "./peerjs.ts";

/** A connection of the app's own. */
interface AppConnection {
  readonly options?: object;
  open: boolean;
  readonly label?: string;
}

/** A Peer that is online, and the transports on it. */
function createScene() {
  const sent: object[] = [];
  const passedOn: unknown[] = [];
  const connections: Record<string, AppConnection[]> = {};
  const state = { id: "ada", open: true, disconnected: false, destroyed: false, connections };
  const peer = Object.assign(new EventEmitter(), state, {
    socket: Object.assign(new EventEmitter(), { send: (message: object) => void sent.push(message) }),
    _handleMessage: (message: unknown) => void passedOn.push(message),
  });
  const join = (label: string) => {
    const transport = createPeerJsTransport(peer as unknown as Peer, { label, reconnect: false });
    const heard: unknown[] = [];
    transport.start({
      changed: () => {},
      standingOf: () => "known",
      incoming: () => {},
      failed: (code) => heard.push(code),
      posted: (from, text) => heard.push([from, text]),
      absent: (id) => heard.push(id),
    });
    return { heard, transport, post: (to: string, text = "hello") => transport.post?.(to as PeerId, text) };
  };
  const receive = (message: unknown): void => peer._handleMessage(message);
  const expire = (src: string): void => receive({ type: "EXPIRE", src, dst: "ada" });
  return { peer, sent, passedOn, connections, join, receive, expire };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a post is a candidate that names no connection, with the transport's label", () => {
  const { join, sent } = createScene();
  join("calls").post("bob", "hello");
  expect(sent).toEqual([{ type: "CANDIDATE", dst: "bob", payload: { label: "calls", post: "hello" } }]);
});

test.each([{ open: false }, { disconnected: true }, { destroyed: true }, { id: "ada.42" }])(
  "nothing is posted by a Peer that is %o",
  (state) => {
    const { join, peer, sent } = createScene();
    const { post } = join("calls");
    Object.assign(peer, state);
    post("bob");
    expect(sent).toEqual([]);
  },
);

test("a socket that throws loses the post", () => {
  const { join, peer } = createScene();
  const { post } = join("calls");
  peer.socket.send = () => {
    throw new Error("full");
  };
  expect(() => post("bob")).not.toThrow();
});

test.each([
  [
    "from an id that no peer can have",
    { type: "CANDIDATE", src: "-", payload: { label: "calls", post: "a" } },
  ],
  ["from nobody", { type: "CANDIDATE", payload: { label: "calls", post: "a" } }],
])("a post %s is dropped", (_, message) => {
  const { join, receive, passedOn } = createScene();
  const { heard } = join("calls");
  receive(message);
  expect([heard, passedOn]).toEqual([[], []]);
});

test.each<object>([
  { type: "CANDIDATE", src: "bob", payload: { label: "letters", post: "a" } },
  { type: "CANDIDATE", src: "bob", payload: { label: "calls" } },
  { type: "CANDIDATE", src: "bob", payload: { post: "a" } },
  { type: "CANDIDATE", src: "bob", payload: null },
  { type: "CANDIDATE", src: "bob", payload: "post" },
  { type: "CANDIDATE", src: "bob" },
  { type: "ANSWER", src: "bob", payload: { label: "calls", post: "a" } },
  { type: "OPEN" },
  { type: ["CANDIDATE"], src: "bob", payload: { label: "calls", post: "a" } },
  {},
])("PeerJS gets %j, which is no post of ours", (message) => {
  const { join, receive, passedOn } = createScene();
  const { heard } = join("calls");
  receive(message);
  expect([heard, passedOn]).toEqual([[], [message]]);
});

describe("an EXPIRE", () => {
  test("that a post explains is told to the transports that posted, and PeerJS does not get it", () => {
    const { join, expire, passedOn } = createScene();
    const [calls, letters] = [join("calls"), join("letters")];
    calls.post("bob");
    letters.post("carol");
    expire("bob");
    expire("bob");
    expect([calls.heard, letters.heard, passedOn]).toEqual([["bob", "bob"], [], []]);
  });

  test.each(["bob", "-", 7, undefined])("of %j that no post explains is for PeerJS", (src) => {
    const { join, receive, passedOn } = createScene();
    const { heard, post } = join("calls");
    post("carol");
    receive({ type: "EXPIRE", src });
    expect([heard, passedOn.length]).toEqual([[], 1]);
  });

  test("is explained by a post for fifteen seconds", () => {
    const { join, expire, passedOn } = createScene();
    const { heard, post } = join("calls");
    post("bob");
    vi.advanceTimersByTime(10_000);
    post("bob");
    vi.advanceTimersByTime(14_999);
    expire("bob");
    expect([heard.length, passedOn.length]).toEqual([1, 0]);
    vi.advanceTimersByTime(1);
    expire("bob");
    expect([heard.length, passedOn.length]).toEqual([1, 1]);
  });

  test("is explained by the posts to the last thousand peers", () => {
    const { join, expire } = createScene();
    const calls = join("calls");
    for (let number = 0; number <= 1_000; number += 1) calls.post(`peer-${number}`);
    calls.post("peer-1");
    for (const number of [0, 1, 2, 1_000]) expire(`peer-${number}`);
    expect(calls.heard).toEqual(["peer-1", "peer-2", "peer-1000"]);
  });

  test("is for PeerJS too, once, while a connection of the app's own is being made", () => {
    const { join, expire, passedOn, connections } = createScene();
    const [calls, letters] = [join("calls"), join("letters")];
    calls.post("bob");
    letters.post("bob");
    const media = { open: false };
    connections["bob"] = [
      { open: false, label: "calls" },
      { open: true, label: "the app's" },
      // A call of bob's that the app has not answered yet.
      { open: false, options: { _payload: {} } },
    ];
    expire("bob");
    expect(passedOn.length).toBe(0);
    connections["bob"].push(media);
    expire("bob");
    expire("bob");
    expect(passedOn.length).toBe(1);
    connections["bob"].push({ open: false, label: "letters" }, { open: false, label: "the app's" });
    expire("bob");
    expire("bob");
    expect(passedOn.length).toBe(2);
    expect([calls.heard.length, letters.heard.length]).toEqual([5, 5]);
  });

  test("that a post explains reaches nobody after a stop, and then nothing of us is left on the Peer", async () => {
    const { join, expire, passedOn, peer } = createScene();
    const inner = peer._handleMessage;
    const calls = join("calls");
    calls.post("bob");
    await calls.transport.stop();
    expire("bob");
    expect([calls.heard, passedOn.length]).toEqual([[], 0]);
    vi.advanceTimersByTime(15_000);
    expire("bob");
    expect([calls.heard, passedOn.length]).toEqual([[], 1]);
    expect(peer._handleMessage).toBe(inner);
  });

  test("leaves nothing of us on the Peer after a stop without a post", async () => {
    const { join, peer } = createScene();
    const inner = peer._handleMessage;
    const calls = join("calls");
    await calls.transport.stop();
    expect(peer._handleMessage).toBe(inner);
  });
});
