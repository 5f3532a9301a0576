// Compares docs/RTM.md with the tables of the code.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { AGORA, ANYRTC } from "./manners.ts";
import {
  LOCAL_CALLS,
  LOCAL_REASONS,
  LOCAL_STATES,
  REMOTE_CALLS,
  REMOTE_REASONS,
  REMOTE_STATES,
} from "./mapping.ts";

const TEXT = readFileSync(new URL("../../docs/RTM.md", import.meta.url), "utf8");

/** The rows of the table under the heading `head`. */
function rowsUnder(head: string): string[] {
  const lines = TEXT.split("\n");
  const from = lines.findIndex((line) => line.startsWith(`| ${head} |`)) + 2;
  const until = lines.findIndex((line, index) => index >= from && !line.startsWith("|"));
  return lines.slice(from, until);
}

describe("docs/RTM.md", () => {
  test.each([
    ["state of `peer-invite`'s LocalInvitation", LOCAL_STATES],
    ["state of `peer-invite`'s RemoteInvitation", REMOTE_STATES],
    ["why it failed at the caller", LOCAL_REASONS],
    ["why it failed at the callee", REMOTE_REASONS],
  ])("the table of %s is that of the code", (head, table) => {
    expect(rowsUnder(head)).toEqual(
      Object.entries(table).map(([ours, theirs]) => `| \`${ours}\` | \`${theirs}\` |`),
    );
  });

  test("the table of refused calls matches the code", () => {
    const codes: Record<string, number> = {};
    for (const row of rowsUnder("call")) {
      const [, calls = "", states = "", code] = row.split("|").map((cell) => cell.trim());
      for (const call of calls.split(", "))
        for (const state of states.split(", ")) codes[`${call} ${state}`.replaceAll("`", "")] = Number(code);
    }
    const expected: Record<string, number> = {};
    for (const [call, refusals] of Object.entries({ ...LOCAL_CALLS, ...REMOTE_CALLS }))
      for (const [state, code] of Object.entries(refusals))
        if (code !== undefined) expected[`${call}() ${state}`] = code;
    expect(codes).toEqual(expected);
  });

  test("the table of calls that do nothing with ArRTM matches the code", () => {
    const [cancel = "", answer = "", logout = ""] = rowsUnder("call with `ArRTM`");
    const ignored = (rulings: Readonly<Record<string, unknown>>): string =>
      Object.keys(rulings)
        .filter((state) => rulings[state] === "nothing")
        .map((state) => `\`${state}\``)
        .join(", ");
    expect(ignored(ANYRTC.cancelLoggedOut)).toBe(`\`IDLE\`, ${ignored(ANYRTC.cancel)}`);
    expect(cancel).toBe(`| \`cancel()\` | ${ignored(ANYRTC.cancel)}; without a login also \`IDLE\` |`);
    expect(answer).toBe(`| \`accept()\`, \`refuse()\` | ${ignored(ANYRTC.accept)} |`);
    expect([ignored(ANYRTC.refuse), ignored(ANYRTC.send)]).toEqual([ignored(ANYRTC.accept), ""]);
    expect([logout, ANYRTC.logoutLoggedOut]).toEqual(["| `logout()` | without a login |", "nothing"]);
    expect(
      Object.values(AGORA).flatMap((it) => (typeof it === "object" ? Object.values(it) : [])),
    ).not.toContain("nothing");
  });
});
