// Compares README.md's facts about calls with the tables.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { CALL_ENDS, CALL_LIMITS } from "./call-state.ts";

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

test.each(Object.entries(CALL_ENDS))("README.md has the end %s with its sentence", (reason, sentence) => {
  expect(readme).toContain(`| \`${reason}\` | ${sentence} |\n`);
});

test("README.md says how long a call reconnects", () => {
  expect(readme).toContain(`rebuilt, for ${CALL_LIMITS.reconnectTimeoutMs.value / 1_000} s at most`);
});
