// Every member of both SDKs' objects that an app may use is here, or is left out for a reason.
import { createRequire } from "node:module";
import { describe, expect, test, vi } from "vitest";
import { AGORA_MEMBERS } from "./agora.fixture.ts";
import AgoraRTM, * as rtm from "./index.ts";
import { createRtmCall, createRtmScene, noteClientEvents } from "./scene.fixture.ts";

/** Members that only the SDKs themselves can use, by the reason why they are left out. */
const LEFT_OUT = {
  "Node's emitter, how it works inside": ["_events", "_eventsCount", "_maxListeners", "_indexOfListener"],
  "writes Agora's own logs": [
    ...["logError", "invokeTracker", "resultTracker", "errorTracker", "eventTracker", "info", "warn", "log"],
    ...["genLogger", "loggerId", "logger", "name", "processId"],
  ],
  "speaks with their servers": [
    ...[
      "_appId",
      "_gateway",
      "_rtmServer",
      "_useWss",
      "_sid",
      "_sessionId",
      "_joinStartTime",
      "_authGateWay",
    ],
    ...["_connectRtmServer", "_createRtmServerInstance", "_emitConnectionState", "clearConnectionFutures"],
    ...[
      "connectFuture",
      "reconnectFuture",
      "internalEmitter",
      "context",
      "loginPromise",
      "session",
      "reconnId",
    ],
    ...[
      "lastLoginTime",
      "loginImpl",
      "onConnectionStateChanged",
      "banIP",
      "blacklistedIP",
      "userDropHandler",
    ],
    ...["TokenPrivilegeWillExpireHandler", "_msgLimmitRate", "getSession", "client"],
  ],
  "holds their invitations": [
    ...[
      "invitationManager",
      "_localCall",
      "_remoteCall",
      "localInvitationEnd$",
      "isLocalInvitationEnd",
      "_timer",
    ],
    ...["onAcceptReceived", "onRefuseReceived"],
  ],
  "holds their status of others": [
    ...[
      "subscribedPeerStatusCache",
      "pendingPeerStatusSubCount",
      "peerStatusSeqLru",
      "peerUnreachableTimers",
    ],
  ],
  "is of what needs a server: channels, attributes, files": [
    ...["attributes", "_userAttributes", "attributeDrafts", "channelAttributesCacheLru", "mediaTaskManager"],
    ...["memberCount", "joinState", "joinPromise", "memberJoinedLru", "memberLeftLru", "memberJoinStateLru"],
    ...[
      "attributesSeqLru",
      "clearChannel",
      "bindChannelEvents",
      "_handleChannelEvents",
      "onMemberCountUpdated",
    ],
    ...["onChannelMemberCountUpdated", "onLogout", "onAttributesUpdated", "onChannelTextMessage"],
    ...["onChannelMediaMessage", "onChannelRawMessage", "onMemberNotice"],
  ],
} as const;

/** anyRTC's SDK itself. It reads the browser's name when it is loaded. */
function loadAr() {
  vi.stubGlobal("navigator", { userAgent: "Chrome/120" });
  const ar = createRequire(import.meta.url)("ar-rtm-sdk");
  const client = ar.ArRTM.createInstance("0".repeat(32));
  return {
    exports: ar,
    module: ar.ArRTM,
    client,
    local: client.createLocalInvitation("bob"),
    remote: new ar.RemoteInvitation("0".repeat(32), "bob", ""),
    channel: client.createChannel("room"),
  };
}

/** The names of all members of `object`, including those of its classes. */
function membersOf(object: object): string[] {
  const names = new Set<string>();
  for (let it = object; it !== null && it !== Object.prototype; it = Object.getPrototypeOf(it))
    for (const name of Object.getOwnPropertyNames(it)) names.add(name);
  names.delete("constructor");
  return [...names];
}

async function createOurs() {
  const { ada, local, ring } = await createRtmCall();
  return { module: AgoraRTM, client: ada, local, remote: await ring(), channel: ada.createChannel("room") };
}

const OBJECTS = ["module", "client", "local", "remote", "channel"] as const;

describe("an app that uses a member of RTM", () => {
  test.each(OBJECTS)("%s: finds every member that is not left out for a reason", async (name) => {
    const ours: object = (await createOurs())[name];
    const theirs = new Set([...membersOf(loadAr()[name]), ...AGORA_MEMBERS[name]]);
    const missing = [...theirs].filter((member) => !(member in ours));
    const leftOut: readonly string[] = Object.values(LEFT_OUT).flat();
    expect(missing.filter((member) => !leftOut.includes(member))).toEqual([]);
  });

  test("nothing is listed as left out that exists here, or that neither SDK has", async () => {
    const [ours, ar] = [await createOurs(), loadAr()];
    const theirs = new Set(OBJECTS.flatMap((name) => [...membersOf(ar[name]), ...AGORA_MEMBERS[name]]));
    const needless = Object.values(LEFT_OUT)
      .flat()
      .filter((member) => !theirs.has(member) || OBJECTS.every((name) => member in ours[name]));
    // Members that anyRTC's SDK makes only when it is connected.
    const late = ["_gateway", "_rtmServer", "connectFuture", "reconnectFuture"];
    expect(needless).toEqual(late);
  });

  test("every export of anyRTC's package is an export here", () => {
    expect(Object.keys(loadAr().exports).filter((name) => !(name in rtm))).toEqual([]);
  });

  test("on a classic page, and so for webpack's externals, every export is also on the globals", async () => {
    await import("./global.ts");
    const page = globalThis as unknown as Record<"AgoraRTM" | "ArRTM", object> & typeof rtm;
    const names = Object.keys(loadAr().exports).filter((name) => name !== "default" && name !== "ArRTM");
    for (const sdk of [page.AgoraRTM, page.ArRTM])
      expect(names.filter((name) => !(name in sdk) || !(name in globalThis))).toEqual([]);
    // Webpack would look for the default export on the globals.
    expect("__esModule" in page.AgoraRTM).toBe(false);
    await page.ArRTM.createInstance("app").logout();
    await expect(page.AgoraRTM.createInstance("app").logout()).rejects.toMatchObject({ code: 102 });
  });

  test("every code and state of anyRTC has its name here", () => {
    const { RtmErrorCode, RtmStatusCode } = loadAr().exports;
    const missing: string[] = [];
    // TypeScript's numeric enums also have the reverse mapping.
    for (const [theirs, ours] of [
      [RtmErrorCode, rtm.RtmErrorCode],
      [RtmStatusCode, rtm.RtmStatusCode],
    ])
      for (const [table, members] of Object.entries<object>(theirs))
        for (const member of Object.keys(members))
          if (!/^\d/.test(member) && !(member in (ours[table] ?? {}))) missing.push(`${table}.${member}`);
    expect(missing).toEqual([]);
  });
});

describe("undocumented members that apps read and write", () => {
  test("a call that is written with _content and _channelId arrives, and can be read with them", async () => {
    const { local, ring } = await createRtmCall();
    local._content = "video";
    local._channelId = "room 5";
    expect([local.content, local.channelId]).toEqual(["video", "room 5"]);
    const remote = await ring();
    expect([remote._content, remote._channelId, remote.content]).toEqual(["video", "room 5", "video"]);
  });

  test("a busy app distinguishes its invitations by _callId, which is the same at the caller", async () => {
    const scene = await createRtmCall();
    const cyd = await scene.login("cyd");
    const [before, other] = [scene.local._callId, cyd.createLocalInvitation("bob")];
    const [first, second] = [
      await scene.ring(),
      await new Promise<rtm.RemoteInvitation>((resolve) => {
        scene.bob.on("RemoteInvitationReceived", resolve);
        other.send();
      }),
    ];
    expect([first._callId, first.callId, scene.local.callId]).toEqual([before, before, before]);
    expect([second._callId, second._callId === first._callId]).toEqual([other._callId, false]);
    expect(before).toMatch(/^[0-9a-f]{32}$/);
  });

  test("an app's own id is sent; send() refuses an invalid one with code 1", async () => {
    const { local, ring } = await createRtmCall();
    local._callId = "no";
    expect(() => local.send()).toThrow("Error Code 1");
    local._callId = "call-0001";
    expect((await ring())._callId).toBe("call-0001");
  });

  test("an answer that is written with _response arrives, and can be read with it", async () => {
    const { local, ring, clock } = await createRtmCall();
    local._response = "waiting";
    expect([local._response, local.response]).toEqual(["waiting", "waiting"]);
    const remote = await ring();
    remote._response = "on my way";
    expect([remote.response, remote._response]).toEqual(["on my way", "on my way"]);
    remote.accept();
    await clock.settle();
    expect([local._response, local.response]).toEqual(["on my way", "on my way"]);
  });

  test("an app may parse the content and assign it again", async () => {
    const { local, ring } = await createRtmCall();
    local.content = '{"video":true}';
    const remote = await ring();
    remote._content = JSON.parse(remote._content);
    remote._channelId = "mine";
    remote._callId = "1";
    expect([remote._content, remote.content]).toEqual([{ video: true }, { video: true }]);
    expect([remote.channelId, remote.callId]).toEqual(["mine", "1"]);
  });

  test("connectionState is current, also when its event fires", async () => {
    const { create, invitations, clock } = createRtmScene();
    const client = create();
    const states: string[] = [client.connectionState];
    const notes = noteClientEvents(client, "ConnectionStateChanged");
    client.on("ConnectionStateChanged", (state) => states.push(`${state} ${client.connectionState}`));
    const login = client.login({ uid: "ada" });
    expect(client.connectionState).toBe("CONNECTING");
    await login;
    invitations.setBroker(false);
    expect(client.connectionState).toBe("RECONNECTING");
    await clock.settle();
    client.logoutSync();
    expect(client.connectionState).toBe("DISCONNECTED");
    await clock.settle();
    client.logoutSync();
    await clock.settle();
    expect(states[0]).toBe("DISCONNECTED");
    expect(states.slice(3)).toEqual(["RECONNECTING RECONNECTING", "DISCONNECTED DISCONNECTED"]);
    expect(notes.length).toBe(4);
  });

  test("a limit of listeners is returned, and there is none at first", () => {
    const client = createRtmScene().create();
    expect(client.getMaxListeners()).toBe(Number.POSITIVE_INFINITY);
    expect(client.setMaxListeners(client.getMaxListeners() + 1).getMaxListeners()).toBe(
      Number.POSITIVE_INFINITY,
    );
    expect(client.createLocalInvitation("bob").setMaxListeners(512).getMaxListeners()).toBe(512);
    expect((rtm.RtmClient as unknown as typeof rtm.RtmEmitter).defaultMaxListeners).toBe(
      Number.POSITIVE_INFINITY,
    );
  });

  test("anyRTC's list of channels exists, and is empty", () => {
    expect(createRtmScene().create().channels).toEqual({});
  });
});
