// Apps that do anything in any order: every call, abort and listener, on a bad network. fast-check chooses the steps, and shrinks
// a failure to the few that matter. The apps, and the invariants that must hold, are in src/testing/apps.fixture.ts.
import { getEventListeners } from "node:events";
import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import type { Answer, App, Reaction, Words } from "../testing/app.fixture.ts";
import { APP_NAMES, Apps } from "../testing/apps.fixture.ts";
import { chance } from "../testing/chance.fixture.ts";

type Step = fc.AsyncCommand<Apps, Apps>;

const name = fc.constantFrom(...APP_NAMES);
const pair = fc.subarray([...APP_NAMES], { minLength: 2, maxLength: 2 });
const which = fc.nat({ max: 20 });
const answer = fc.constantFrom<Answer[]>("yes", "yes", "no", "ignore");
const reaction = fc.constantFrom<Reaction[]>("throw", "throw", "yes", "yes", "no", "no", "ignore", "close");
const plain = fc.constant<Words>({ text: "lunch?" });
const words: fc.Arbitrary<Words> = fc.oneof(
  plain,
  fc.string({ unit: "grapheme", maxLength: 8 }).map((text) => ({ text })),
  fc.constantFrom(
    { text: "\ud83d", code: "invalid-content" },
    { text: "é".repeat(4_097), code: "content-too-long" },
  ),
);
const signal = fc.constantFrom("no signal", "no signal", "a signal", "a signal", "an aborted signal");
const event = fc.constantFrom("changed", "canceled");
const way = fc.constantFrom("on", "once");
const verdict = fc.constantFrom("accept", "ring", "throw");
const passMs = fc.constantFrom(0, 10, 100, 100, 1_000, 1_000, 4_000, 60_000);
const conditions = fc.record({
  latencyMs: fc.constantFrom<[number, number][]>([0, 0], [5, 40], [100, 900]),
  loss: fc.constantFrom(0, 0, 0.1),
  duplication: fc.constantFrom(0, 0.2),
  reordering: fc.constantFrom(0, 0.3),
});

/** An action of one app, skipped while `can` is false. */
function does<T extends unknown[]>(
  weight: number,
  verb: string,
  choices: { [I in keyof T]: fc.Arbitrary<T[I]> },
  run: (app: App, ...choice: T) => void,
  can: (app: App) => boolean = () => true,
): fc.WeightedArbitrary<Step> {
  const arbitrary = fc.tuple(name, ...choices).map(([who, ...choice]) =>
    step(
      [who, verb, ...choice.map((it) => fc.stringify(it))].join(" "),
      (apps) => run(apps.app(who), ...(choice as T)),
      (apps) => can(apps.app(who)),
    ),
  );
  return { weight, arbitrary };
}

/** An event that concerns all apps. */
function happens<T>(
  weight: number,
  what: string,
  choice: fc.Arbitrary<T>,
  run: (apps: Apps, choice: T) => void,
): fc.WeightedArbitrary<Step> {
  return {
    weight,
    arbitrary: choice.map((it) => step(`${what} ${fc.stringify(it)}`, (apps) => run(apps, it))),
  };
}

function step(told: string, run: (apps: Apps) => void, can: (apps: Apps) => boolean = () => true): Step {
  return {
    check: can,
    async run(apps) {
      run(apps);
      await apps.check();
    },
    toString: () => told,
  };
}

const sees = ({ sights }: App): boolean => sights.length > 0;
const canAbort = ({ signals }: App): boolean => signals.length > 0;
const listens = ({ listeners }: App): boolean => listeners > 0;

const STEPS = fc.oneof(
  does(3, "creates one for", [name, words, signal], (app, ...how) => app.create(...how)),
  does(6, "invites", [name, plain, signal], (app, ...how) => app.invite(...how)),
  does(16, "answers", [which, answer, words], (app, ...how) => app.answer(...how), sees),
  does(2, "aborts", [which], (app, it) => app.abort(it), canAbort),
  does(4, "listens to", [which, event, reaction, way], (app, ...how) => app.listen(...how), sees),
  does(2, "stops listening to", [which], (app, it) => app.unlisten(it), listens),
  does(2, "when it rings", [fc.option(reaction)], (app, how) => (app.onRing = how)),
  does(1, "when two cross", [verdict], (app, how) => (app.onGlare = how)),
  does(1, "closes", [], (app) => app.close()),
  happens(12, "time passes", passMs, (apps, ms) => apps.pass(ms)),
  happens(3, "the machine sleeps", passMs, (apps, ms) => apps.pass(ms, true)),
  happens(2, "the network becomes", conditions, (apps, it) => (apps.network.conditions = it)),
  happens(2, "the broker is there", fc.boolean(), (apps, online) => apps.network.setBroker(online)),
  happens(2, "links break", pair, (apps, [a, b]) => apps.network.cut(a!, b!)),
  happens(1, "partition", pair, (apps, [a, b]) => apps.network.partition(a!, b!)),
  happens(1, "heal", pair, (apps, [a, b]) => apps.network.heal(a!, b!)),
);

afterEach(() => void vi.unstubAllGlobals());

test("S1 to S5, S7, S8 and L1 hold, and every call does what is documented, in any order", async () => {
  const property = fc.asyncProperty(
    fc.nat(),
    fc.boolean(),
    fc.commands([STEPS], { maxCommands: 60, size: "max" }),
    async (seed, inPeace, commands) => {
      const reported = vi.fn();
      vi.stubGlobal("reportError", reported);
      const apps = new Apps(seed);
      await fc.asyncModelRun(() => ({ model: apps, real: apps }), commands);
      await apps.leave(inPeace);
      expect(reported).toHaveBeenCalledTimes(apps.all.reduce((sum, { thrown }) => sum + thrown, 0));
      for (const [sight, signal] of apps.all.flatMap(({ signals }) => signals)) {
        expect(getEventListeners(signal, "abort")).toHaveLength(sight.ended ? 0 : 1);
      }
    },
  );
  await fc.assert(property, chance(300));
});
