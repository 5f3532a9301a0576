// Compares the documents with the code: every rule has a test, and the generated tables are up to date. `npm run docs:write`
// rewrites the generated sections.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { FRAMES, type FrameKind } from "../wire/frames.ts";
import { FIELD_WORDS, markersIn, regenerate, rulesIn, rulesTested, SECTIONS } from "./spec.fixture.ts";

const root = new URL("../../../", import.meta.url);
const pathOf = (name: string): string => fileURLToPath(new URL(name, root));
const read = (name: string): string => readFileSync(pathOf(name), "utf8");
const filesIn = (folder: string, ending: string): string[] =>
  readdirSync(pathOf(folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending))
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
    .sort();

const documents = [...filesIn("docs", ".md"), ...readdirSync(root).filter((name) => name === "README.md")];
const marked = documents.filter((name) => markersIn(read(name)).length > 0);

describe("the rules of docs/SPEC.md", () => {
  test("every rule stands in the name of a test, and every number in a name is a rule", () => {
    const tests = filesIn("src", ".test.ts").filter((name) => !name.endsWith("/spec.test.ts"));
    const tested = new Set(tests.flatMap((name) => rulesTested(read(name))));
    const stated = new Set(rulesIn(read("docs/SPEC.md")));
    expect(stated.size).toBeGreaterThan(40);
    expect({
      rulesWithoutTest: [...stated].filter((rule) => !tested.has(rule)),
      testsWithoutRule: [...tested].filter((rule) => !stated.has(rule)),
    }).toEqual({ rulesWithoutTest: [], testsWithoutRule: [] });
  });

  test("numbers are read from the beginning of names only", () => {
    expect(
      rulesTested('test("R2.10 R2.9 b", f); test(`R1.1 a`, g); // R3.1\ntest("as R4.1 says", h)'),
    ).toEqual(["R1.1", "R2.9", "R2.10"]);
    expect(rulesIn("- **R1.2** b\n- **R1.1** a (R3.4)\nas **R5.6** says")).toEqual(["R1.1", "R1.2"]);
  });
});

describe("generated sections", () => {
  test.each(marked)("%s is up to date, or `npm run docs:write` was forgotten", (name) => {
    const after = regenerate(read(name));
    if (process.env["UPDATE_DOCS"] === "1") writeFileSync(pathOf(name), after);
    expect(read(name)).toBe(after);
  });

  test("docs/SPEC.md shows the frames, the machines, the policy and the limits", () => {
    expect(markersIn(read("docs/SPEC.md"))).toEqual([
      "frames",
      "local",
      "remote",
      "line",
      "policy",
      "limits",
    ]);
  });

  test.each(Object.keys(FRAMES) as FrameKind[])(
    "the words for the fields of %s name those of its schema",
    (kind) => {
      expect(Object.keys(FIELD_WORDS[kind])).toEqual(Object.keys(FRAMES[kind]));
    },
  );

  test("what is generated replaces what was there, and nothing else", () => {
    const stale = "before\n<!-- generated: local -->\nstale\n<!-- end -->\nafter\n";
    const after = regenerate(stale);
    expect(after).toBe(
      `before\n<!-- generated: local -->\n\n${SECTIONS["local"]?.()}\n\n<!-- end -->\nafter\n`,
    );
    expect(regenerate(after)).toBe(after);
  });

  test("a diagram shows the beginning, every step and every end", () => {
    const lines = SECTIONS["local"]?.()
      .split("\n")
      .map((line) => line.trim());
    expect(lines).toEqual(
      expect.arrayContaining([
        "[*] --> idle",
        "idle --> sent: send",
        "sent --> failed: gone, giveUp",
        "failed --> [*]",
      ]),
    );
  });

  test("a marker without meaning or without end is an error", () => {
    expect(() => regenerate("<!-- generated: poems -->\n<!-- end -->")).toThrow(
      'no generated section "poems"',
    );
    expect(() => regenerate("<!-- generated: local -->\n")).toThrow("no end of the generated section local");
  });
});
