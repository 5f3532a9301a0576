// The online status of other users.
import { describe, expect, test } from "vitest";
import type { Channel, Transport } from "../index.ts";
import { createRtmScene, errorOf, noteClientEvents } from "./scene.fixture.ts";

const STATUS = ["PeersOnlineStatusChanged"] as const;

describe("online status", () => {
  test("the first event after a subscription has all of its peers, and then each change is reported", async () => {
    const { login, clock } = createRtmScene();
    const [ada, bob] = [await login("ada"), await login("bob")];
    const notes = noteClientEvents(ada, ...STATUS);
    await ada.subscribePeersOnlineStatus(["bob", "cyd"]);
    await clock.settle();
    expect(notes.splice(0)).toEqual([["PeersOnlineStatusChanged", { bob: "ONLINE", cyd: "OFFLINE" }]]);
    await bob.logout();
    const cyd = await login("cyd");
    await clock.advance(5_000);
    expect(notes.splice(0)).toEqual([
      ["PeersOnlineStatusChanged", { bob: "OFFLINE" }],
      ["PeersOnlineStatusChanged", { cyd: "ONLINE" }],
    ]);
    expect(await ada.queryPeersBySubscriptionOption("ONLINE_STATUS")).toEqual(["bob", "cyd"]);
    await ada.unsubscribePeersOnlineStatus(["bob", "cyd", "dot"]);
    await cyd.logout();
    await clock.advance(60_000);
    expect(notes).toEqual([]);
    expect(await ada.queryPeersBySubscriptionOption("ONLINE_STATUS")).toEqual([]);
    expect(clock.timers).toBe(0);
  });

  test("while one's own connection is lost nobody is reported as offline, and a query rejects: code 2", async () => {
    const { login, clock, messages } = createRtmScene();
    const [ada, bob] = [await login("ada"), await login("bob")];
    const notes = noteClientEvents(ada, ...STATUS);
    await ada.subscribePeersOnlineStatus(["bob"]);
    await clock.settle();
    expect(notes.splice(0)).toEqual([["PeersOnlineStatusChanged", { bob: "ONLINE" }]]);
    messages.setBroker(false);
    await bob.logout();
    await ada.subscribePeersOnlineStatus(["cyd"]);
    await clock.advance(60_000);
    expect(notes).toEqual([]);
    expect(await errorOf(() => ada.queryPeersOnlineStatus(["bob"]))).toEqual(["RtmError", 2]);
    expect(await ada.queryPeersOnlineStatus(["ada"])).toEqual({ ada: true });
    messages.setBroker(true);
    await clock.advance(5_000);
    expect(notes).toEqual([
      ["PeersOnlineStatusChanged", { bob: "OFFLINE" }],
      ["PeersOnlineStatusChanged", { cyd: "OFFLINE" }],
    ]);
  });

  test("subscribing again reports all given peers, also those that are already known, after it has returned", async () => {
    const { login, clock } = createRtmScene();
    const [ada] = [await login("ada"), await login("bob"), await login("dot")];
    await ada.subscribePeersOnlineStatus(["bob", "cyd"]);
    await ada.sendMessageToPeer({ text: "hi" }, "dot");
    await clock.settle();
    await ada.subscribePeersOnlineStatus(["bob", "cyd", "dot", "eve"]);
    const notes = noteClientEvents(ada, ...STATUS);
    await clock.settle();
    expect(notes).toEqual([
      ["PeersOnlineStatusChanged", { bob: "ONLINE", cyd: "OFFLINE", dot: "ONLINE", eve: "OFFLINE" }],
    ]);
  });

  test("a page that replaces what it shows with the event's content shows everybody's actual status", async () => {
    const { login, clock } = createRtmScene();
    const [ada] = [await login("ada"), await login("bob"), await login("dot")];
    let shown: Record<string, string> = {};
    ada.on("PeersOnlineStatusChanged", (statuses) => {
      shown = statuses;
    });
    // One by one, as for each row of a list.
    for (const uid of ["cyd", "bob", "eve", "dot"]) void ada.subscribePeersOnlineStatus([uid]);
    await clock.settle();
    expect(shown).toEqual({ cyd: "OFFLINE", bob: "ONLINE", eve: "OFFLINE", dot: "ONLINE" });
  });

  test("subscriptions during a lost connection are reported in one event when it is back", async () => {
    const { login, clock, messages } = createRtmScene();
    const [ada] = [await login("ada"), await login("bob")];
    messages.setBroker(false);
    const notes = noteClientEvents(ada, ...STATUS);
    await ada.subscribePeersOnlineStatus(["bob", "cyd"]);
    await clock.advance(10_000);
    expect(notes).toEqual([]);
    messages.setBroker(true);
    await clock.advance(5_000);
    expect(notes).toEqual([["PeersOnlineStatusChanged", { bob: "ONLINE", cyd: "OFFLINE" }]]);
    await ada.logout();
    expect(clock.timers).toBe(0);
  });

  test("a peer whose subscription ends is not waited for", async () => {
    const { login, clock, silent } = createRtmScene();
    const [ada] = [await login("ada"), await login("bob"), await login("mute")];
    silent.add("mute");
    const notes = noteClientEvents(ada, ...STATUS);
    await ada.subscribePeersOnlineStatus(["bob", "mute"]);
    await clock.settle();
    expect(notes).toEqual([]);
    await ada.unsubscribePeersOnlineStatus(["mute"]);
    await clock.settle();
    expect(notes).toEqual([["PeersOnlineStatusChanged", { bob: "ONLINE" }]]);
    await ada.logout();
    expect(clock.timers).toBe(0);
  });

  test("a peer whose channel opens and closes at once is checked again, and does not stay ONLINE", async () => {
    const scene = createRtmScene();
    const messages = scene.messages.join("ada");
    const dialed: string[] = [];
    const brief: Transport = {
      start: (events) => messages.start(events),
      stop: () => messages.stop(),
      connect: (peer) => {
        dialed.push(peer);
        const channel = messages.connect(peer);
        const start: Channel["start"] = (events) => {
          const opened = (): void => {
            events.opened();
            channel.close();
            events.closed("closed");
          };
          channel.start({
            opened,
            text: (text) => events.text(text),
            doubted: () => events.doubted(),
            closed: (why) => events.closed(why),
          });
        };
        return { peer, start, send: (text) => channel.send(text), close: () => channel.close() };
      },
    };
    const ada = scene.create((id) => ({
      invitations: scene.invitations.join(id),
      messages: brief,
      end: () => {},
    }));
    await ada.login({ uid: "ada" });
    const bob = await scene.login("bob");
    const notes = noteClientEvents(ada, ...STATUS);
    await ada.subscribePeersOnlineStatus(["bob"]);
    await scene.clock.settle();
    expect(dialed).toEqual(["bob"]);
    await bob.logout();
    await scene.clock.advance(1_000);
    expect(dialed).toEqual(["bob", "bob"]);
    expect(notes.map(([, statuses]) => statuses)).toEqual([{ bob: "ONLINE" }, { bob: "OFFLINE" }]);
  });

  test("a peer that does not answer delays the others for 3 s, and changes meanwhile are in the event", async () => {
    const { login, silent, clock } = createRtmScene();
    const [ada, bob] = [await login("ada"), await login("bob")];
    await login("mute");
    silent.add("mute");
    const notes = noteClientEvents(ada, ...STATUS);
    await ada.subscribePeersOnlineStatus(["bob", "mute"]);
    await bob.logout();
    await clock.advance(2_999);
    expect(notes).toEqual([]);
    await clock.advance(1);
    expect(notes.splice(0)).toEqual([["PeersOnlineStatusChanged", { bob: "OFFLINE" }]]);
    await clock.advance(10_000);
    expect(notes).toEqual([["PeersOnlineStatusChanged", { mute: "OFFLINE" }]]);
  });

  test("a channel that closes is opened again after a second, because its peer may be leaving; that is not a change", async () => {
    const { login, clock, messages } = createRtmScene();
    const ada = await login("ada");
    await login("bob");
    await ada.subscribePeersOnlineStatus(["bob"]);
    await clock.settle();
    const notes = noteClientEvents(ada, ...STATUS);
    messages.cut("ada", "bob");
    await clock.advance(999);
    expect(messages.openChannels).toBe(0);
    await clock.advance(1);
    expect([messages.openChannels, notes]).toEqual([2, []]);
  });

  test("a peer whose channel is in doubt is UNREACHABLE until it sends something", async () => {
    const scene = createRtmScene();
    const doubts: (() => void)[] = [];
    const messages = scene.messages.join("ada");
    const doubting: Transport = {
      start: (events) => messages.start(events),
      stop: () => messages.stop(),
      connect: (peer) => {
        const channel = messages.connect(peer);
        const start: Channel["start"] = (events) => {
          doubts.push(() => events.doubted());
          channel.start(events);
        };
        return { peer, start, send: (text) => channel.send(text), close: () => channel.close() };
      },
    };
    const ada = scene.create((id) => ({
      invitations: scene.invitations.join(id),
      messages: doubting,
      end: () => {},
    }));
    await ada.login({ uid: "ada" });
    await scene.login("bob");
    const notes = noteClientEvents(ada, ...STATUS);
    await ada.subscribePeersOnlineStatus(["bob"]);
    await scene.clock.settle();
    scene.silent.add("bob");
    doubts[0]?.();
    await scene.clock.settle();
    scene.silent.delete("bob");
    doubts[0]?.();
    await scene.clock.settle();
    expect(notes.map(([, statuses]) => statuses)).toEqual([
      { bob: "ONLINE" },
      { bob: "UNREACHABLE" },
      { bob: "ONLINE" },
    ]);
  });

  test("a subscription that ends before anything is known reports nothing", async () => {
    const { login, clock } = createRtmScene();
    const ada = await login("ada");
    const notes = noteClientEvents(ada, ...STATUS);
    await ada.subscribePeersOnlineStatus(["bob", "ada"]);
    await ada.unsubscribePeersOnlineStatus(["bob"]);
    await clock.settle();
    expect(notes).toEqual([]);
  });

  test("a subscription that ends during a retry reports nothing", async () => {
    const { login, clock, silent } = createRtmScene();
    const ada = await login("ada");
    const notes = noteClientEvents(ada, ...STATUS);
    await ada.subscribePeersOnlineStatus(["bob"]);
    await clock.settle();
    silent.add("bob");
    await clock.advance(5_000);
    await ada.unsubscribePeersOnlineStatus(["bob"]);
    await clock.advance(10_000);
    expect(notes.length).toBe(1);
    expect(clock.timers).toBe(0);
  });

  test.each([
    "subscribePeersOnlineStatus",
    "unsubscribePeersOnlineStatus",
    "queryPeersOnlineStatus",
  ] as const)("%s checks what it is given", async (name) => {
    const { create, login } = createRtmScene();
    expect(await errorOf(() => create()[name](["bob"]))).toEqual(["RtmInvalidStatusError", 102]);
    const ada = await login("ada");
    const code = name === "queryPeersOnlineStatus" ? 0 : 2;
    expect(await errorOf(() => ada[name]("bob" as never))).toEqual(["RtmInvalidArgumentError", code]);
    expect(await errorOf(() => ada[name]([""]))).toEqual(["RtmInvalidArgumentError", code]);
  });

  test("queryPeersBySubscriptionOption without a login: code 102", async () => {
    const { create } = createRtmScene();
    const query = () => create().queryPeersBySubscriptionOption("ONLINE_STATUS");
    expect(await errorOf(query)).toEqual(["RtmInvalidStatusError", 102]);
  });
});
