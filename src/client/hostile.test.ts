// Hostile texts, sent through the real path. Each is counted, and affects only its sender. The texts are in hostile-corpus, one in
// each file: `<expected result>--<name>.txt`.
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { RemoteInvitation, Stats } from "../index.ts";
import { attack, CALLS } from "../testing/attack.fixture.ts";

/** What was counted between two readings, except answers. */
function counted(before: Stats, after: Stats): Partial<Stats> {
  const names = (Object.keys(after) as (keyof Stats)[]).filter((name) => name !== "framesSent");
  return Object.fromEntries(
    names.flatMap((name) => (after[name] === before[name] ? [] : [[name, after[name] - before[name]]])),
  );
}

/** The expected result for each prefix of a file's name: what is counted, how many ring then, and the notes. */
const COMES_TO: {
  readonly [word: string]: {
    readonly counted: Partial<Stats>;
    readonly rings: number;
    readonly notes: number[];
  };
} = {
  frameTooLarge: { counted: { frameTooLarge: 1 }, rings: 1, notes: [1] },
  frameNotJson: { counted: { frameNotJson: 1 }, rings: 1, notes: [1] },
  frameMalformed: { counted: { frameMalformed: 1 }, rings: 1, notes: [1] },
  frameUnknown: { counted: { frameUnknown: 1 }, rings: 1, notes: [1] },
  frameStray: { counted: { framesReceived: 1, frameStray: 1 }, rings: 1, notes: [1] },
  invitationsLate: { counted: { framesReceived: 1, invitationsLate: 1 }, rings: 1, notes: [1] },
  ignored: { counted: { framesReceived: 1 }, rings: 1, notes: [0, 1] },
  rings: { counted: { framesReceived: 1, invitationsRung: 1 }, rings: 2, notes: [0] },
  ends: { counted: { framesReceived: 1 }, rings: 0, notes: [0] },
};

const corpus = new URL("./hostile-corpus/", import.meta.url);
const files = readdirSync(corpus).filter((name) => name.endsWith(".txt"));

/** What a browser may deliver that is not text, and a text that is too large for a file. */
const RAW: readonly (readonly [name: string, text: unknown])[] = [
  ["frameTooLarge--ten-megabytes", "x".repeat(10_000_000)],
  ["frameTooLarge--brackets", "[".repeat(100_000)],
  ["frameNotJson--lone-surrogate", "\ud83d"],
  ["frameMalformed--number", 7],
  ["frameMalformed--nothing", undefined],
  ["frameMalformed--null-itself", null],
  ["frameMalformed--bytes", new Uint8Array(8)],
  ["frameMalformed--buffer", new TextEncoder().encode('{"t":"ping"}').buffer],
  ["frameMalformed--blob", new Blob(['{"t":"ping"}'])],
  ["frameMalformed--frame-itself", { t: "ping" }],
  ["frameMalformed--text-object", Object("ping")],
  ["frameMalformed--function", () => '{"t":"ping"}'],
];

const TEXTS = [
  ...RAW,
  ...files.map((name) => [name.slice(0, -4), readFileSync(new URL(name, corpus), "utf8")] as const),
];

describe("hostile texts", () => {
  test.each(TEXTS)("R12.2 %s", async (name, text) => {
    const expected = COMES_TO[name.split("--")[0] ?? ""];
    const { cat, log, say, others, ofMallory, heard, isClosed } = await attack();
    const [before, stats, answers] = [others(), cat.stats, heard.length];
    const own = ofMallory().map(({ snapshot }) => snapshot);
    await say(text);
    expect(counted(stats, cat.stats)).toEqual(expected?.counted);
    expect(ofMallory()).toHaveLength(expected?.rings ?? 0);
    for (const it of ofMallory().slice(0, 1)) expect(own).toContain(it.snapshot);
    for (const [i, snapshot] of others().entries()) expect(snapshot).toBe(before[i]);
    expect(expected?.notes).toContain(log.length);
    for (const line of log) expect(line).toMatch(/^mallory: [^\p{C}\p{Zl}\p{Zp}]+$/u);
    for (const line of log) expect(line.length).toBeLessThan(150);
    expect(heard.length - answers).toBeLessThanOrEqual(1);
    expect(isClosed()).toBe(false);
  });

  test("the corpus exists", () => {
    expect(files.length).toBeGreaterThan(200);
  });

  test("reasons of a later version count as the first of their list", async () => {
    const { say, ofMallory } = await attack();
    const [ringing] = ofMallory();
    await say(`{"t":"cancel","id":"${CALLS.mallory}","reason":"bored"}`);
    expect(ringing?.snapshot.outcome).toEqual({ kind: "canceled", reason: "canceled", content: "" });
  });

  test("R14.1 a flood gets its sender blocked, and nobody else", async () => {
    const { cat, fromAda, log, say, isClosed, clock } = await attack();
    for (let i = 0; i < 600; i += 1) await say('{"t":"pong"}');
    expect(cat.stats.peersBlocked).toBe(1);
    expect(log).toEqual(["mallory: sent too many frames and is blocked"]);
    expect(isClosed()).toBe(true);
    const fromHer = cat.invitations.find((it) => it.id === CALLS.ada) as RemoteInvitation;
    fromHer.accept();
    await clock.settle();
    expect(fromAda.state).toBe("accepted");
  });
});
