// One peer's invitations in one direction: the open ones and the remembered ones.
import { describe, expect, test } from "vitest";
import { REMOTE, type RemoteInput } from "../invitation/remote-invitation.ts";
import { createRemote, type RemoteRecord } from "../invitation/remote-record.ts";
import type { CalleeFrame } from "../wire/frames.ts";
import type { InvitationId, PeerId } from "../wire/ids.ts";
import { DEFAULT_LIMITS } from "../wire/limits.ts";
import { type Change, Records } from "./records.ts";

const limits = { ...DEFAULT_LIMITS, rememberMs: 300_000, rememberPerPeerMax: 3 };
const at = (nowMs: number) => ({ nowMs, reach: "linked", isSilent: false, limits }) as const;
const RING: RemoteInput = { type: "release" };
const CANCEL: RemoteInput = { type: "cancel", reason: "canceled", content: "" };
const refuse = (response: string): RemoteInput => ({ type: "refuse", reason: "refused", response });

const idOf = (n: number): InvitationId => `invitation-${n}` as InvitationId;
const invite = (n: number, nowMs = 0, ttlMs = 60_000): RemoteRecord =>
  createRemote("ada" as PeerId, { id: idOf(n), ttlMs, content: "" }, nowMs);

/** Empty records of the callee's side. */
const createRecords = () => new Records<RemoteRecord, RemoteInput, CalleeFrame>(REMOTE);

/** What changed, in a few words: the state before and after, the frames, and the next time limit. */
const seen = (changes: readonly Change<RemoteRecord, CalleeFrame>[]) =>
  changes.map(({ record, before, says, deadlineMs }) => [
    before?.state.kind,
    record.state.kind,
    says.map((it) => it?.t),
    deadlineMs,
  ]);

describe("open invitations", () => {
  test("a new one is a change with no record before it", () => {
    const records = createRecords();
    const change = records.add(invite(1), RING, at(0));
    expect(seen([change])).toEqual([[undefined, "ringing", ["received"], 60_000]]);
    expect([...records.open.keys()]).toEqual([idOf(1)]);
    expect(records.knows(idOf(1))).toBe(true);
    expect(records.knows(idOf(2))).toBe(false);
  });

  test("an input that its machine does not take changes nothing", () => {
    const records = createRecords();
    const { record } = records.add(invite(1), RING, at(0));
    const [change] = records.apply(idOf(1), { type: "confirm" }, at(1));
    expect([change?.record, change?.before, change?.says]).toEqual([record, record, []]);
    expect(change?.record).toBe(change?.before);
    expect(records.apply(idOf(9), CANCEL, at(1))).toEqual([]);
  });

  test("R6.4 what is overdue is applied before the input", () => {
    const records = createRecords();
    records.add(invite(1), RING, at(0));
    const changes = records.apply(idOf(1), { type: "accept", response: "" }, at(60_000));
    expect(seen(changes)).toEqual([["ringing", "failed", ["gone"], undefined]]);
  });

  test("R6.4 both are changes, if the invitation is still open between them", () => {
    const records = createRecords();
    records.add(invite(1), RING, at(0));
    records.apply(idOf(1), { type: "accept", response: "" }, at(0));
    const silent = { ...at(6_000), isSilent: true };
    const changes = records.apply(idOf(1), { type: "confirm" }, silent);
    expect(seen(changes).map((it) => it.slice(0, 2))).toEqual([
      ["accepting", "accepting"],
      ["accepting", "accepted"],
    ]);
  });

  test("settle does nothing before the time, and for what is not open", () => {
    const records = createRecords();
    records.add(invite(1), RING, at(0));
    expect(records.settle(idOf(1), at(59_999))).toEqual([]);
    expect(records.settle(idOf(9), at(99_999))).toEqual([]);
  });
});

describe("ended invitations", () => {
  /** Records of the invitations `ns`, which ended one each millisecond. */
  function ended(...ns: readonly number[]) {
    const records = createRecords();
    for (const [i, n] of ns.entries()) records.add(invite(n), refuse(`no ${n}`), at(i));
    return records;
  }

  test("one that ends as it comes is said and remembered, and not open", () => {
    const records = createRecords();
    expect(seen([records.add(invite(1), refuse("no"), at(0))])).toEqual([
      [undefined, "refused", ["refuse"], undefined],
    ]);
    expect(records.open.size).toBe(0);
    expect(records.knows(idOf(1))).toBe(true);
  });

  test("a remembered one is answered with its end, an unknown one not at all", () => {
    const records = ended(1);
    const answer = { t: "refuse", id: idOf(1), reason: "refused", response: "no 1" };
    expect(records.statementOf(idOf(1), 5)).toEqual(answer);
    expect(records.answerFor(idOf(1))).toEqual(answer);
    expect(records.statementOf(idOf(2), 5)).toBeUndefined();
  });

  test("an open one is stated, and has no answer yet", () => {
    const records = createRecords();
    records.add(invite(1), RING, at(0));
    expect(records.statementOf(idOf(1), 5)).toEqual({ t: "received", id: idOf(1) });
    expect(records.answerFor(idOf(1))).toBeUndefined();
  });

  test("R5.4 only so many are remembered; the oldest go first", () => {
    expect([...ended(1, 2, 3, 4, 5).ended.keys()]).toEqual([3, 4, 5].map(idOf));
  });

  test("R5.4 one that ends again counts as the newest", () => {
    expect([...ended(1, 2, 3, 1, 4).ended.keys()]).toEqual([3, 1, 4].map(idOf));
  });

  test("R5.4 each is remembered for its time", () => {
    const records = ended(1, 2, 3);
    expect(records.forgetAtMs).toBe(300_000);
    records.forget(299_999);
    expect(records.ended.size).toBe(3);
    records.forget(300_001);
    expect([...records.ended.keys()]).toEqual([idOf(3)]);
    expect(records.forgetAtMs).toBe(300_002);
    records.forget(300_002);
    expect(records.knows(idOf(3))).toBe(false);
    expect(records.forgetAtMs).toBeUndefined();
  });
});
