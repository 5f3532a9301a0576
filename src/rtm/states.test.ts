// What each call does in each state, as in the rows of docs/RTM.md.
import { describe, expect, test } from "vitest";
import { createRtmCall, createRtmScene, errorOf, noteRtmEvents } from "./scene.fixture.ts";
import type { LocalInvitationState, RemoteInvitationState } from "./status-code.ts";

type Call = Awaited<ReturnType<typeof createRtmCall>>;

const ARGUMENT = ["RtmInvalidArgumentError", 1];
const NOT_STARTED = ["RtmInvalidStatusError", 2];
const ALREADY_END = ["RtmInvalidStatusError", 3];
const ALREADY_ACCEPT = ["RtmInvalidStatusError", 4];
const ALREADY_SENT = ["RtmInvalidStatusError", 5];

/** How ada's invitation gets into each state. */
const LOCAL_WAYS: Record<LocalInvitationState, (call: Call) => unknown> = {
  IDLE: () => {},
  SENT_TO_REMOTE: ({ local, silent }) => {
    silent.add("bob");
    local.send();
  },
  RECEIVED_BY_REMOTE: ({ ring }) => ring(),
  ACCEPTED_BY_REMOTE: async ({ ring }) => (await ring()).accept(),
  REFUSED_BY_REMOTE: async ({ ring }) => (await ring()).refuse(),
  CANCELED: async ({ ring, local }) => {
    await ring();
    local.cancel();
  },
  FAILURE: async ({ ring, clock }) => {
    await ring();
    await clock.advance(60_000);
  },
};

async function bringTo(state: LocalInvitationState): Promise<Call> {
  const call = await createRtmCall();
  await LOCAL_WAYS[state](call);
  if (state !== "SENT_TO_REMOTE") await call.clock.settle();
  expect(call.local.state).toBe(state);
  return call;
}

/** How bob's object for it gets there. */
const REMOTE_WAYS: Record<RemoteInvitationState, (call: Call) => unknown> = {
  INVITATION_RECEIVED: () => {},
  ACCEPT_SENT_TO_LOCAL: () => {},
  ACCEPTED: () => {},
  REFUSED: () => {},
  CANCELED: ({ local }) => local.cancel(),
  FAILURE: ({ clock }) => clock.advance(60_000),
};

async function ringIn(state: RemoteInvitationState) {
  const call = await createRtmCall();
  const remote = await call.ring();
  if (state === "ACCEPT_SENT_TO_LOCAL") {
    call.silent.add("ada");
    remote.accept();
  } else {
    if (state === "ACCEPTED") remote.accept();
    if (state === "REFUSED") remote.refuse();
    await REMOTE_WAYS[state](call);
    await call.clock.settle();
  }
  expect(remote.state).toBe(state);
  return { ...call, remote };
}

describe("createLocalInvitation", () => {
  test.each([5, "", "null", "x".repeat(65), "张三", undefined, null, {}])(
    "%o is refused with code 1",
    async (calleeId) => {
      const client = createRtmScene().create();
      expect(await errorOf(() => client.createLocalInvitation(calleeId as string))).toEqual(ARGUMENT);
    },
  );

  test("a uid may have 64 characters", () => {
    const uid = "!".repeat(64);
    expect(createRtmScene().create().createLocalInvitation(uid).calleeId).toBe(uid);
  });
});

describe("send()", () => {
  test("IDLE: it is SENT_TO_REMOTE when the call returns", async () => {
    const { local } = await bringTo("IDLE");
    local.send();
    expect(local.state).toBe("SENT_TO_REMOTE");
  });

  test.each([
    ["content over 8 KB", { content: "ä".repeat(4097) }],
    ["a channelId of 65 characters", { channelId: "x".repeat(65) }],
    ["content that is no text", { content: { words: "hi" } as never }],
    ["content with half a character", { content: "\ud800" }],
  ])("IDLE, %s: refused with code 1, and it stays IDLE", async (_what, set) => {
    const { local, bob, clock } = await bringTo("IDLE");
    const notes = noteRtmEvents(local);
    Object.assign(local, set);
    expect(await errorOf(() => local.send())).toEqual(ARGUMENT);
    expect(local.state).toBe("IDLE");
    await clock.settle();
    expect(notes).toEqual([]);
    Object.assign(local, { content: "x".repeat(8192), channelId: "" });
    bob.on("RemoteInvitationReceived", (remote) => remote.accept());
    local.send();
    await clock.settle();
    expect(local.state).toBe("ACCEPTED_BY_REMOTE");
  });

  test.each([
    [5, "5"],
    [true, "true"],
    [undefined, ""],
    [null, ""],
  ])("IDLE, content %o arrives as %o", async (content, arrived) => {
    const { local, ring } = await createRtmCall();
    local.content = content as never;
    expect((await ring()).content).toBe(arrived);
  });

  test("IDLE, not logged in: it does not throw, and fails as NOT_LOGGEDIN after the call", async () => {
    const { clock, create } = createRtmScene();
    const local = create().createLocalInvitation("bob");
    const notes = noteRtmEvents(local);
    local.send();
    expect(notes).toEqual([]);
    await clock.settle();
    expect(notes).toEqual([["LocalInvitationFailure", "NOT_LOGGEDIN", "FAILURE"]]);
    expect(await errorOf(() => local.send())).toEqual(ALREADY_END);
    expect(await errorOf(() => local.cancel())).toEqual(ALREADY_END);
  });

  test.each([
    ["SENT_TO_REMOTE", ALREADY_SENT],
    ["RECEIVED_BY_REMOTE", ALREADY_SENT],
    ["ACCEPTED_BY_REMOTE", ALREADY_END],
    ["REFUSED_BY_REMOTE", ALREADY_END],
    ["CANCELED", ALREADY_END],
    ["FAILURE", ALREADY_END],
  ] as const)("%s: refused with %o, and nothing is sent again", async (state, error) => {
    const { local, bob, clock, silent } = await bringTo(state);
    let rings = 0;
    bob.on("RemoteInvitationReceived", () => {
      rings += 1;
    });
    expect(await errorOf(() => local.send())).toEqual(error);
    expect(local.state).toBe(state);
    silent.delete("bob");
    await clock.advance(11_000);
    expect(rings).toBe(state === "SENT_TO_REMOTE" ? 1 : 0);
  });

  test("to oneself: refused with code 1", async () => {
    const { ada } = await createRtmCall();
    expect(await errorOf(() => ada.createLocalInvitation("ada").send())).toEqual(ARGUMENT);
  });
});

describe("cancel()", () => {
  test.each([
    ["IDLE", NOT_STARTED],
    ["ACCEPTED_BY_REMOTE", ALREADY_END],
    ["REFUSED_BY_REMOTE", ALREADY_END],
    ["CANCELED", ALREADY_END],
    ["FAILURE", ALREADY_END],
  ] as const)("%s: refused with %o, without an event", async (state, error) => {
    const { local, clock } = await bringTo(state);
    const notes = noteRtmEvents(local);
    expect(await errorOf(() => local.cancel())).toEqual(error);
    await clock.settle();
    expect([local.state, notes]).toEqual([state, []]);
  });

  test.each(["SENT_TO_REMOTE", "RECEIVED_BY_REMOTE"] as const)(
    "%s: it is CANCELED, and its event fires once, after the call",
    async (state) => {
      const { local, clock } = await bringTo(state);
      const notes = noteRtmEvents(local);
      local.cancel();
      expect([local.state, notes]).toEqual(["CANCELED", []]);
      await clock.settle();
      expect(notes).toEqual([["LocalInvitationCanceled", "CANCELED"]]);
    },
  );

  test("after logout it is already CANCELED: refused with code 3", async () => {
    const { local, ada } = await bringTo("RECEIVED_BY_REMOTE");
    const notes = noteRtmEvents(local);
    await ada.logout();
    expect(notes).toEqual([["LocalInvitationCanceled", "CANCELED"]]);
    expect(await errorOf(() => local.cancel())).toEqual(ALREADY_END);
  });

  test("if its time runs out with this very call: refused with code 3", async () => {
    const { local, clock } = await bringTo("RECEIVED_BY_REMOTE");
    clock.sleep(60_000);
    expect(local.state).toBe("RECEIVED_BY_REMOTE");
    expect(await errorOf(() => local.cancel())).toEqual(ALREADY_END);
    expect(local.state).toBe("FAILURE");
  });

  test("content over 8 KB: refused with code 1, and it still rings", async () => {
    const { local } = await bringTo("RECEIVED_BY_REMOTE");
    local.content = "x".repeat(8193);
    expect(await errorOf(() => local.cancel())).toEqual(ARGUMENT);
    expect(local.state).toBe("RECEIVED_BY_REMOTE");
  });
});

describe("properties that an app sets", () => {
  test("content after send: is sent with a cancel", async () => {
    const { local, ring, clock } = await createRtmCall();
    const remote = await ring();
    const notes = noteRtmEvents(remote);
    local.content = "never mind";
    local.channelId = "elsewhere";
    expect([remote.content, remote.channelId]).toEqual(["lunch?", ""]);
    local.cancel();
    await clock.settle();
    expect(notes).toEqual([["RemoteInvitationCanceled", "never mind", "CANCELED"]]);
  });

  test.each(["state", "calleeId", "response"] as const)(
    "%s of a LocalInvitation: cannot be set",
    async (name) => {
      const { local } = await createRtmCall();
      const before = local[name];
      expect(Reflect.set(local, name, "CANCELED")).toBe(false);
      expect(local[name]).toBe(before);
    },
  );

  test.each(["state", "callerId", "content", "channelId"] as const)(
    "%s of a RemoteInvitation: cannot be set",
    async (name) => {
      const { ring } = await createRtmCall();
      const remote = await ring();
      const before = remote[name];
      expect(Reflect.set(remote, name, "CANCELED")).toBe(false);
      expect(remote[name]).toBe(before);
    },
  );
});

describe.each(["accept", "refuse"] as const)("%s()", (how) => {
  test.each([
    ["ACCEPT_SENT_TO_LOCAL", ALREADY_ACCEPT],
    ["ACCEPTED", ALREADY_END],
    ["REFUSED", ALREADY_END],
    ["CANCELED", ALREADY_END],
    ["FAILURE", ALREADY_END],
  ] as const)("%s: refused with %o", async (state, error) => {
    const { remote } = await ringIn(state);
    expect(await errorOf(() => remote[how]())).toEqual(error);
    expect(remote.state).toBe(state);
  });

  test("INVITATION_RECEIVED, a response over 8 KB: refused with code 1, and it still rings", async () => {
    const { remote } = await ringIn("INVITATION_RECEIVED");
    remote.response = "x".repeat(8193);
    expect(await errorOf(() => remote[how]())).toEqual(ARGUMENT);
    expect(remote.state).toBe("INVITATION_RECEIVED");
  });
});

test("accept(), INVITATION_RECEIVED: ACCEPT_SENT_TO_LOCAL when the call returns, ACCEPTED with the caller's confirmation", async () => {
  const { remote, clock } = await ringIn("INVITATION_RECEIVED");
  const notes = noteRtmEvents(remote);
  remote.accept();
  expect([remote.state, notes]).toEqual(["ACCEPT_SENT_TO_LOCAL", []]);
  await clock.settle();
  expect(notes).toEqual([["RemoteInvitationAccepted", "ACCEPTED"]]);
});

test("refuse(), INVITATION_RECEIVED: REFUSED when the call returns, and its event after that", async () => {
  const { remote, clock } = await ringIn("INVITATION_RECEIVED");
  const notes = noteRtmEvents(remote);
  remote.refuse();
  expect([remote.state, notes]).toEqual(["REFUSED", []]);
  await clock.settle();
  expect(notes).toEqual([["RemoteInvitationRefused", "REFUSED"]]);
});
