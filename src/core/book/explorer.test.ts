// The invariants S1 to S6, L1 and L2 of docs/SPEC.md, checked in every state that two peers can reach.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { LOCAL, LOCAL_TABLE } from "../invitation/local-invitation.ts";
import { REMOTE, REMOTE_TABLE } from "../invitation/remote-invitation.ts";
import type { InvitationId } from "../wire/ids.ts";
import { explore } from "./explorer.fixture.ts";
import type { Scenario } from "./explorer-scenario.fixture.ts";
import type { Walk } from "./explorer-walk.fixture.ts";
import { type Breach, locals, type Name, OTHER, remotes, type World } from "./explorer-world.fixture.ts";
import { PeerEntry } from "./peer-entry.ts";

const PROMISES = readFileSync(new URL("../../../docs/reference/promises.md", import.meta.url), "utf8");
/** A number in the format of docs/reference/promises.md. */
const inDocs = (figure: number): string => figure.toLocaleString("en").replaceAll(",", " ");

const FIRST = "invitation-1" as InvitationId;
const SECOND = "invitation-2" as InvitationId;
const everything = {
  cancel: true,
  answers: ["accept", "refuse", "ignore"],
  timers: true,
  links: "comes and goes",
  posts: false,
} as const;
const ONE_CALL: Scenario = { ...everything, sends: { ada: FIRST }, crashes: 1 };
/** The callee's side is busy at times. */
const ONE_CALL_BUSY: Scenario = { ...ONE_CALL, crashes: 0, busy: ["bob"] };
const CROSSING: Scenario = {
  ...everything,
  sends: { ada: FIRST, bob: SECOND },
  links: "stays",
  crashes: 0,
  // The side whose own invitation counts. It may have to refuse the other's at the end.
  busy: ["ada"],
};
/** Everything is posted, with two lives of each page, and there never is a channel (rule R16). */
const POSTS: Scenario = { ...ONE_CALL, links: "never", posts: true };
/** A part of it, for every run of the tests. */
const POSTS_SAMPLE: Scenario = { ...POSTS, crashing: ["bob"] };
/** All of it, and not only samples. */
const isLong = process.env["EXPLORER"] === "long";
/** The same, while brokers are lost and found, and say that the other peer is absent. */
const BROKERS: Scenario = { ...POSTS, broker: true, crashes: 0 };
/** A part of it, for every run of the tests. */
const BROKERS_SAMPLE: Scenario = { ...BROKERS, answers: [] };
/** Its caller's page crashes as well. */
const BROKERS_CRASH: Scenario = {
  ...BROKERS,
  crashes: 1,
  crashing: ["ada"],
  cancel: false,
  answers: ["accept"],
};
/** A channel comes and goes as well. */
const BROKERS_CHANNEL: Scenario = { ...BROKERS, links: "comes and goes", cancel: false, answers: ["accept"] };
/** Its caller changes it once: on a channel that comes and goes, or by post. */
const CHANGED: Scenario = { ...ONE_CALL, update: true, crashes: 0 };
const CHANGED_BY_POST: Scenario = { ...POSTS, update: true, crashes: isLong ? 1 : 0 };
/** What is said may come by post or on a channel that comes and goes. */
const BOTH_WAYS: Scenario = { ...ONE_CALL, posts: true, crashing: ["ada"] };
/** Both ring by post, and there never is a channel. With timers this takes most of a minute. */
const CROSSING_POSTS: Scenario = { ...CROSSING, links: "never", posts: true, busy: [] };
const CROSSING_POSTS_SAMPLE: Scenario = { ...CROSSING_POSTS, cancel: false, answers: [] };
/** A post that withdraws one may be lost, while posts about the other go on. No timer of an invitation helps. */
const CROSSING_CANCELED: Scenario = { ...CROSSING_POSTS, answers: [], timers: false };
/** A part of `BOTH_WAYS`, for every run of the tests. */
const BOTH_WAYS_SAMPLE: Scenario = { ...BOTH_WAYS, crashes: 0, cancel: false, answers: ["accept"] };
/** The channel falls silent at either end and speaks again. The other end may have noticed nothing. */
const FALLS_SILENT: Scenario = { ...ONE_CALL, links: "falls silent", crashes: 0 };
/** The caller's page crashes and calls again, while the callee still has the old call. */
const CALLS_AGAIN: Scenario = {
  ...ONE_CALL,
  sendsAgain: { ada: SECOND },
  crashing: ["ada"],
  links: "comes",
  cancel: false,
  answers: ["accept", "refuse"],
  timers: false,
  posts: true,
};
/** A part of the two scenarios above, for every run of the tests. All of it takes most of a minute. */
const FALLS_SILENT_SAMPLE: Scenario = { ...FALLS_SILENT, cancel: false, answers: ["refuse"] };
const CALLS_AGAIN_SAMPLE: Scenario = { ...CALLS_AGAIN, links: "never" };
/** No side aborts and nothing times out. The peers only call each other, and frames arrive in any order. */
const FAIR: Scenario = { ...CROSSING, cancel: false, answers: [], timers: false, busy: [] };

/** Each invitation of a world: its caller, and how it ended at each end, if it did. */
function calls(world: World, { scenario }: Walk) {
  return (Object.entries(scenario.sends) as [Name, InvitationId][]).map(([caller, id]) => {
    const callee = OTHER[caller];
    const [ours, theirs] = [world[caller].ends.get(`local ${id}`), world[callee].ends.get(`remote ${id}`)];
    return { id, caller, callee, ours, theirs };
  });
}

/** Checks S2 to S6 and L1 in one world. */
function check(world: World, walk: Walk): Breach | undefined {
  const accepted = new Set<InvitationId>();
  for (const { id, caller, callee, ours, theirs } of calls(world, walk)) {
    if (theirs?.kind === "accepted") accepted.add(id);
    if (theirs?.kind === "accepted" && ours?.kind !== "accepted" && world[caller].crashes === 0) {
      return { rule: "S3", what: `${callee} accepted ${id}, ${caller} did not` };
    }
    if (ours === undefined || theirs === undefined || world[callee].crashes > 0) continue;
    const [a, b] = [ours.kind, theirs.kind];
    const expired = [ours, theirs].some((end) => end.kind === "failed" && end.reason === "expired");
    const oneAccepted = (a === "accepted") !== (b === "accepted");
    if (oneAccepted && (expired || (a !== "failed" && b !== "failed"))) {
      return { rule: "S2", what: `${caller} ${a}, ${callee} ${b}` };
    }
    const bothActed = a === "canceled" && b === "refused";
    if (a !== b && a !== "failed" && b !== "failed" && !bothActed) return { rule: "S4", what: `${a} / ${b}` };
  }
  if (accepted.size > 1 && world.ada.crossed && world.bob.crossed) return { rule: "S6", what: "two calls" };
  for (const name of ["ada", "bob"] as const) {
    const timed = [
      ...locals(world[name], OTHER[name]).map(LOCAL.deadline),
      ...remotes(world[name], OTHER[name]).map(REMOTE.deadline),
    ];
    if (timed.includes(undefined)) return { rule: "L1", what: `${name} waits without a time limit` };
  }
  return undefined;
}

/** Checks L2: once everything is stated again and arrives, no end is open alone. */
function checkAgreement(world: World, walk: Walk, after = walk.converge(world)): Breach | undefined {
  for (const { id, caller, callee } of calls(after, walk)) {
    if (!after[caller].sent) continue;
    const open = locals(after[caller], callee).some((it) => it.id === id);
    const deferred = remotes(after[callee], caller).find((it) => it.id === id);
    if (open !== (deferred !== undefined)) return { rule: "L2", what: `${id} is open at one end alone` };
    if (deferred?.state.kind === "accepting")
      return { rule: "L2", what: `${id} was accepted and is not confirmed` };
  }
  return check(after, walk);
}

const both = (world: World, walk: Walk): Breach | undefined =>
  check(world, walk) ?? checkAgreement(world, walk);

/** L2 without a channel: what waits is stated again, so posts that were lost change nothing. */
const agreeByPosts = (world: World, walk: Walk): Breach | undefined =>
  both(world, walk) ?? checkAgreement(world, walk, walk.convergeByPosts(world));

describe("every state of one invitation", () => {
  test("S1 S2 S3 S4 S5 L1 L2 hold with any network, any timer, links that come and go, and a crash of each page", () => {
    const findings = explore(ONE_CALL, both);
    console.info(
      `one invitation: ${findings.states} states, ${findings.steps} steps, ${findings.endings.size} endings`,
    );
    expect(findings.breach).toBeUndefined();
    expect(findings.states).toBeGreaterThan(5_000);
    expect(PROMISES).toContain(`${inDocs(findings.states)} for one invitation`);
    // It reached the important endings: accepted, and both people acting at once.
    expect(findings.endings).toContain("accepted / accepted");
    expect(findings.endings).toContain("canceled / refused");
    expect(findings.endings).toContain("accepted / failed (unconfirmed)");
  });

  test("S1 S2 S3 S4 S5 L1 L2 hold when the callee's side is busy at times", () => {
    const findings = explore(ONE_CALL_BUSY, both);
    console.info(`busy at times: ${findings.states} states, ${findings.steps} steps`);
    expect(findings.breach).toBeUndefined();
    expect(PROMISES).toContain(`${inDocs(findings.states)} for one that may meet a busy side`);
    expect(findings.endings).toContain("refused (busy) / refused (busy)");
  });
});

describe("every state of one invitation without a channel", () => {
  test("R16.1 S1 S2 S3 S4 S5 L1 L2 hold when everything is posted", () => {
    const findings = explore(isLong ? POSTS : POSTS_SAMPLE, agreeByPosts);
    console.info(
      `posts: ${findings.states} states, ${findings.steps} steps, ${findings.endings.size} endings`,
    );
    expect(findings.breach).toBeUndefined();
    expect(findings.states).toBeGreaterThan(3_000);
    if (isLong) expect(PROMISES).toContain(`${inDocs(findings.states)} for one without a channel`);
    expect(findings.endings).toContain("accepted / accepted");
  });

  const brokers: readonly [what: string, scenario: Scenario][] = [
    ["whatever the people do", BROKERS],
    ["when the caller's page crashes", BROKERS_CRASH],
    ["when a channel comes and goes", BROKERS_CHANNEL],
  ];
  test.each(isLong ? brokers : ([["when the caller cancels", BROKERS_SAMPLE]] as const))(
    "R16.9 S1 to S5, L1 and L2 hold with brokers that are lost and found, and know the other peer or not, %s",
    (what, scenario) => {
      const findings = explore(scenario, scenario.links === "never" ? agreeByPosts : both);
      console.info(`brokers lost, ${what}: ${findings.states} states, ${findings.steps} steps`);
      expect(findings.breach).toBeUndefined();
      expect(findings.states).toBeGreaterThan(2_000);
      if (scenario === BROKERS)
        expect(PROMISES).toContain(`${inDocs(findings.states)} for one without a channel, with`);
    },
  );

  test("R16.6 S1 S2 S3 S4 S5 L1 L2 hold when it may come by post or on a channel", () => {
    const findings = explore(isLong ? BOTH_WAYS : BOTH_WAYS_SAMPLE, both);
    console.info(`both ways: ${findings.states} states, ${findings.steps} steps`);
    expect(findings.breach).toBeUndefined();
    expect(findings.states).toBeGreaterThan(1_000);
    if (isLong) expect(PROMISES).toContain(`${inDocs(findings.states)} for one that comes both ways`);
  });
});

describe("every state of one invitation that its caller changes", () => {
  test.each([
    ["on a channel", CHANGED, both],
    ["by post", CHANGED_BY_POST, agreeByPosts],
  ] as const)("R6.5 S1 S2 S3 S4 S5 L1 L2 hold %s", (way, scenario, agree) => {
    const findings = explore(scenario, agree);
    console.info(`changed ${way}: ${findings.states} states, ${findings.steps} steps`);
    expect(findings.breach).toBeUndefined();
    expect(findings.states).toBeGreaterThan(400);
    expect(findings.endings).toContain("accepted / accepted");
  });
});

describe("every state of one invitation whose channel falls silent", () => {
  const agree = (world: World, walk: Walk): Breach | undefined =>
    both(world, walk) ?? checkAgreement(world, walk, walk.hearAgain(world));

  test("R4.5 L2 hold for one that is refused or runs out of time, whether the other end noticed or not", () => {
    const findings = explore(FALLS_SILENT_SAMPLE, agree);
    console.info(`falls silent, a sample: ${findings.states} states, ${findings.steps} steps`);
    expect(findings.breach).toBeUndefined();
    expect(findings.states).toBeGreaterThan(5_000);
  });

  test.runIf(isLong)(
    "S1 to S5, L1 and L2 hold, whether the other end noticed or not, whatever else happens",
    () => {
      const findings = explore(FALLS_SILENT, agree);
      console.info(`falls silent: ${findings.states} states, ${findings.steps} steps`);
      expect(findings.breach).toBeUndefined();
      expect(PROMISES).toContain(`${inDocs(findings.states)} for one whose channel falls silent`);
      expect(findings.endings).toContain("failed (peer-lost) / failed (caller-lost)");
    },
  );
});

describe("every state of a caller that calls again after a crash", () => {
  test("R10.7 its own old ring never makes it busy", () => {
    const findings = explore(isLong ? CALLS_AGAIN : CALLS_AGAIN_SAMPLE, check);
    console.info(`calls again: ${findings.states} states, ${findings.steps} steps`);
    expect(findings.breach).toBeUndefined();
    expect(findings.states).toBeGreaterThan(3_000);
    if (isLong)
      expect(PROMISES).toContain(`${inDocs(findings.states)} for one that calls again after a crash`);
  });
});

describe("every state of two crossing invitations", () => {
  test("S1 to S6, L1 and L2 hold when both peers invite each other", () => {
    const findings = explore(CROSSING, both);
    console.info(
      `crossing: ${findings.states} states, ${findings.steps} steps, ${findings.endings.size} endings`,
    );
    expect(findings.breach).toBeUndefined();
    expect(PROMISES).toContain(`${inDocs(findings.states)} for two that cross`);
    expect(findings.endings).toContain("canceled (superseded) / canceled (superseded)");
    expect(findings.endings).toContain("refused (busy) / refused (busy)");
  });

  test("S1 to S6, L1 and L2 hold when both ring by post", () => {
    const findings = explore(isLong ? CROSSING_POSTS : CROSSING_POSTS_SAMPLE, both);
    console.info(`crossing, posted: ${findings.states} states, ${findings.steps} steps`);
    expect(findings.breach).toBeUndefined();
    expect(findings.states).toBeGreaterThan(1_000);
    if (isLong) expect(PROMISES).toContain(`${inDocs(findings.states)} for two that cross without a channel`);
  });

  test("R16.2 L2 holds by posts alone when both ring and either cancels", () => {
    const findings = explore(CROSSING_CANCELED, agreeByPosts);
    console.info(`crossing, canceled: ${findings.states} states, ${findings.steps} steps`);
    expect(findings.breach).toBeUndefined();
    expect(findings.states).toBeGreaterThan(1_000);
  });

  test("S6 with nobody aborting and a fair network exactly one is accepted, at both ends", () => {
    const findings = explore(FAIR, (world, walk) => {
      const after = walk.converge(world);
      const sent = calls(after, walk).filter(({ caller }) => after[caller].sent);
      const accepted = calls(after, walk).filter(
        ({ ours, theirs }) => ours?.kind === "accepted" && theirs?.kind === "accepted",
      );
      if (sent.length < 2 || accepted.length === 1) return check(after, walk);
      return { rule: "S6", what: `${accepted.length} of two crossing invitations accepted` };
    });
    expect(findings.breach).toBeUndefined();
    expect(findings.states).toBeGreaterThan(20);
  });
});

describe("the explorer finds what is wrong", () => {
  /** Changes one row of a table while `run` runs, as a variant of the rules. */
  function withRow<T extends object>(table: T, state: keyof T, row: object, run: () => void): void {
    const rows = table as Record<keyof T, object>;
    const shipped = rows[state];
    rows[state] = row;
    try {
      run();
    } finally {
      rows[state] = shipped;
    }
  }

  test("an accept that is final at once breaks S3", () => {
    withRow(REMOTE_TABLE, "ringing", { ...REMOTE_TABLE.ringing, accept: "accepted" }, () => {
      const { breach } = explore(POSTS, both);
      expect(breach?.rule).toBe("S3");
      expect(breach?.trace).toEqual([
        "start",
        expect.stringContaining("sends"),
        expect.stringContaining("gets a"),
        expect.stringContaining("accepts"),
      ]);
    });
  });

  test("ended invitations that are not remembered break S1", () => {
    const { breach } = explore({ ...ONE_CALL, limits: { rememberPerPeerMax: 0 } }, both);
    expect(breach?.rule).toBe("S1");
  });

  test("a cancel that counts after the confirmation breaks the one end", () => {
    withRow(REMOTE_TABLE, "accepted", { cancel: "canceled" }, () => {
      expect(explore(ONE_CALL, both).breach).toBeDefined();
    });
  });

  test("a caller that takes an accept after it canceled breaks the one end", () => {
    withRow(LOCAL_TABLE, "canceled", { accept: "accepted" }, () => {
      expect(explore(ONE_CALL, both).breach).toBeDefined();
    });
  });

  test("posts that are not stated again break L2", () => {
    const once = { postRepeatMs: 1_000_000 };
    expect(explore({ ...POSTS, limits: once }, agreeByPosts).breach?.rule).toBe("L2");
  });

  test("R10.7 what another page of the caller left behind, and is not doubted, makes the caller busy with itself", () => {
    const { doubtAll } = PeerEntry.prototype;
    PeerEntry.prototype.doubtAll = () => {};
    try {
      expect(explore(CALLS_AGAIN_SAMPLE, check).breach?.rule).toBe("R10.7");
    } finally {
      PeerEntry.prototype.doubtAll = doubtAll;
    }
  });

  test("crossing invitations that both peers think their own to precede break S6", () => {
    const unordered = { ada: "aaa", bob: "aaa" };
    const { breach } = explore(
      { ...FAIR, sends: { ada: FIRST, bob: FIRST }, self: unordered },
      (world, walk) => {
        const after = walk.converge(world);
        const sent = calls(after, walk).filter(({ caller }) => after[caller].sent);
        const accepted = calls(after, walk).filter(({ ours }) => ours?.kind === "accepted");
        if (sent.length < 2 || accepted.length === 1) return undefined;
        return { rule: "S6", what: `${accepted.length} accepted` };
      },
    );
    expect(breach?.rule).toBe("S6");
  });
});
