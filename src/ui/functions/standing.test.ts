// What is said about every state of an invitation, in each language.
import { describe, expect, test } from "vitest";
import { MEDIA_ERRORS, MediaError, type MediaErrorCode } from "../../call/index.ts";
import {
  LOCAL_FAILURES,
  type LocalInvitationSnapshot,
  REMOTE_FAILURES,
  type RemoteInvitationSnapshot,
} from "../../index.ts";
import { UI_WORDS } from "../words/index.ts";
import { clockWords, mediaWords, quoteOf, standingOf } from "./standing.ts";

const { calls } = UI_WORDS.en;
const local = (news: Partial<LocalInvitationSnapshot>) =>
  ({ role: "local", peer: "bob", callee: "bob", state: "sent", ...news }) as LocalInvitationSnapshot;
const remote = (news: Partial<RemoteInvitationSnapshot>) =>
  ({
    role: "remote",
    peer: "ada",
    caller: "ada",
    state: "ringing",
    callerLinked: true,
    ...news,
  }) as RemoteInvitationSnapshot;

describe("an outgoing invitation", () => {
  test("says how far it has come", () => {
    expect(standingOf(local({}), calls)).toEqual({ title: "Trying to reach bob…", tone: "live" });
    const ringing = local({ state: "received", progress: "ringing" });
    expect(standingOf(ringing, calls, "Robert").title).toBe("Ringing Robert…");
    expect(standingOf(ringing, UI_WORDS.zh.calls).title).toBe("等待 bob 接听…");
  });

  test("says how it ended, in every language and for every reason", () => {
    const ends = [
      { kind: "accepted", response: "" },
      { kind: "refused", reason: "busy", response: "" },
      { kind: "refused", reason: "refused", response: "" },
      { kind: "canceled", reason: "canceled", content: "" },
      { kind: "canceled", reason: "superseded", content: "" },
      ...Object.keys(LOCAL_FAILURES).map((reason) => ({ kind: "failed", reason })),
    ] as LocalInvitationSnapshot["outcome"][];
    for (const outcome of ends)
      for (const words of Object.values(UI_WORDS))
        expect(standingOf(local({ outcome }), words.calls).title, JSON.stringify(outcome)).toBeTruthy();
    const [accepted, busy, , canceled] = ends.map((outcome) => standingOf(local({ outcome }), calls).tone);
    expect([accepted, busy, canceled]).toEqual(["good", "bad", "quiet"]);
  });
});

describe("an incoming invitation", () => {
  test("says who calls, and whether the caller is reached", () => {
    expect(standingOf(remote({}), calls)).toEqual({ title: "ada is calling you", tone: "live" });
    expect(standingOf(remote({ callerLinked: false }), calls).detail).toBe("Connecting to ada…");
    expect(standingOf(remote({ state: "ignored" }), calls).tone).toBe("quiet");
  });

  test("says how it ended, in every language and for every reason", () => {
    const ends = [
      { kind: "accepted", response: "" },
      { kind: "refused", reason: "busy", response: "" },
      { kind: "canceled", reason: "closed", content: "" },
      { kind: "failed", reason: "closed" },
      { kind: "canceled", reason: "answered-elsewhere", content: "" },
      ...Object.keys(REMOTE_FAILURES).map((reason) => ({ kind: "failed", reason })),
    ] as RemoteInvitationSnapshot["outcome"][];
    for (const outcome of ends)
      for (const words of Object.values(UI_WORDS))
        expect(standingOf(remote({ outcome }), words.calls).title, JSON.stringify(outcome)).toBeTruthy();
    expect(standingOf(remote({ outcome: ends[3] }), calls)).toMatchObject({ tone: "quiet" });
  });
});

test("a name that nobody sees is no name", () => {
  expect(standingOf(remote({}), calls, "\u200b\u2060").title).toBe("ada is calling you");
});

test("the peer that answered elsewhere is nobody's words", () => {
  const outcome = { kind: "canceled", reason: "answered-elsewhere", content: "your boss" } as const;
  expect([quoteOf(remote({ outcome })), quoteOf(local({ outcome }))]).toEqual([undefined, undefined]);
});

test("the words of the answer are quoted, and nothing where there were none", () => {
  const refused = (response: string) => local({ outcome: { kind: "refused", reason: "refused", response } });
  const canceled = remote({ outcome: { kind: "canceled", reason: "canceled", content: "later" } });
  const failed = local({ outcome: { kind: "failed", reason: "expired" } });
  expect([refused("at five"), refused(""), canceled, failed, local({})].map(quoteOf)).toEqual([
    "at five",
    undefined,
    "later",
    undefined,
    undefined,
  ]);
});

test("devices that are missing for one reason share a sentence", () => {
  const [camera, microphone] = (["camera", "microphone"] as const).map(
    (device) => new MediaError("no-device", device),
  );
  const said = mediaWords([camera!, microphone!], UI_WORDS.en);
  expect(said).toEqual(["No camera and no microphone: There is none. You can go on without it."]);
  const busy = new MediaError("device-busy", "camera");
  expect(mediaWords([busy, microphone!], UI_WORDS.en)).toHaveLength(2);
  for (const code of Object.keys(MEDIA_ERRORS) as MediaErrorCode[])
    expect(mediaWords([new MediaError(code, "camera")], UI_WORDS.zh)[0]).toMatch(/^没有摄像头: ./);
});

test.each([
  [-5, "0:00"],
  [65_999, "1:05"],
  [3_725_000, "1:02:05"],
])("%d ms are %s", (ms, words) => {
  expect(clockWords(ms)).toBe(words);
});
