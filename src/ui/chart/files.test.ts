// The chart as files: well-formed SVG and valid Mermaid text, whatever a person writes.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { afterOf, type Chart, sentencesOf } from "./chart.ts";
import { createChartedPair, PLAIN_WORDS } from "./charted.fixture.ts";
import { writeMermaid } from "./mermaid.ts";
import type { ChartRecord } from "./records.ts";
import { writeSvg } from "./svg-file.ts";

async function chartWith(content: string): Promise<Chart> {
  const { clock, call, ringing, ends } = await createChartedPair();
  call("ada", content).send();
  await clock.advance(300);
  ringing().accept("yes; at 5");
  await clock.advance(300);
  return { records: ends.ada.records, self: "ada", words: PLAIN_WORDS };
}

/** Text that a stranger may write: the syntax of both formats, control characters, halves of characters. */
const anything = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom(
    "end",
    "; loop x",
    "#quot;",
    "%% not shown",
    "wrap: a",
    "a\nb->>c: d",
    "style x: #fff;",
    "{{}}",
    "<br/>",
    "]]>",
    "\ud83d",
    "\0",
    "👋 你好",
    "@{",
    "note right of a: b",
  ),
);

/** The lines that may appear. Text is letters, digits, a few signs, and numbers of characters. */
const TEXT = String.raw`(?:[\p{L}\p{M}\p{N} .,·“”()+?!…\p{Extended_Pictographic}]|#\d+;)*`;
const LINE = new RegExp(
  [
    "sequenceDiagram",
    `    accTitle: ${TEXT}`,
    `    participant (caller|callee) as ${TEXT}`,
    `    (caller|callee)(->>|--\\))(caller|callee): ${TEXT}`,
    `    Note (left of|right of|over) (caller|callee): ${TEXT}`,
    "",
  ]
    .map((line) => `^${line}$`)
    .join("|"),
  "u",
);

describe("Mermaid", () => {
  test("a call that was accepted", async () => {
    expect(writeMermaid(await chartWith("lunch?"))).toBe(`sequenceDiagram
    accTitle: What happened
    participant caller as ada
    participant callee as bob
    Note over caller: created (+0 ms)
    Note left of caller: idle
    caller->>callee: invite “lunch?” (+0 ms)
    Note left of caller: sent
    callee->>caller: received (+40 ms)
    Note left of caller: received
    Note right of callee: ringing (as known here)
    callee->>caller: accept “yes#59; at 5” (+320 ms)
    Note left of caller: accepted
    Note right of callee: accepting (as known here)
    caller--)callee: confirm (+320 ms)
`);
  });

  test("whatever is written, Mermaid reads every line as it was meant", async () => {
    const chart = await chartWith("x");
    fc.assert(
      fc.property(anything, anything, anything, (quote, self, peer) => {
        const records = chart.records.map((record): ChartRecord => ({ ...record, quote, peer }));
        const lines = writeMermaid({ ...chart, records, self }).split("\n");
        for (const line of lines) expect(line).toMatch(LINE);
        expect(lines).toHaveLength(16);
      }),
      { seed: 1 },
    );
  });
});

/** Invisible characters that change the direction of a line: raw, or as either format may encode them. */
const TURNS = /\p{Bidi_Control}|[#&]#?(?:x20[02][0-9a-f]|8206|8207|82(?:3[4-8]|9[4-7])|1564);/iu;
const turned = fc
  .array(
    fc.constantFrom("\u202e", "\u202d", "\u2066", "\u2067", "\u2069", "\u200f", "\u061c", "exe", "שלום"),
    {
      maxLength: 12,
    },
  )
  .map((parts) => parts.join(""));

describe("whatever a stranger writes, a saved file and the page", () => {
  test("show the text in the order in which it is written", async () => {
    const chart = await chartWith("x");
    fc.assert(
      fc.property(turned, turned, turned, (quote, self, peer) => {
        const records = chart.records.map((record): ChartRecord => ({ ...record, quote, peer }));
        const written = { ...chart, records, self };
        for (const file of [writeSvg(written), writeMermaid(written), ...sentencesOf(written)])
          expect(file).not.toMatch(TURNS);
      }),
      { seed: 1 },
    );
  });

  test("stay short enough to read", async () => {
    const chart = await chartWith("x");
    const records = chart.records.map((record) => ({ ...record, quote: "word ".repeat(1_600) }));
    for (const file of [writeSvg({ ...chart, records }), writeMermaid({ ...chart, records })])
      expect(file.length).toBeLessThan(20_000);
  });
});

describe("SVG", () => {
  test("has its style inside, light and dark, and loads nothing", async () => {
    const file = writeSvg(await chartWith("lunch?"));
    expect(file).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/,
    );
    expect(file).toContain('<title id="title">What happened</title>');
    expect(file).toContain("@media (prefers-color-scheme: dark)");
    expect(file).not.toMatch(/var\(|url\(|@import|href/);
    expect(file).toContain("ada → bob: invite");
  });

  test("whatever is written, it is well-formed XML", async () => {
    const chart = await chartWith("x");
    fc.assert(
      fc.property(anything, anything, anything, (quote, self, peer) => {
        const records = chart.records.map((record): ChartRecord => ({ ...record, quote, peer }));
        expect(faultOf(writeSvg({ ...chart, records, self }))).toBeUndefined();
      }),
      { seed: 1 },
    );
  });
});

test("times have the unit that suits them", () => {
  const record = { key: "", self: "caller", peer: "" } as const;
  const first = { ...record, atMs: 1_000 };
  const after = (ms: number) => afterOf([first], { ...record, atMs: 1_000 + ms });
  expect([0, 999.4, 1_000, 9_994, 12_345, 60_000, 605_000].map(after)).toEqual([
    "+0 ms",
    "+999 ms",
    "+1.00 s",
    "+9.99 s",
    "+12.3 s",
    "+1:00 min",
    "+10:05 min",
  ]);
  expect(after(-5)).toBe("+0 ms");
});

/** What is wrong with a text as XML: elements that do not nest, or characters that it does not allow. */
function faultOf(xml: string): string | undefined {
  if (/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(xml)) return "a character";
  const open: string[] = [];
  const rest = xml
    .replace(/^<\?xml [^<>]*\?>/, "")
    .replace(
      /<(\/?)([a-z]+)((?: [\w-]+(?::\w+)?="[^"<&]*")*)(\/?)>/g,
      (_tag, end, name, _attributes, empty) => {
        if (end === "/" && open.pop() !== name) open.push(`</${name}>`);
        if (end === "" && empty === "") open.push(name);
        return "";
      },
    );
  if (open.length > 0) return open.join(" ");
  return /[<]|&(?!#\d+;)/.test(rest) ? "text that is not escaped" : undefined;
}
