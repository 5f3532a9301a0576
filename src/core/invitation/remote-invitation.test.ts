// The data of the callee's machine in each state, what it states, and its time limits.
import { describe, expect, test } from "vitest";
import { SAMPLES } from "../wire/frames.fixture.ts";
import type { PeerId } from "../wire/ids.ts";
import { DEFAULT_LIMITS } from "../wire/limits.ts";
import { REMOTE_FAILURES, type RemoteFailure } from "../wire/reasons.ts";
import { momentAt, REMOTE_INPUTS, REMOTE_STATES, remoteIn } from "./machine.fixture.ts";
import { REMOTE, type RemoteInput } from "./remote-invitation.ts";
import { createRemote, type RemoteState } from "./remote-record.ts";

const limits = { ...DEFAULT_LIMITS, confirmTimeoutMs: 5_000, linkGraceMs: 6_000 };
const { ringing, accepting } = REMOTE_STATES;
const OPEN = ["deferred", "ringing", "ignored"] as const;

function reduce(from: RemoteState, input: RemoteInput, nowMs = 1_000): RemoteState {
  return REMOTE.reduce(remoteIn(from), input, nowMs, limits)[0].state;
}

describe("the data of each state", () => {
  test("a new one is deferred, with what its invite said", () => {
    expect(createRemote("ada" as PeerId, SAMPLES.invite, 1_000)).toEqual({
      role: "remote",
      id: SAMPLES.invite.id,
      peer: "ada",
      content: "lunch? 😀",
      kind: "video",
      name: "Ada L.",
      channelId: "room-1",
      via: "channel",
      replaces: undefined,
      group: SAMPLES.invite.group,
      number: "4711",
      revision: 2,
      arrivedAtMs: 1_000,
      state: { kind: "deferred", expiresAtMs: 61_000, graceUntilMs: undefined, hushed: false, rang: false },
    });
  });

  test("R20.1 a group of a mode that a later version may know is read as one for a single answer", () => {
    const group = { id: "invitation-1", size: 3, mode: "later" };
    expect(createRemote("ada" as PeerId, { ...SAMPLES.invite, group }, 1_000).group?.mode).toBe("first");
  });

  test("defer, release and ignore keep the end and the grace", () => {
    const away = { ...ringing, graceUntilMs: 7_000 };
    expect(reduce(away, REMOTE_INPUTS.defer)).toEqual({ ...away, kind: "deferred" });
    expect(reduce(away, REMOTE_INPUTS.ignore)).toEqual({ ...away, kind: "ignored", hushed: true });
    const ignored = { ...away, kind: "ignored", hushed: true } as const;
    expect(reduce(ignored, REMOTE_INPUTS.defer)).toEqual({ ...ignored, kind: "deferred" });
    expect(reduce({ ...ignored, kind: "deferred" }, REMOTE_INPUTS.hush)).toEqual(ignored);
    expect(reduce({ ...away, kind: "deferred" }, REMOTE_INPUTS.release)).toEqual(away);
  });

  test.each(OPEN)(
    "R6.2 a repeated invite brings the end of one that is %s nearer and never puts it off",
    (kind) => {
      const state = { ...ringing, kind };
      const restate = (ttlMs: number) => reduce(state, { ...REMOTE_INPUTS.restate, ttlMs });
      expect(restate(9_000)).toEqual({ ...state, expiresAtMs: 10_000 });
      expect(restate(60_000)).toEqual(state);
      expect(restate(600_000)).toEqual(state);
    },
  );

  test.each(OPEN)("one that is %s outlives its link for the grace time, and then as before", (kind) => {
    const state = { ...ringing, kind };
    const away = reduce(state, REMOTE_INPUTS.linkLost, 2_000);
    expect(away).toEqual({ ...state, graceUntilMs: 8_000 });
    expect(reduce(away, REMOTE_INPUTS.linkBack, 3_000)).toEqual(state);
  });

  test("accept starts the confirm time limit; confirm keeps the response", () => {
    expect(reduce(ringing, REMOTE_INPUTS.accept)).toEqual(accepting);
    expect(reduce(accepting, REMOTE_INPUTS.confirm)).toEqual({ kind: "accepted", response: "yes" });
  });

  test.each([
    [REMOTE_INPUTS.refuse, { kind: "refused", reason: "refused", response: "no" }],
    [REMOTE_INPUTS.cancel, { kind: "canceled", reason: "canceled", content: "sorry" }],
    [REMOTE_INPUTS.over, { kind: "failed", reason: "expired" }],
    [REMOTE_INPUTS.drop, { kind: "failed", reason: "closed" }],
  ] as const)("$type: the outcome holds what came with it", (input, outcome) => {
    expect(reduce(ringing, input)).toEqual(outcome);
  });

  test("supersede is a cancel without words", () => {
    const outcome = { kind: "canceled", reason: "superseded", content: "" };
    expect(reduce(REMOTE_STATES.deferred, REMOTE_INPUTS.supersede)).toEqual(outcome);
  });
});

describe("what it says in each state", () => {
  const id = remoteIn(ringing).id;

  test.each([
    ["deferred", { t: "received", id }],
    ["ringing", { t: "received", id }],
    ["ignored", { t: "received", id }],
    ["accepting", { t: "accept", id, response: "yes" }],
    ["accepted", { t: "accept", id, response: "yes" }],
    ["refused", { t: "refuse", id, reason: "busy", response: "no" }],
    ["canceled", { t: "gone", id, reason: "lost" }],
    ["failed", { t: "gone", id, reason: "lost" }],
  ] as const)("%s: %j", (kind, frame) => {
    expect(REMOTE.statement(remoteIn(REMOTE_STATES[kind]), 2_000)).toEqual(frame);
  });

  test.each([
    ["expired", "expired"],
    ["unconfirmed", "unconfirmed"],
    ["caller-lost", "lost"],
    ["closed", "closed"],
    ["answered-earlier", "lost"],
  ] as const)("failed as %s it says gone, %s", (reason, word) => {
    const frame = { t: "gone", id, reason: word };
    expect(REMOTE.statement(remoteIn({ kind: "failed", reason }), 2_000)).toEqual(frame);
  });

  test("no failure is left out above", () => {
    const named: readonly RemoteFailure[] = [
      "expired",
      "unconfirmed",
      "caller-lost",
      "closed",
      "answered-earlier",
    ];
    expect(Object.keys(REMOTE_FAILURES)).toEqual(named);
  });
});

describe("its time limits", () => {
  test("R1.5 without a link the wait for confirm lasts as long as one may take, and counts from when there is one", () => {
    const long = { ...accepting, confirmByMs: 99_000 };
    const COMING = { type: "linkComing", graceMs: 14_000 } as const;
    expect(reduce({ ...ringing, graceUntilMs: 15_000 }, REMOTE_INPUTS.accept, 2_000)).toMatchObject({
      confirmByMs: 15_000,
    });
    expect(reduce({ ...ringing, graceUntilMs: 3_000 }, REMOTE_INPUTS.accept, 2_000)).toMatchObject({
      confirmByMs: 7_000,
    });
    expect(reduce(accepting, COMING, 2_000)).toEqual({ ...accepting, confirmByMs: 16_000 });
    expect(reduce(long, COMING, 2_000)).toEqual(long);
    expect(reduce(long, REMOTE_INPUTS.linkBack, 2_000)).toEqual({ ...accepting, confirmByMs: 7_000 });
  });

  test("R1.5 no link, and none that comes again and again, puts the wait for confirm off beyond the ring's own end", () => {
    const COMING = { type: "linkComing", graceMs: 14_000 } as const;
    const late = { ...ringing, graceUntilMs: 70_000 };
    expect(reduce(late, REMOTE_INPUTS.accept, 50_000)).toMatchObject({
      confirmByMs: 61_000,
      ringsUntilMs: 61_000,
    });
    expect(reduce(late, REMOTE_INPUTS.accept, 60_000)).toMatchObject({ confirmByMs: 65_000 });
    expect(reduce(accepting, COMING, 60_000)).toMatchObject({ confirmByMs: 61_000 });
    expect(reduce(accepting, REMOTE_INPUTS.linkBack, 64_000)).toMatchObject({ confirmByMs: 66_000 });
  });

  test.each([
    ["deferred", 61_000],
    ["ringing", 61_000],
    ["ignored", 61_000],
    ["accepting", 6_000],
    ["accepted", undefined],
    ["refused", undefined],
    ["canceled", undefined],
    ["failed", undefined],
  ] as const)("%s: the next one is at %s", (kind, deadlineMs) => {
    expect(REMOTE.deadline(remoteIn(REMOTE_STATES[kind]))).toBe(deadlineMs);
  });

  test("of its own end and the end of the grace, the earlier counts", () => {
    expect(REMOTE.deadline(remoteIn({ ...ringing, graceUntilMs: 8_000 }))).toBe(8_000);
    expect(REMOTE.deadline(remoteIn({ ...ringing, graceUntilMs: 64_000 }))).toBe(61_000);
  });

  test.each([
    ["R3.4 its own end", { ...ringing }, 61_000, "expired"],
    ["R11.6 the end of the grace", { ...ringing, graceUntilMs: 8_000 }, 8_000, "caller-lost"],
    ["R3.4 both at once", { ...ringing, graceUntilMs: 8_000 }, 61_000, "expired"],
    ["R1.5 the end of the wait for confirm", accepting, 6_000, "unconfirmed"],
    ["nothing, after the end", REMOTE_STATES.accepted, 99_000, "caller-lost"],
  ] as const)("%s: it is dropped for its reason", (_name, state, nowMs, reason) => {
    expect(REMOTE.overdue(remoteIn(state), momentAt(nowMs))).toEqual({ type: "drop", reason });
  });
});
