// Rule R6.5: an open invitation that its caller changes, at both ends.
import { describe, expect, test } from "vitest";
import { DEFAULT_LIMITS } from "../wire/limits.ts";
import { LOCAL } from "./local-invitation.ts";
import { LOCAL_STATES, localIn, REMOTE_STATES, remoteIn } from "./machine.fixture.ts";
import { REMOTE } from "./remote-invitation.ts";
import type { RemoteRecord, Via } from "./remote-record.ts";
import { wordsOf } from "./words.ts";

const { sent, received, idle } = LOCAL_STATES;
const { ringing, accepting } = REMOTE_STATES;

describe("R6.5 at the caller", () => {
  const update = (from: typeof sent | typeof received, changes: object, nowMs = 2_000) =>
    LOCAL.reduce(localIn(from), { type: "update", changes }, nowMs, DEFAULT_LIMITS);

  test("a change is stated at once, with the next revision and the time that is left", () => {
    const [record, said] = update(received, { kind: "audio" });
    expect(said).toMatchObject({ t: "invite", content: "lunch?", kind: "audio", revision: 1, ttlMs: 59_000 });
    const [again, saidAgain] = LOCAL.reduce(
      record,
      { type: "update", changes: { content: "" } },
      3_000,
      DEFAULT_LIMITS,
    );
    expect(saidAgain).toMatchObject({ content: "", kind: "audio", revision: 2, ttlMs: 58_000 });
    expect(again.state).toEqual(received);
  });

  test("one that was never changed states no revision", () => {
    expect(LOCAL.statement(localIn(received), 2_000)).not.toHaveProperty("revision");
  });

  test("a new time counts from the change, and the time to be delivered is never longer", () => {
    expect(update(received, { ttlMs: 90_000 })[0].state).toEqual({ ...received, expiresAtMs: 92_000 });
    expect(update(sent, { ttlMs: 90_000 })[0].state).toEqual({
      ...sent,
      deliverByMs: 32_000,
      expiresAtMs: 92_000,
    });
    expect(update(sent, { ttlMs: 5_000 })[0].state).toEqual({
      ...sent,
      expiresAtMs: 7_000,
      deliverByMs: 7_000,
    });
  });

  test("one that was not sent takes no change", () => {
    const record = localIn(idle);
    expect(LOCAL.reduce(record, { type: "update", changes: {} }, 2_000, DEFAULT_LIMITS)).toEqual([record]);
  });
});

describe("R6.5 an accept of an earlier revision", () => {
  const changed = (times: number) => {
    let record = localIn(received);
    for (let n = 1; n <= times; n += 1)
      [record] = LOCAL.reduce(
        record,
        { type: "update", changes: { content: `change ${n}` } },
        2_000,
        DEFAULT_LIMITS,
      );
    return record;
  };
  const accept = (times: number, revision: number) =>
    LOCAL.reduce(changed(times), { type: "accept", response: "yes", revision }, 3_000, DEFAULT_LIMITS)[0];

  test.each([
    [3, 3, "change 3"],
    [3, 2, "change 2"],
    [3, 0, "lunch?"],
    [20, 12, "change 12"],
  ])("of %i changes, revision %i: the words are those that were accepted", (times, revision, content) => {
    expect(accept(times, revision)).toMatchObject({ content, revision, state: { kind: "accepted" } });
  });

  test("that is no longer kept, or that never was, leaves the words as they are", () => {
    expect(accept(20, 2)).toMatchObject({ content: "change 20" });
    expect(accept(3, 99)).toMatchObject({ content: "change 3", revision: 3 });
  });
});

describe("R6.5 at the callee", () => {
  const states = (
    record: RemoteRecord,
    revision: number,
    content: string,
    ttlMs: number,
    via: Via = "channel",
  ) =>
    REMOTE.reduce(
      record,
      { type: "restate", via, ttlMs, revision, words: wordsOf({ content }) },
      2_000,
      DEFAULT_LIMITS,
    )[0];
  const seen = ({ content, revision, via, state }: RemoteRecord) => ({
    content,
    revision,
    via,
    expiresAtMs: "expiresAtMs" in state ? state.expiresAtMs : undefined,
  });

  test.each(["deferred", "ringing", "ignored"] as const)("the higher revision counts: %s", (kind) => {
    const once = states(remoteIn({ ...ringing, kind }), 2, "dinner?", 90_000);
    expect(seen(once)).toEqual({ content: "dinner?", revision: 2, via: "channel", expiresAtMs: 92_000 });
    expect(once.state.kind).toBe(kind);
    expect(states(once, 1, "tea?", 5_000)).toBe(once);
    expect(states(once, 0, "lunch?", 5_000)).toBe(once);
  });

  test("R6.2 of the same revision, the first words stay, and the end only comes nearer", () => {
    const once = states(remoteIn(ringing), 1, "dinner?", 90_000);
    expect(seen(states(once, 1, "tea?", 600_000))).toEqual(seen(once));
    expect(seen(states(once, 1, "tea?", 80_000))).toEqual({ ...seen(once), expiresAtMs: 82_000 });
  });

  test("R16.5 what came on a channel is not changed by a post, whatever its revision", () => {
    const record = remoteIn(ringing);
    expect(states(record, 7, "dinner?", 600_000, "post")).toBe(record);
  });

  test("R16.5 a channel counts after any post, and brings the end nearer, never off, if the post claimed a higher revision", () => {
    const posted = states({ ...remoteIn(ringing), via: "post" }, 7, "forged", 600_000, "post");
    expect(seen(posted)).toMatchObject({ content: "forged", revision: 7, expiresAtMs: 602_000 });
    expect(seen(states(posted, 0, "lunch?", 30_000))).toEqual({
      content: "lunch?",
      revision: 0,
      via: "channel",
      expiresAtMs: 32_000,
    });
    expect(seen(states(posted, 8, "dinner?", 600_000))).toMatchObject({
      content: "dinner?",
      expiresAtMs: 602_000,
    });
  });

  test("it never rings longer than ringMaxMs in all, however often it gets more time", () => {
    const record = { ...remoteIn(ringing), arrivedAtMs: 2_000 - 3_600_000 + 30_000 };
    expect(seen(states(record, 1, "dinner?", 600_000)).expiresAtMs).toBe(32_000);
  });

  test("a change is of content and kind: who calls stays who called", () => {
    const record = { ...remoteIn(ringing), name: "Mallory", channelId: "room" };
    const words = wordsOf({ content: "new", kind: "audio", name: "Mum", channelId: "other" });
    const [after] = REMOTE.reduce(
      record,
      { type: "restate", via: "channel", ttlMs: 9_000, revision: 1, words },
      2_000,
      DEFAULT_LIMITS,
    );
    expect(after).toMatchObject({ content: "new", kind: "audio", name: "Mallory", channelId: "room" });
  });

  test("an accept names the revision that was accepted", () => {
    expect(REMOTE.statement({ ...remoteIn(accepting), revision: 2 }, 0)).toMatchObject({
      t: "accept",
      revision: 2,
    });
    expect(REMOTE.statement(remoteIn(accepting), 0)).not.toHaveProperty("revision");
  });

  test("words that were accepted stay, and so does the time", () => {
    const record = remoteIn(accepting);
    expect(states(record, 1, "dinner?", 600_000)).toEqual(record);
  });
});
