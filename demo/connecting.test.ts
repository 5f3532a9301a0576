// What the page says about connection settings that cannot be used.
import { expect, test } from "vitest";
import { type Connecting, connectingProblem } from "./connecting.ts";
import { DEFAULTS } from "./settings.ts";
import { WORDS } from "./words/index.ts";

const problem = (news: Partial<Connecting>) => connectingProblem({ ...DEFAULTS, ...news }, () => true);

test("the defaults are fine", () => {
  expect(problem({})).toBeUndefined();
});

test.each([
  ["ringS", { ringS: 4 }],
  ["ringS", { ringS: Number.NaN }],
  ["reachS", { reachS: 1.5 }],
  ["reachS", { reachS: 601 }],
  ["broker", { broker: "localhost" }],
  ["iceServers", { iceServers: "stun:a\nnowhere" }],
] as const)("%s is pointed out in %j", (at, news) => {
  expect(problem(news)?.at).toBe(at);
  for (const words of Object.values(WORDS)) expect(problem(news)?.say(words)).not.toBe("");
});

test("the wrong field and the wrong line are named", () => {
  expect(problem({ ringS: 0 })?.say(WORDS.en)).toContain(WORDS.en.settings.ringS);
  expect(problem({ iceServers: "stun:a\nnowhere" })?.say(WORDS.en)).toContain("“nowhere”");
});
