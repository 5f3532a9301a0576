// What we rely on of PeerJS's internals, on the real class of each build, and the interception of its messages. If these
// tests fail with a new version of PeerJS, posts and all else in peer-messages.ts has to be looked at again.
import { createRequire } from "node:module";
import type { PeerError, Peer as PeerOfPeerJs, PeerOptions } from "peerjs";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  type BrokerMessage,
  boundUnheardData,
  canExchangeMessages,
  dropLongMessages,
  forgetPeer,
  handleMessages,
  sendPayload,
  serializersOf,
  socketOf,
} from "./peer-messages.ts";

/** The internals of PeerJS that these tests read besides ours. */
type Inside = PeerOfPeerJs & { readonly _lostMessages: Map<string, unknown> };
type PeerClass = new (id: string, options: PeerOptions) => Inside;

/** A socket of the browser. The test opens it, and plays the broker. */
class FakeWebSocket {
  readyState = 0;
  readonly sent: unknown[] = [];
  onopen?: () => void;
  onmessage?: (event: { readonly data: string }) => void;

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(): void {
    this.readyState = 3;
  }

  open(): void {
    this.readyState = 1;
    this.onopen?.();
    this.receive({ type: "OPEN" });
  }

  receive(message: unknown): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
}

/** As much of a browser as PeerJS asks for when it starts. */
class FakeConnection {
  createDataChannel(): object {
    return {};
  }

  close(): void {}
}

let sockets: FakeWebSocket[] = [];

beforeEach(() => {
  sockets = [];
  vi.useFakeTimers();
  vi.stubGlobal("RTCPeerConnection", FakeConnection);
  vi.stubGlobal("window", {});
  vi.stubGlobal(
    "WebSocket",
    class extends FakeWebSocket {
      constructor() {
        super();
        sockets.push(this);
      }
    },
  );
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const load = createRequire(import.meta.url);

/** Makes a Peer of that build, whose socket is still to be opened, and notes its events. */
function createPeer(build: string): { peer: Inside; events: unknown[]; socket: FakeWebSocket } {
  const path = load.resolve(`peerjs/dist/${build}`);
  delete load.cache[path];
  const { Peer = Reflect.get(window, "Peer") } = load(path) as { readonly Peer: PeerClass };
  const peer = new Peer("ada", { host: "localhost", port: 9, secure: false, token: "token" });
  const events: unknown[] = [];
  for (const event of ["open", "connection", "call", "close", "disconnected"] as const) {
    peer.on(event, () => events.push(event));
  }
  peer.on("error", ({ type, message }: PeerError<string>) => events.push(type, message));
  return { peer, events, socket: sockets[0] as FakeWebSocket };
}

const POST = { type: "CANDIDATE", src: "bob", payload: { label: "ours", post: "hello" } };

describe.each(["bundler.cjs", "peerjs.min.js"])("PeerJS as in %s", (build) => {
  test("has the internals that posts need", () => {
    expect(canExchangeMessages(createPeer(build).peer)).toBe(true);
  });

  test("sends what we send, once it is registered, and nothing before", () => {
    const { peer, socket } = createPeer(build);
    sendPayload(peer, "bob", { post: "too early" });
    socket.open();
    sendPayload(peer, "bob", { post: "hello" });
    expect(socket.sent).toEqual([{ type: "CANDIDATE", dst: "bob", payload: { post: "hello" } }]);
    peer.destroy();
    sendPayload(peer, "bob", { post: "too late" });
    expect(socket.sent).toHaveLength(1);
  });

  test("keeps its socket object over a reconnection", () => {
    const { peer, socket } = createPeer(build);
    socket.open();
    const before = socketOf(peer);
    peer.disconnect();
    peer.reconnect();
    sockets[1]?.open();
    sendPayload(peer, "bob", { post: "again" });
    expect([socketOf(peer) === before, sockets[1]?.sent.length]).toEqual([true, 1]);
    peer.destroy();
  });

  test("ignores a candidate that names no connection, without an event or a trace", () => {
    const { peer, events, socket } = createPeer(build);
    socket.open();
    for (const payload of [POST.payload, { post: null }, { probe: "peer-invite" }, {}]) {
      socket.receive({ ...POST, payload });
    }
    expect([events, peer._lostMessages.size, Object.keys(peer.connections)]).toEqual([["open"], 0, []]);
    socket.receive({ ...POST, payload: { ...POST.payload, connectionId: "dc_1" } });
    expect(peer._lostMessages.size).toBe(1);
    peer.destroy();
  });

  test("does not parse long messages, on the connection that there is and on the next, until told otherwise", () => {
    const { peer, events, socket } = createPeer(build);
    const parse = vi.spyOn(JSON, "parse");
    const dropped = vi.fn();
    const stop = dropLongMessages(peer, 100, dropped);
    socket.open();
    const long = { type: "EXPIRE", src: "b".repeat(100) };
    for (const message of [long, { type: "EXPIRE", src: "bob" }]) socket.receive(message);
    expect([dropped.mock.calls.length, events.length, parse.mock.calls.length]).toEqual([1, 3, 2]);
    peer.disconnect();
    peer.reconnect();
    sockets[1]?.open();
    sockets[1]?.receive(long);
    expect(dropped).toHaveBeenCalledTimes(2);
    stop();
    sockets[1]?.receive(long);
    expect([dropped.mock.calls.length, events.at(-2)]).toEqual([2, "peer-unavailable"]);
    expect(Object.hasOwn(socketOf(peer) as object, "start")).toBe(false);
    parse.mockRestore();
    peer.destroy();
  });

  test("has its serializers by name, and forgets a peer with which it has no connection", () => {
    const { peer, socket } = createPeer(build);
    socket.open();
    expect(Object.keys(serializersOf(peer))).toEqual(expect.arrayContaining(["raw", "json", "binary"]));
    const connections = (peer as unknown as { readonly _connections: Map<string, unknown[]> })._connections;
    connections.set("bob", []);
    const heard = vi.fn(() => true);
    const stop = handleMessages(peer, heard);
    forgetPeer(peer, "bob");
    expect([[...connections.keys()], heard.mock.calls]).toEqual([[], []]);
    stop();
    peer.destroy();
  });

  test("reads what nobody listens for without an error, and closes the connection after enough of it", () => {
    const { peer } = createPeer(build);
    const read = vi.fn(({ data }: { data?: unknown }) => void JSON.parse(String(data)));
    const close = vi.fn();
    // PeerJS's own is inherited.
    const connection = Object.create({ _handleDataMessage: read, listenerCount: () => 0, close });
    boundUnheardData(connection, 100);
    connection._handleDataMessage({ data: "{" });
    expect([read.mock.calls.length, close.mock.calls.length]).toEqual([1, 0]);
    connection._handleDataMessage({ data: new ArrayBuffer(100) });
    expect([read.mock.calls.length, close.mock.calls.length]).toEqual([1, 1]);
    connection.listenerCount = () => 1;
    expect(() => connection._handleDataMessage({ data: "{" })).toThrow(SyntaxError);
    peer.destroy();
  });

  test("says of an absent peer only its id, in an error of the Peer", () => {
    const { peer, events, socket } = createPeer(build);
    socket.open();
    socket.receive({ type: "EXPIRE", src: "bob", dst: "ada" });
    expect(events).toEqual(["open", "peer-unavailable", "Could not connect to peer bob"]);
    peer.destroy();
  });

  test("gets no message that a handler consumes, and every other", () => {
    const { peer, events, socket } = createPeer(build);
    const heard: BrokerMessage[] = [];
    const end = handleMessages(peer, (message) => {
      heard.push(message);
      return message.type === "EXPIRE";
    });
    socket.open();
    socket.receive(POST);
    const expire = { type: "EXPIRE", src: "bob", dst: "ada" };
    socket.receive(expire);
    expect([heard, events]).toEqual([[{ type: "OPEN" }, POST, expire], ["open"]]);
    end();
    expect(Object.hasOwn(peer, "_handleMessage")).toBe(false);
    socket.receive(expire);
    expect([heard.length, events.length]).toEqual([3, 3]);
    peer.destroy();
  });
});

/** A Peer of which only the messages matter, and what its PeerJS got of them. */
function createMessaging() {
  const got: unknown[] = [];
  class Messaging {
    _handleMessage(message: unknown): void {
      got.push(message);
    }
  }
  const peer = new Messaging();
  return { got, peer, isClean: () => !Object.hasOwn(peer, "_handleMessage") };
}

describe("handlers of a Peer's messages", () => {
  test("all get each message, and one that consumes it is enough", () => {
    const { got, peer } = createMessaging();
    const heard: string[] = [];
    for (const name of ["first", "second", "third"]) {
      handleMessages(peer, () => {
        heard.push(name);
        return name === "second";
      });
    }
    peer._handleMessage(POST);
    expect([heard, got]).toEqual([["first", "second", "third"], []]);
  });

  test("are removed one by one, and what they put on the Peer with the last of them", () => {
    const { got, peer, isClean } = createMessaging();
    const ends = [handleMessages(peer, () => false), handleMessages(peer, () => true)];
    ends[1]?.();
    ends[1]?.();
    peer._handleMessage(POST);
    expect([got, isClean()]).toEqual([[POST], false]);
    ends[0]?.();
    expect(isClean()).toBe(true);
    const again = handleMessages(peer, () => true);
    ends[0]?.();
    peer._handleMessage(POST);
    expect(got).toEqual([POST]);
    again();
    expect(isClean()).toBe(true);
  });

  test("one that ends while a message is handled does not get it", () => {
    const { got, peer, isClean } = createMessaging();
    const heard: string[] = [];
    handleMessages(peer, () => {
      end();
      return false;
    });
    const end = handleMessages(peer, () => heard.push("ended") > 0);
    peer._handleMessage(POST);
    expect([heard, got, isClean()]).toEqual([[], [POST], false]);
  });

  test("give back what an app had put on its Peer", () => {
    const { peer } = createMessaging();
    const apps = vi.fn();
    peer._handleMessage = apps;
    handleMessages(peer, () => false)();
    expect(peer._handleMessage).toBe(apps);
  });

  test("leave a wrapper of the app's alone, and pass on to it what comes later", () => {
    const { got, peer } = createMessaging();
    const heard: unknown[] = [];
    const end = handleMessages(peer, () => true);
    const ours = peer._handleMessage;
    const wrapper = (message: unknown): void => ours(message);
    peer._handleMessage = wrapper;
    end();
    expect(peer._handleMessage).toBe(wrapper);
    peer._handleMessage(POST);
    expect(got).toEqual([POST]);
    handleMessages(peer, (message) => heard.push(message) > 0)();
    expect(peer._handleMessage).toBe(wrapper);
    handleMessages(peer, (message) => heard.push(message) > 0);
    peer._handleMessage(POST);
    expect([heard, got]).toEqual([[POST], [POST]]);
  });

  test("do not get what is no message", () => {
    const { got, peer } = createMessaging();
    const handler = vi.fn(() => true);
    handleMessages(peer, handler);
    for (const message of [null, undefined, "OPEN", 7]) peer._handleMessage(message);
    expect([handler.mock.calls.length, got.length]).toEqual([0, 4]);
  });
});

test.each([{}, { socket: {} }, { socket: { send() {} } }, { socket: {}, _handleMessage() {} }])(
  "a Peer with no more than %o cannot exchange messages",
  (peer) => {
    expect(canExchangeMessages(peer)).toBe(false);
    expect(() => sendPayload({}, "bob", {})).not.toThrow();
  },
);
