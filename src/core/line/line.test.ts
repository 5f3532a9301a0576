// Compares one end of a line with its table, for every state and every input, and checks its frames.
import { describe, expect, test } from "vitest";
import { nextState } from "../../base/pure/table.ts";
import type { InvitationId, PeerId } from "../wire/ids.ts";
import { DEFAULT_LIMITS } from "../wire/limits.ts";
import { END_WORD_OF, LINE_ENDS, type LineEnd, readEndWord } from "../wire/reasons.ts";
import { createLine, LINE, LINE_TABLE, type LineInput, type LineRecord } from "./line.ts";

const NOW = 2_000;
const limits = { ...DEFAULT_LIMITS, signalsUnheardMax: 3, heardEvery: 2 };
const parts = { role: "local", id: "invitation-1" as InvitationId, peer: "bob" as PeerId } as const;
const address = { id: "invitation-1", by: "caller" };

const up = createLine(parts, true, { nowMs: 1_000, limits });
const down = createLine(parts, false, { nowMs: 1_000, limits });
const [closed] = LINE.reduce(up, { type: "close", reason: "closed-here", content: "bye" }, NOW, limits);

const INPUTS: { readonly [T in LineInput["type"]]: Extract<LineInput, { type: T }> } = {
  open: { type: "open" },
  send: { type: "send", data: "a" },
  close: { type: "close", reason: "closed-here", content: "" },
  signal: { type: "signal", n: 1, ack: 0, data: "b" },
  ask: { type: "ask", ack: 0 },
  heard: { type: "heard", ack: 0 },
  over: { type: "over", reason: "closed-there", content: "" },
  lose: { type: "lose" },
  linkLost: { type: "linkLost" },
  linkBack: { type: "linkBack" },
};

const steps = [up, down, closed].flatMap((record) =>
  Object.values(INPUTS).map((input) => ({ record, input, from: record.state.kind })),
);

/** The line after `inputs`, and all frames that it sent. */
function run(from: LineRecord, ...inputs: readonly LineInput[]): readonly [LineRecord, unknown[]] {
  const said: unknown[] = [];
  let record = from;
  for (const input of inputs) {
    const [next, ...says] = LINE.reduce(record, input, NOW, limits);
    record = next;
    said.push(...says);
  }
  return [record, said];
}

const send = (data: unknown): LineInput => ({ type: "send", data });
const signal = (n: number, ack = 0): LineInput => ({ type: "signal", n, ack, data: `signal ${n}` });

describe("the machine of a line's end", () => {
  test.each(steps)("$from, $input.type: goes where the table goes", ({ record, input, from }) => {
    const [after] = LINE.reduce(record, input, NOW, limits);
    const to = nextState(LINE_TABLE, from, input.type);
    if (to === undefined) expect(after).toBe(record);
    else expect(after.state.kind).toBe(to);
  });

  test("R15.1 it opens up or down, by its link, and says where it has heard to", () => {
    expect(up.state).toEqual({ kind: "up" });
    expect(down.state).toEqual({ kind: "down", lostAtMs: 21_000 });
    expect(LINE.reduce(up, { type: "open" }, NOW, limits)).toEqual([up, { t: "line", ...address, ack: 0 }]);
  });

  test("R15.2 signals are numbered from 1, and only the next one is taken", () => {
    const [line, said] = run(up, send("a"), send("b"));
    expect(said).toEqual([
      { t: "signal", ...address, n: 1, ack: 0, data: "a" },
      { t: "signal", ...address, n: 2, ack: 0, data: "b" },
    ]);
    const [after] = run(line, signal(1), signal(1), signal(3), signal(2));
    expect(after).toMatchObject({ heard: 2, latest: "signal 2" });
    const [early] = run(line, signal(2));
    expect(early).toBe(line);
  });

  test("R15.3 what came after the number asked for is said again", () => {
    const [, said] = run(up, send("a"), send("b"), signal(1), { type: "ask", ack: 1 });
    expect(said.slice(2)).toEqual([{ t: "signal", ...address, n: 2, ack: 1, data: "b" }]);
  });

  test("R15.4 what is heard is kept no longer, and many signals taken are answered `heard`", () => {
    const [line, said] = run(up, send("a"), send("b"), signal(1, 1), signal(2, 1), signal(3, 2), signal(4));
    expect(line.outbox).toEqual([]);
    expect(said.slice(2)).toEqual([
      { t: "heard", ...address, ack: 2 },
      { t: "heard", ...address, ack: 4 },
    ]);
    const [trimmed] = run(up, send("a"), { type: "heard", ack: 1 });
    expect(trimmed.outbox).toEqual([]);
  });

  test("R15.6 one signal too many is not taken", () => {
    const [line] = run(up, send("a"), send("b"), send("c"));
    expect(LINE.reduce(line, send("d"), NOW, limits)).toEqual([line]);
    const [freed] = run(line, { type: "heard", ack: 1 }, send("d"));
    expect(freed.outbox.map(({ n }) => n)).toEqual([2, 3, 4]);
  });

  test("R15.7 a closed end says why, and keeps nothing", () => {
    const [line, said] = run(up, send("a"), {
      type: "close",
      reason: "closed-here",
      content: "bye",
    });
    expect(line).toMatchObject({ outbox: [], latest: undefined });
    expect(said.at(-1)).toEqual({ t: "end", ...address, reason: "closed", content: "bye" });
    expect(LINE.statement(line, NOW)).toEqual(said.at(-1));
  });

  test("R15.7 an end that the other side told is not answered", () => {
    const told: LineInput = { type: "over", reason: "closed-there", content: "bye" };
    const [line, said] = run(up, send("a"), told);
    expect(line).toMatchObject({ state: { reason: "closed-there", content: "bye" }, outbox: [] });
    expect(said).toHaveLength(1);
  });

  test("R15.5 it waits for its link for the grace time, and then is lost", () => {
    expect([up, down, closed].map((it) => LINE.deadline(it))).toEqual([undefined, 21_000, undefined]);
    const [line, said] = run(
      down,
      LINE.overdue(down, { nowMs: NOW, limits, reach: "connecting", isSilent: false }),
    );
    expect(line.state).toEqual({ kind: "closed", reason: "lost", content: "" });
    expect(said).toEqual([{ t: "end", ...address, reason: "lost" }]);
  });
});

describe("the ends of a line", () => {
  test.each(Object.keys(LINE_ENDS) as LineEnd[])("%s has a word that the other end understands", (end) => {
    expect(Object.keys(LINE_ENDS)).toContain(readEndWord(END_WORD_OF[end]));
  });

  test("R12.3 an unknown word means that the other end closed it", () => {
    expect(["later", "constructor"].map(readEndWord)).toEqual(["closed-there", "closed-there"]);
  });
});
