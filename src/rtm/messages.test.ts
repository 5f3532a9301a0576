// Messages between users, and the channels that carry them.
import { describe, expect, test, vi } from "vitest";
import { DEFAULT_LIMITS } from "../index.ts";
import { Contacts } from "./contacts.ts";
import { decodeLetter, MESSAGE_MAX_BYTES } from "./letters.ts";
import {
  createKnocking,
  createRtmScene,
  createStranger,
  errorOf,
  noteClientEvents,
} from "./scene.fixture.ts";

const MESSAGE = ["MessageFromPeer"] as const;

describe("sendMessageToPeer", () => {
  test("a message arrives with its sender", async () => {
    const { login, clock } = createRtmScene();
    const [ada, bob] = [await login("ada"), await login("bob !")];
    const notes = noteClientEvents(bob, ...MESSAGE);
    expect(await ada.sendMessageToPeer({ text: "hi" }, "bob !")).toEqual({ hasPeerReceived: true });
    const message = ada.createMessage({ text: "again", description: "a test" });
    expect(await ada.sendMessageToPeer(message, "bob !", { enableOfflineMessaging: true })).toEqual({
      hasPeerReceived: true,
    });
    const properties = {
      serverReceivedTs: clock.nowMs(),
      isOfflineMessage: false,
      isHistoricalMessage: false,
    };
    expect(notes).toEqual([
      ["MessageFromPeer", { messageType: "TEXT", text: "hi" }, "ada", properties],
      ["MessageFromPeer", { messageType: "TEXT", text: "again", description: "a test" }, "ada", properties],
    ]);
  });

  test("many messages at once arrive in order, over one channel, in both directions", async () => {
    const { login, messages } = createRtmScene();
    const [ada, bob] = [await login("ada"), await login("bob")];
    const notes = noteClientEvents(bob, ...MESSAGE);
    const texts = Array.from({ length: 20 }, (_, index) => `message ${index}`);
    const results = await Promise.all(texts.map((text) => ada.sendMessageToPeer({ text }, "bob")));
    expect(results.every(({ hasPeerReceived }) => hasPeerReceived)).toBe(true);
    expect(notes.map(([, message]) => message)).toEqual(texts.map((text) => ({ messageType: "TEXT", text })));
    expect(await bob.sendMessageToPeer({ text: "back" }, "ada")).toEqual({ hasPeerReceived: true });
    expect(messages.openChannels).toBe(2);
  });

  test("a peer that is offline has not received it", async () => {
    const { login } = createRtmScene();
    const ada = await login("ada");
    expect(await ada.sendMessageToPeer({ text: "hi" }, "bob")).toEqual({ hasPeerReceived: false });
  });

  test.each(["before the channel opens", "after it"])(
    "a peer that is silent %s has not, after 10 s",
    async (when) => {
      const { login, silent, clock } = createRtmScene();
      const ada = await login("ada");
      await login("bob");
      if (when === "after it") await ada.sendMessageToPeer({ text: "hi" }, "bob");
      silent.add("bob");
      const sent = ada.sendMessageToPeer({ text: "hi" }, "bob");
      await clock.advance(10_000);
      expect(await sent).toEqual({ hasPeerReceived: false });
    },
  );

  test("a peer whose channel closes before the receipt has not, at once", async () => {
    const { login, messages, clock } = createRtmScene();
    const ada = await login("ada");
    const [bob, cyd] = [createStranger(messages.join("bob")), createStranger(messages.join("cyd"))];
    const sent = ["bob", "cyd"].map((uid) => ada.sendMessageToPeer({ text: "hi" }, uid));
    await clock.settle();
    bob.channels[0]?.close();
    expect(await sent[0]).toEqual({ hasPeerReceived: false });
    cyd.channels[0]?.send('{"t":"got","n":2}');
    expect(await sent[1]).toEqual({ hasPeerReceived: true });
  });

  test("logging out ends the wait, whatever it waits for", async () => {
    const { login, messages, silent, clock } = createRtmScene();
    const ada = await login("ada");
    createStranger(messages.join("bob"));
    silent.add("cyd");
    const sent = ["bob", "cyd"].map((uid) => ada.sendMessageToPeer({ text: "hi" }, uid));
    await clock.settle();
    await ada.logout();
    expect(await Promise.all(sent)).toEqual([{ hasPeerReceived: false }, { hasPeerReceived: false }]);
    expect(clock.timers).toBe(0);
  });

  test.each<[string, unknown, unknown, readonly [string, number]]>([
    ["no text", {}, "bob", ["RtmInvalidArgumentError", 7]],
    ["no message", undefined, "bob", ["RtmInvalidArgumentError", 7]],
    ["text without its message", "hi", "bob", ["RtmInvalidArgumentError", 7]],
    ["a description that is no text", { text: "", description: 5 }, "bob", ["RtmInvalidArgumentError", 7]],
    ["over 32 KB", { text: "ä".repeat(16_384), description: "x" }, "bob", ["RtmInvalidArgumentError", 7]],
    ["far over 32 KB", { text: "x".repeat(40_000) }, "bob", ["RtmInvalidArgumentError", 7]],
    [
      "a raw message",
      { messageType: "RAW", rawMessage: new Uint8Array() },
      "bob",
      ["RtmUnsupportedError", 1],
    ],
    [
      "a raw message that does not say so",
      { rawMessage: new Uint8Array() },
      "bob",
      ["RtmUnsupportedError", 1],
    ],
    ["no uid", { text: "hi" }, "", ["RtmInvalidArgumentError", 6]],
    ["oneself", { text: "hi" }, "ada", ["RtmInvalidArgumentError", 6]],
  ])("%s is refused", async (_what, message, uid, error) => {
    const ada = await createRtmScene().login("ada");
    expect(await errorOf(() => ada.sendMessageToPeer(message as never, uid as never))).toEqual(error);
  });

  test("createMessage sets a message's type, and takes nothing else", async () => {
    const ada = createRtmScene().create();
    const rawMessage = new Uint8Array(1);
    expect(ada.createMessage({ text: "hi" })).toEqual({ messageType: "TEXT", text: "hi" });
    expect(ada.createMessage({ rawMessage })).toEqual({ messageType: "RAW", rawMessage });
    for (const message of ["hi", null, undefined])
      expect(await errorOf(() => ada.createMessage(message as never))).toEqual([
        "RtmInvalidArgumentError",
        7,
      ]);
  });

  test("32 KB are allowed", async () => {
    const { login } = createRtmScene();
    const [ada] = [await login("ada"), await login("bob")];
    const text = "\u0000".repeat(MESSAGE_MAX_BYTES);
    expect(await ada.sendMessageToPeer({ text }, "bob")).toEqual({ hasPeerReceived: true });
  });

  test("without a login: code 102", async () => {
    const ada = createRtmScene().create();
    expect(await errorOf(() => ada.sendMessageToPeer({ text: "hi" }, "bob"))).toEqual([
      "RtmInvalidStatusError",
      102,
    ]);
  });

  test("more than 180 in 3 s: code 5, and later it works again", async () => {
    const { login, clock } = createRtmScene();
    const [ada] = [await login("ada"), await login("bob")];
    const send = () => ada.sendMessageToPeer({ text: "hi" }, "bob");
    await Promise.all(Array.from({ length: 180 }, send));
    expect(await errorOf(send)).toEqual(["RtmError", 5]);
    await clock.advance(3_000);
    expect(await send()).toEqual({ hasPeerReceived: true });
  });
});

describe("strangers", () => {
  test("one stranger may have 5 channels to us, all together 100; one more replaces one that is idle", async () => {
    const { login, messages, clock } = createRtmScene();
    const ada = await login("ada");
    const bob = await login("bob");
    const strangers = Array.from({ length: 30 }, (_, n) => createStranger(messages.join(`stranger${n}`)));
    const openAt = async (index: number, count: number): Promise<number | undefined> => {
      for (let n = 0; n < count; n += 1) strangers[index]?.connect("ada");
      await clock.settle();
      return strangers[index]?.channels.length;
    };
    expect(await openAt(0, 7)).toBe(5);
    for (let index = 1; index < 20; index += 1) expect(await openAt(index, 5)).toBe(5);
    // The very first channel is in use, and the second has been idle for the longest time.
    strangers[0]?.channels[0]?.send("hello");
    await clock.settle();
    const received = vi.fn();
    ada.on("MessageFromPeer", received);
    expect(await bob.sendMessageToPeer({ text: "hi" }, "ada")).toEqual({ hasPeerReceived: true });
    expect(received).toHaveBeenCalledTimes(1);
    expect(strangers.map(({ channels }) => channels.length).slice(0, 3)).toEqual([4, 5, 5]);
    expect([await openAt(20, 3), await openAt(21, 3)]).toEqual([3, 3]);
    expect(strangers.map(({ channels }) => channels.length).slice(0, 3)).toEqual([1, 2, 5]);
  });

  test("while all 100 belong to users that we write to, one more is closed at once", async () => {
    const { login, messages, clock } = createRtmScene();
    const ada = await login("ada");
    const others = Array.from({ length: 20 }, (_, n) => createStranger(messages.join(`user${n}`)));
    await ada.subscribePeersOnlineStatus(others.map((_, n) => `user${n}`));
    for (const other of others) for (let n = 0; n < 5; n += 1) other.connect("ada");
    await clock.settle();
    const stranger = createStranger(messages.join("stranger"));
    stranger.connect("ada");
    await clock.settle();
    expect(stranger.channels.length).toBe(0);
  });

  test("a channel that has neither opened nor closed after 10 s takes no place", async () => {
    const scene = createRtmScene();
    const { closed, transport, knock } = createKnocking(scene.messages.join("ada"));
    const ada = scene.create((id) => ({
      invitations: scene.invitations.join(id),
      messages: transport,
      end: () => {},
    }));
    await ada.login({ uid: "ada" });
    for (let n = 0; n < 6; n += 1) knock("stranger");
    expect(closed).toEqual([5]);
    await scene.clock.advance(10_000);
    expect(closed).toEqual([5, 0, 1, 2, 3, 4]);
    knock("stranger");
    expect(closed.length).toBe(6);
    await ada.logout();
    expect(scene.clock.timers).toBe(0);
  });

  test("more than 900 messages from one user in 3 s, five times what it may send, are dropped without a receipt", async () => {
    const { login, messages, clock } = createRtmScene();
    const notes = noteClientEvents(await login("ada"), ...MESSAGE);
    const stranger = createStranger(messages.join("stranger"));
    const channel = stranger.connect("ada");
    await clock.settle();
    for (let n = 0; n < 1_000; n += 1) channel.send(JSON.stringify({ t: "message", n, text: "hi" }));
    await clock.settle();
    expect([notes.length, stranger.heard.length]).toEqual([900, 900]);
  });

  test.each([
    5,
    "",
    "no JSON",
    "null",
    "[]",
    '"message"',
    '{"t":"message"}',
    '{"t":"message","n":"1","text":"hi"}',
    '{"t":"message","n":1.5,"text":"hi"}',
    '{"t":"message","n":1,"text":5}',
    '{"t":"message","n":1,"text":"hi","description":5}',
    `{"t":"message","n":1,"text":"${"x".repeat(32_769)}"}`,
    `{"t":"message","n":1,"text":"hi","description":"${"x".repeat(32_769)}"}`,
    `{"t":"ping"${" ".repeat(200_000)}}`,
    '{"t":"got"}',
    '{"t":"else"}',
  ])("%o is no letter", (text) => {
    expect(decodeLetter(text)).toBeUndefined();
  });

  test("an invalid message changes nothing; a ping is answered; a receipt for an unknown message is ignored", async () => {
    const { login, messages, clock } = createRtmScene();
    const notes = noteClientEvents(await login("ada"), ...MESSAGE);
    const stranger = createStranger(messages.join("stranger"));
    const channel = stranger.connect("ada");
    await clock.settle();
    for (const text of ["no letter", '{"t":"got","n":1}', '{"t":"ping"}']) channel.send(text);
    await clock.settle();
    expect([notes, stranger.heard]).toEqual([[], ['{"t":"pong"}']]);
  });
});

describe("channels", () => {
  test("a user that crashed and is back is reached on the channel that it opens", async () => {
    const { login, messages, clock } = createRtmScene();
    const ada = await login("ada");
    createStranger(messages.join("bob"));
    const early = ada.sendMessageToPeer({ text: "hi" }, "bob");
    await clock.settle();
    messages.crash("bob");
    await (await login("bob")).sendMessageToPeer({ text: "back" }, "ada");
    expect(await ada.sendMessageToPeer({ text: "hi" }, "bob")).toEqual({ hasPeerReceived: true });
    await clock.advance(10_000);
    expect(await early).toEqual({ hasPeerReceived: false });
  });

  test("a peer's rate is forgotten with its last channel, also if we close that", async () => {
    const closed: string[] = [];
    const { messages, clock } = createRtmScene();
    createStranger(messages.join("bob"));
    const contacts = new Contacts({
      transport: messages.join("ada"),
      clock,
      limits: DEFAULT_LIMITS,
      events: { text: () => {}, changed: (peer, how) => closed.push(`${peer} ${how}`) },
    });
    expect(await contacts.reach("bob" as never)).toBe(true);
    await clock.advance(60_000);
    expect(closed).toEqual(["bob open", "bob closed"]);
    await contacts.stop();
  });

  test("a channel that nobody uses for a minute is closed by the user who opened it", async () => {
    const { login, messages, clock } = createRtmScene();
    const [ada] = [await login("ada"), await login("bob")];
    await ada.sendMessageToPeer({ text: "hi" }, "bob");
    await clock.advance(59_999);
    expect(messages.openChannels).toBe(2);
    await clock.advance(1);
    expect(messages.openChannels).toBe(0);
    expect(clock.timers).toBe(0);
    expect(await ada.sendMessageToPeer({ text: "hi" }, "bob")).toEqual({ hasPeerReceived: true });
  });

  test("two users who open one to each other at once need not agree on one", async () => {
    const { login, messages } = createRtmScene();
    const [ada, bob] = [await login("ada"), await login("bob")];
    const sent = [ada.sendMessageToPeer({ text: "hi" }, "bob"), bob.sendMessageToPeer({ text: "hi" }, "ada")];
    expect(await Promise.all(sent)).toEqual([{ hasPeerReceived: true }, { hasPeerReceived: true }]);
    messages.cut("ada", "bob");
    expect(messages.openChannels).toBe(0);
  });

  test("a logout settles what is pending, also a message that was just sent, and leaves no timer", async () => {
    const { login, clock } = createRtmScene();
    const [ada] = [await login("ada"), await login("bob")];
    await Promise.all([ada.sendMessageToPeer({ text: "1" }, "bob"), clock.settle()]);
    const sending = ada.sendMessageToPeer({ text: "2" }, "bob");
    await ada.logout();
    expect(await sending).toEqual({ hasPeerReceived: false });
    await clock.settle();
    const timers = clock.timers;
    await clock.advance(1);
    expect(timers).toBe(clock.timers);
  });
});
