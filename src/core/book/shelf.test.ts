// One peer's invitations in one direction: the open ones and the remembered ones.
import { describe, expect, test } from "vitest";
import { REMOTE, type RemoteInput } from "../invitation/remote-invitation.ts";
import { createRemote, type RemoteRecord } from "../invitation/remote-record.ts";
import type { CalleeFrame } from "../wire/frames.ts";
import type { InvitationId, PeerId } from "../wire/ids.ts";
import { DEFAULT_LIMITS } from "../wire/limits.ts";
import { Shelf } from "./shelf.ts";

const limits = { ...DEFAULT_LIMITS, rememberMs: 300_000, rememberPerPeerMax: 3 };
const at = (nowMs: number) => ({ nowMs, reach: "linked", isSilent: false, limits }) as const;
const RING: RemoteInput = { type: "release" };
const CANCEL: RemoteInput = { type: "cancel", reason: "canceled", content: "" };
const refuse = (response: string): RemoteInput => ({ type: "refuse", reason: "refused", response });

const idOf = (n: number): InvitationId => `invitation-${n}` as InvitationId;
const invite = (n: number, nowMs = 0, ttlMs = 60_000): RemoteRecord =>
  createRemote("ada" as PeerId, { id: idOf(n), ttlMs, content: "" }, nowMs);

/** A shelf of the callee's side, and everything it reports, in order. */
function createShelf() {
  const reports: unknown[] = [];
  const port = {
    say: (frame: CalleeFrame) => reports.push(["say", frame.t, frame.id]),
    changed: (record: RemoteRecord, before: RemoteRecord | undefined, deadlineMs: number | undefined) =>
      reports.push(["changed", before?.state.kind, record.state.kind, deadlineMs]),
  };
  const shelf = new Shelf<RemoteRecord, RemoteInput, CalleeFrame>(REMOTE, port);
  const take = () => reports.splice(0);
  return { shelf, take };
}

describe("open invitations", () => {
  test("a new one is said and reported, with no record before it", () => {
    const { shelf, take } = createShelf();
    shelf.add(invite(1), RING, at(0));
    expect(take()).toEqual([
      ["say", "received", idOf(1)],
      ["changed", undefined, "ringing", 60_000],
    ]);
    expect([...shelf.open.keys()]).toEqual([idOf(1)]);
    expect(shelf.knows(idOf(1))).toBe(true);
    expect(shelf.knows(idOf(2))).toBe(false);
  });

  test("an input that its machine does not take is not reported", () => {
    const { shelf, take } = createShelf();
    shelf.add(invite(1), RING, at(0));
    take();
    shelf.apply(idOf(1), { type: "confirm" }, at(1));
    shelf.apply(idOf(9), CANCEL, at(1));
    expect(take()).toEqual([]);
  });

  test("R6.4 what is overdue is applied before the input", () => {
    const { shelf, take } = createShelf();
    shelf.add(invite(1), RING, at(0));
    take();
    shelf.apply(idOf(1), { type: "accept", response: "" }, at(60_000));
    expect(take()).toEqual([
      ["say", "gone", idOf(1)],
      ["changed", "ringing", "failed", undefined],
    ]);
  });

  test("settle does nothing before the time, and for what is not open", () => {
    const { shelf, take } = createShelf();
    shelf.add(invite(1), RING, at(0));
    take();
    shelf.settle(idOf(1), at(59_999));
    shelf.settle(idOf(9), at(99_999));
    expect(take()).toEqual([]);
  });

  test("an input for all reaches every one, though each leaves the shelf on the way", () => {
    const { shelf, take } = createShelf();
    for (const n of [1, 2, 3]) shelf.add(invite(n), RING, at(0));
    take();
    shelf.applyToAll(CANCEL, at(1));
    expect(take()).toHaveLength(3);
    expect(shelf.open.size).toBe(0);
  });

  test("all open ones are stated again, the ended ones are not", () => {
    const { shelf, take } = createShelf();
    for (const n of [1, 2, 3]) shelf.add(invite(n), RING, at(0));
    shelf.apply(idOf(2), refuse("no"), at(1));
    take();
    shelf.restateAll(at(2));
    expect(take()).toEqual([
      ["say", "received", idOf(1)],
      ["say", "received", idOf(3)],
    ]);
  });
});

describe("ended invitations", () => {
  /** A shelf on which the invitations `ns` ended, one each millisecond. */
  function ended(...ns: readonly number[]) {
    const it = createShelf();
    for (const [i, n] of ns.entries()) it.shelf.add(invite(n), refuse(`no ${n}`), at(i));
    it.take();
    return it;
  }

  test("one that ends as it comes is said and remembered, and never reported", () => {
    const { shelf, take } = createShelf();
    shelf.add(invite(1), refuse("no"), at(0));
    expect(take()).toEqual([["say", "refuse", idOf(1)]]);
    expect(shelf.open.size).toBe(0);
    expect(shelf.knows(idOf(1))).toBe(true);
  });

  test("a remembered one is answered with its end, an unknown one not at all", () => {
    const { shelf, take } = ended(1);
    shelf.restate(idOf(1), at(5));
    expect(take()).toEqual([["say", "refuse", idOf(1)]]);
    shelf.restate(idOf(2), at(5));
    expect(take()).toEqual([]);
    expect([...shelf.remembered]).toEqual([
      [idOf(1), { t: "refuse", id: idOf(1), reason: "refused", response: "no 1" }],
    ]);
  });

  test("R5.4 only so many are remembered; the oldest go first", () => {
    const { shelf } = ended(1, 2, 3, 4, 5);
    expect([...shelf.remembered.keys()]).toEqual([3, 4, 5].map(idOf));
  });

  test("R5.4 one that ends again counts as the newest", () => {
    const { shelf } = ended(1, 2, 3, 1, 4);
    expect([...shelf.remembered.keys()]).toEqual([3, 1, 4].map(idOf));
  });

  test("R5.4 each is remembered for its time", () => {
    const { shelf } = ended(1, 2, 3);
    expect(shelf.forgetAtMs).toBe(300_000);
    shelf.forget(299_999);
    expect(shelf.remembered.size).toBe(3);
    shelf.forget(300_001);
    expect([...shelf.remembered.keys()]).toEqual([idOf(3)]);
    expect(shelf.forgetAtMs).toBe(300_002);
    shelf.forget(300_002);
    expect(shelf.knows(idOf(3))).toBe(false);
    expect(shelf.forgetAtMs).toBeUndefined();
  });
});

describe("a copy of a shelf", () => {
  test("holds the same, and goes its own way", () => {
    const { shelf, take } = createShelf();
    shelf.add(invite(1), RING, at(0));
    shelf.add(invite(2), refuse("no"), at(0));
    take();
    const other = createShelf();
    const copy = shelf.copy({ say: () => other.shelf, changed: () => other.shelf });
    copy.apply(idOf(1), CANCEL, at(1));
    copy.forget(300_000);
    expect([shelf.open.size, shelf.remembered.size]).toEqual([1, 1]);
    expect([copy.open.size, [...copy.remembered.keys()]]).toEqual([0, [idOf(1)]]);
    expect(take()).toEqual([]);
  });
});
