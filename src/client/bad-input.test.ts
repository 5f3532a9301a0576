// A mistake of an app throws an InvitationError at once, with its code, the operation, the state, the commands that are legal in
// that state, and a message that can be read alone.

import { EventEmitter } from "node:events";
import { describe, expect, test } from "vitest";
import { createHistory, createIndexedDbStorage } from "../history/index.ts";
import { createInvitationClient, createPeerJsTransport, type InvitationError } from "../index.ts";
import type { Peer } from "../peerjs/peerjs.ts";
import { createCall, createScene, errorOf } from "../testing/clients.fixture.ts";

type Call = Awaited<ReturnType<typeof createCall>>;

const shown = ({ code, operation, state, allowed, message }: InvitationError) => ({
  code,
  operation,
  state,
  allowed: [...allowed],
  message,
});

describe("createLocalInvitation", () => {
  const rule = `A peer id is 1 to 128 letters and digits, with single spaces, "_" or "-" between them.`;

  test.each([
    ["", '""'],
    ["bob!", '"bob!"'],
    [" bob", '" bob"'],
    ["x".repeat(200), `"${"x".repeat(40)}"`],
    [undefined, "undefined"],
    [null, "null"],
    [7, "a number"],
    [{}, "an object"],
    [() => "bob", "a function"],
  ])("%j is not a peer id", (callee, name) => {
    const ada = createScene().join("ada");
    const error = errorOf(() => ada.createLocalInvitation(callee as never));
    expect(shown(error)).toEqual({
      code: "invalid-peer-id",
      operation: "createLocalInvitation",
      state: undefined,
      allowed: [],
      message: `Cannot createLocalInvitation: ${name} is not a peer id. ${rule}`,
    });
  });

  test("a signal that is not an AbortSignal", () => {
    const ada = createScene().join("ada");
    expect(shown(errorOf(() => ada.createLocalInvitation("bob", { signal: {} as never })))).toEqual({
      code: "invalid-option",
      operation: "createLocalInvitation",
      state: undefined,
      allowed: [],
      message: "Cannot createLocalInvitation: signal must be an AbortSignal, not an object.",
    });
  });

  test("a peer cannot invite itself", () => {
    const ada = createScene().join("ada");
    expect(shown(errorOf(() => ada.createLocalInvitation("ada")))).toEqual({
      code: "own-peer-id",
      operation: "createLocalInvitation",
      state: undefined,
      allowed: [],
      message: 'Cannot createLocalInvitation: "ada" is this peer itself. Invite another one.',
    });
  });
});

const TEXTS = [
  ["longer than 8192 bytes", `${"é".repeat(4_096)}a`, "content-too-long", "is longer than 8192 UTF-8 bytes"],
  ["with a lone surrogate", "a\ud83d", "invalid-content", "has a lone surrogate: it is not well-formed text"],
  ["a number", 7, "invalid-content", "must be a string, not a number: make it text with JSON.stringify"],
  ["null", null, "invalid-content", "must be a string, not null: make it text with JSON.stringify"],
] as const;

describe("texts", () => {
  test.each(TEXTS)(
    "content that is %s: send throws, and the invitation stays idle",
    async (_name, content, code, problem) => {
      const { ada, clock, network } = await createCall();
      const local = ada.createLocalInvitation("bob", { content: content as never });
      expect(shown(errorOf(() => local.send()))).toEqual({
        code,
        operation: "send",
        state: "idle",
        allowed: [],
        message: `Cannot send the invitation: the content ${problem}.`,
      });
      expect([local.state, ada.invitations.length]).toEqual(["idle", 0]);
      await clock.settle();
      expect([network.openChannels, clock.timers]).toEqual([0, 0]);
    },
  );

  test.each(["kind", "name", "channelId"])("a %s is text of at most 64 bytes", async (word) => {
    const { ada } = await createCall();
    const send = (value: unknown) => ada.createLocalInvitation("bob", { [word]: value }).send();
    expect(shown(errorOf(() => send("r".repeat(65))))).toMatchObject({
      code: "content-too-long",
      message: `Cannot send the invitation: the ${word} is longer than 64 UTF-8 bytes.`,
    });
    expect(errorOf(() => send(7)).message).toBe(
      `Cannot send the invitation: the ${word} must be a string, not a number.`,
    );
    expect(send("r".repeat(64)).state).toBe("sent");
  });

  test("content of exactly 8192 bytes is sent", async () => {
    const { ring } = await createCall({ content: "😀".repeat(2_048) });
    expect((await ring()).content).toBe("😀".repeat(2_048));
  });

  test.each(TEXTS)(
    "parting words that are %s: cancel throws, and the invitation stays open",
    async (_name, words, code, problem) => {
      const { local, ring } = await createCall();
      await ring();
      expect(shown(errorOf(() => local.cancel(words as never)))).toMatchObject({
        code,
        operation: "cancel",
        state: "received",
        message: `Cannot cancel the invitation: the content ${problem}.`,
      });
      expect(local.state).toBe("received");
    },
  );

  test.each(TEXTS)(
    "a response that is %s: accept and refuse throw, and it still rings",
    async (_name, words, code, problem) => {
      const { ring } = await createCall();
      const remote = await ring();
      for (const operation of ["accept", "refuse"] as const) {
        expect(shown(errorOf(() => remote[operation](words as never)))).toMatchObject({
          code,
          operation,
          state: "ringing",
          message: `Cannot ${operation} the invitation: the response ${problem}.`,
        });
      }
      expect(remote.state).toBe("ringing");
    },
  );
});

interface Row {
  readonly when: string;
  readonly act: (call: Call) => Promise<unknown> | unknown;
  readonly operation: string;
  readonly state: string;
  readonly allowed: readonly string[];
}

const ended = "it has ended: ";
const COMMANDS: readonly Row[] = [
  {
    when: "cancel before send",
    act: ({ local }) => local.cancel(),
    operation: "cancel",
    state: "idle",
    allowed: ["send"],
  },
  {
    when: "send twice",
    act: ({ local }) => local.send().send(),
    operation: "send",
    state: "sent",
    allowed: ["update", "cancel"],
  },
  {
    when: "send while it rings",
    act: async ({ local, ring }) => {
      await ring();
      local.send();
    },
    operation: "send",
    state: "received",
    allowed: ["update", "cancel"],
  },
  ...(["send", "cancel"] as const).map((operation) => ({
    when: `${operation} after the end`,
    act: async ({ local, ring, clock }: Call) => {
      (await ring()).refuse();
      await clock.settle();
      local[operation]();
    },
    operation,
    state: "refused",
    allowed: [],
  })),
  {
    when: "cancel after it expired, before any timer ran",
    act: async ({ local, ring, clock }) => {
      await ring();
      clock.sleep(60_000);
      local.cancel();
    },
    operation: "cancel",
    state: "failed",
    allowed: [],
  },
  ...(["accept", "refuse", "ignore"] as const).flatMap((operation) => [
    {
      when: `${operation} while accepting`,
      act: async ({ ring }: Call) => {
        const remote = await ring();
        remote.accept();
        remote[operation]();
      },
      operation,
      state: "accepting",
      allowed: [],
    },
    {
      when: `${operation} after the end`,
      act: async ({ ring, local, clock }: Call) => {
        const remote = await ring();
        local.cancel();
        await clock.settle();
        remote[operation]();
      },
      operation,
      state: "canceled",
      allowed: [],
    },
  ]),
  {
    when: "ignore twice",
    act: async ({ ring }) => {
      const remote = await ring();
      remote.ignore();
      remote.ignore();
    },
    operation: "ignore",
    state: "ignored",
    allowed: ["accept", "refuse"],
  },
];

describe("commands that the state does not allow", () => {
  test.each(COMMANDS)("$when", async ({ act, operation, state, allowed }) => {
    const call = await createCall();
    const error = await Promise.resolve()
      .then(() => act(call))
      .then(
        () => undefined,
        (thrown: unknown) => thrown as InvitationError,
      );
    if (error === undefined) throw new Error("nothing was thrown");
    const now = ["refused", "canceled", "failed"].includes(state) ? `${ended}${state}` : `it is ${state}`;
    const next = allowed.length === 0 ? "No command is allowed now." : `Allowed now: ${allowed.join(", ")}.`;
    const message = `Cannot ${operation} the invitation: ${now}. ${next}`;
    expect(shown(error)).toEqual({ code: "illegal-command", operation, state, allowed, message });
  });
});

describe("misspelled names and wrong types", () => {
  /** The part of a Peer that a transport needs before it is started. */
  const createPeer = (): Peer =>
    Object.assign(new EventEmitter(), { connect() {}, connections: {}, destroyed: false }) as unknown as Peer;

  const { ada, join } = (() => {
    const scene = createScene();
    return { ...scene, ada: scene.join("ada") };
  })();

  test.each([
    [
      "an option of the client",
      () => join("cat", { mayring: () => true } as never),
      /^Cannot createInvitationClient: there is no option "mayring"\. Options: whenBusy, /,
    ],
    [
      "an option of an invitation",
      () => ada.createLocalInvitation("bob", { ttl: 5_000 } as never),
      /^Cannot createLocalInvitation: there is no option "ttl"\. Options: content, /,
    ],
    ["posts", () => join("dot", { posts: "no" as never }), /posts must be true or false, not a string\.$/],
    [
      "an option of a history",
      () => createHistory(ada, { max: 5 } as never),
      /^Cannot createHistory: there is no option "max"\. Options: storage, entriesMax, clock\.$/,
    ],
    [
      "the options of a history",
      () => createHistory(ada, null as never),
      /^Cannot createHistory: options must be an object, not null\.$/,
    ],
    [
      "the client of a history",
      () => createHistory({} as never),
      /^Cannot createHistory: client\.on must be a function, not undefined\.$/,
    ],
    [
      "the storage of a history",
      () => createHistory(ada, { storage: {} as never }),
      /storage\.load must be a function/,
    ],
    [
      "a storage of a history",
      () => createIndexedDbStorage({ ownr: "ada" } as never),
      /^Cannot createIndexedDbStorage: there is no option "ownr"\. Options: owner, database\.$/,
    ],
    [
      "a storage of a history without an owner",
      () => createIndexedDbStorage({} as never),
      /^Cannot createIndexedDbStorage: owner must be a string, not undefined\.$/,
    ],
    [
      "a storage of a history without options",
      () => createIndexedDbStorage(undefined as never),
      /^Cannot createIndexedDbStorage: options must be an object, not undefined\.$/,
    ],
    [
      "a database that is a number",
      () => createIndexedDbStorage({ owner: "ada", database: 7 as never }),
      /database must be a string, not a number\.$/,
    ],
    [
      "an array as options",
      () => ada.createLocalInvitation("bob", ["lunch?"] as never),
      /^Cannot createLocalInvitation: options must be an object, not an array\.$/,
    ],
    [
      "an array as a policy",
      () => ada.setPolicy([] as never),
      /^Cannot setPolicy: policy must be an object, not an array\.$/,
    ],
    [
      "an option of a transport",
      () => createPeerJsTransport(createPeer(), { lable: "calls" } as never),
      /^Cannot createPeerJsTransport: there is no option "lable"\. Options: reconnect, label\.$/,
    ],
    [
      "a label that is a number",
      () => createPeerJsTransport(createPeer(), { label: 7 as never }),
      /label must be a string, not a number\.$/,
    ],
    [
      "reconnect",
      () => createPeerJsTransport(createPeer(), { reconnect: "no" as never }),
      /reconnect must be true or false, not a string\.$/,
    ],
    [
      "the Peer of a transport",
      () => createPeerJsTransport({} as never),
      /^Cannot createPeerJsTransport: an object is not a PeerJS Peer\.$/,
    ],
    [
      "a Peer that is a socket",
      () => createInvitationClient({ connect() {}, on() {}, off() {} } as never),
      /an object is neither a PeerJS Peer nor a Transport\.$/,
    ],
    [
      "a transport",
      () => createInvitationClient({ start: 1, stop: 1 } as never),
      /the transport\.start must be a function, not a number\.$/,
    ],
    [
      "an event of the client",
      () => ada.on("invitations" as never, () => {}),
      /^There is no event "invitations"\. Events: invitation, missed, changed, error\.$/,
    ],
    [
      "an event of an invitation",
      () => ada.createLocalInvitation("bob").once("accept" as never, () => {}),
      /^There is no event "accept"\. Events: received, accepted, /,
    ],
    ["an event that is removed", () => ada.off("invitations" as never), /^There is no event "invitations"/],
    [
      "an event whose listeners are removed",
      () => ada.removeAllListeners("invitations" as never),
      /^There is no event "invitations"/,
    ],
    [
      "an event whose listeners are counted",
      () => ada.listenerCount("invitations" as never),
      /^There is no event "invitations"/,
    ],
    [
      "a subscriber",
      () => ada.subscribe(5 as never),
      /^Cannot subscribe: the listener must be a function, not a number\.$/,
    ],
    [
      "a listener",
      () => ada.on("invitation", undefined as never),
      /^The listener must be a function, not undefined\.$/,
    ],
  ])("%s is said so", (_name, act, message) => {
    const error = errorOf(act);
    expect(error).toMatchObject({ code: "invalid-option" });
    expect(error.message).toMatch(message);
  });

  test("an option that is undefined counts as not given", () => {
    expect(ada.createLocalInvitation("bob", { ttl: undefined } as never).state).toBe("idle");
  });
});
