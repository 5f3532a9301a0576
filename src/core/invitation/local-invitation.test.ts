// The data of the caller's machine in each state, what it states, and its time limits.
import { describe, expect, test } from "vitest";
import type { InvitationId, PeerId } from "../wire/ids.ts";
import { DEFAULT_LIMITS } from "../wire/limits.ts";
import {
  createLocal,
  discard,
  LOCAL,
  type LocalInput,
  type LocalRecord,
  type LocalState,
} from "./local-invitation.ts";
import { LOCAL_INPUTS, LOCAL_STATES, localIn, momentAt } from "./machine.fixture.ts";

const limits = { ...DEFAULT_LIMITS, deliverTimeoutMs: 30_000 };
const { idle, sent, received } = LOCAL_STATES;

function reduce(from: LocalState, input: LocalInput, nowMs = 1_000): LocalState {
  return LOCAL.reduce(localIn(from), input, nowMs, limits)[0].state;
}

test("what its caller says beside the content is stated where it was given", () => {
  const words = { content: "lunch?", kind: "video", name: "Ada", channelId: "room" };
  const parts = { id: "invitation-1" as InvitationId, peer: "bob" as PeerId, ttlMs: 60_000 };
  const state = { kind: "received", expiresAtMs: 61_000 } as const;
  const invite = { t: "invite", id: parts.id, ttlMs: 60_000, content: "" };
  expect(LOCAL.statement({ ...createLocal({ ...parts, ...words }), state }, 1_000)).toEqual({
    ...invite,
    ...words,
  });
  expect(Object.keys(LOCAL.statement({ ...createLocal(parts), state }, 1_000) ?? {})).toEqual(
    Object.keys(invite),
  );
});

describe("the data of each state", () => {
  test("send starts both time limits", () => {
    expect(reduce(idle, LOCAL_INPUTS.send)).toEqual({
      kind: "sent",
      deliverByMs: 31_000,
      expiresAtMs: 61_000,
    });
  });

  test("the deliver time limit is never later than the invitation's own", () => {
    const brief = { ...localIn(idle), ttlMs: 10_000 };
    const [{ state }] = LOCAL.reduce(brief, LOCAL_INPUTS.send, 1_000, limits);
    expect(state).toEqual({ kind: "sent", deliverByMs: 11_000, expiresAtMs: 11_000 });
  });

  test("received keeps the end that send set", () => {
    expect(reduce(sent, LOCAL_INPUTS.received, 5_000)).toEqual({ kind: "received", expiresAtMs: 61_000 });
  });

  test("lost starts a new deliver time limit and keeps the end", () => {
    expect(reduce(received, LOCAL_INPUTS.lost, 20_000)).toEqual({ ...sent, deliverByMs: 50_000 });
    expect(reduce(received, LOCAL_INPUTS.lost, 40_000)).toEqual({ ...sent, deliverByMs: 61_000 });
  });

  test.each([
    [LOCAL_INPUTS.accept, { kind: "accepted", response: "yes" }],
    [LOCAL_INPUTS.refuse, { kind: "refused", reason: "refused", response: "no" }],
    [LOCAL_INPUTS.cancel, { kind: "canceled", reason: "canceled", content: "sorry" }],
    [LOCAL_INPUTS.gone, { kind: "failed", reason: "peer-closed" }],
    [LOCAL_INPUTS.giveUp, { kind: "failed", reason: "expired" }],
  ] as const)("$type: the outcome holds what came with it", (input, outcome) => {
    expect(reduce(sent, input)).toEqual(outcome);
    expect(reduce(received, input)).toEqual(outcome);
  });

  test("one that was never sent is discarded as canceled", () => {
    const { role, state, ...parts } = localIn(idle);
    const record = createLocal(parts);
    expect(record).toEqual({ role, state, ...parts });
    expect(discard(record).state).toEqual({ kind: "canceled", reason: "canceled", content: "" });
  });
});

describe("what it says in each state", () => {
  const id = localIn(idle).id;
  const statement = (record: LocalRecord, nowMs = 2_000) => LOCAL.statement(record, nowMs);

  test.each([
    ["idle", undefined],
    ["sent", { t: "invite", id, ttlMs: 59_000, content: "lunch?" }],
    ["received", { t: "invite", id, ttlMs: 59_000, content: "lunch?" }],
    ["accepted", { t: "confirm", id }],
    ["refused", { t: "cancel", id, reason: "answered" }],
    ["canceled", { t: "cancel", id, reason: "closed", content: "sorry" }],
    ["failed", { t: "cancel", id, reason: "expired" }],
  ] as const)("%s: %j", (kind, frame) => {
    expect(statement(localIn(LOCAL_STATES[kind]))).toEqual(frame);
  });

  test("a channelId goes along where there is one", () => {
    expect(statement({ ...localIn(sent), channelId: "room-1" })).toMatchObject({ channelId: "room-1" });
    expect(statement({ ...localIn(sent), channelId: "" })).toMatchObject({ channelId: "" });
    expect(statement(localIn(sent))).not.toHaveProperty("channelId");
  });

  test("a cancel without parting words has no content", () => {
    const silent = localIn({ ...LOCAL_STATES.canceled, content: "" });
    expect(statement(silent)).toEqual({ t: "cancel", id, reason: "closed" });
  });

  test.each([
    [1_000.5, 59_999],
    [60_999.9, 0],
    [61_000, 0],
    [99_000, 0],
  ])(
    "R6.1 at %d it says that %d ms are left: what is left then, whole and never negative",
    (nowMs, ttlMs) => {
      expect(statement(localIn(sent), nowMs)).toMatchObject({ ttlMs });
      expect(statement(localIn(received), nowMs)).toMatchObject({ ttlMs });
    },
  );
});

describe("its time limits", () => {
  test.each([
    ["idle", undefined],
    ["sent", 31_000],
    ["received", 61_000],
    ["accepted", undefined],
    ["refused", undefined],
    ["canceled", undefined],
    ["failed", undefined],
  ] as const)("%s: the next one is at %s", (kind, deadlineMs) => {
    expect(LOCAL.deadline(localIn(LOCAL_STATES[kind]))).toBe(deadlineMs);
  });

  test.each([
    ["broker-absent", "broker-offline"],
    ["peer-absent", "peer-offline"],
    ["connecting", "peer-unreachable"],
    ["linked", "peer-no-response"],
  ] as const)("R3.2 undelivered with the peer %s, it fails as %s", (reach, reason) => {
    expect(LOCAL.overdue(localIn(sent), momentAt(31_000, reach))).toEqual({ type: "giveUp", reason });
  });

  test("R3.3 received and unanswered it fails as expired, however the link is", () => {
    for (const reach of ["broker-absent", "peer-absent", "connecting", "linked"] as const) {
      expect(LOCAL.overdue(localIn(received), momentAt(61_000, reach))).toEqual({
        type: "giveUp",
        reason: "expired",
      });
    }
  });
});
