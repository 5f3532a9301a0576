// A stranger that sends anything: any value, any JSON, and corrupted frames. fast-check chooses the texts, and shrinks a failure
// to the few that matter.
import fc from "fast-check";
import { expect, test } from "vitest";
import { SAMPLES } from "../core/wire/frames.fixture.ts";
import { DEFAULT_LIMITS, LIMITS } from "../core/wire/limits.ts";
import type { RemoteInvitationSnapshot, Stats } from "../index.ts";
import { attack, CALLS } from "../testing/attack.fixture.ts";
import { chance } from "../testing/chance.fixture.ts";

type Fields = { readonly [name: string]: unknown };
type Change<T> = fc.Arbitrary<(before: T) => T>;

const name = fc.constantFrom(
  "t",
  "id",
  "ttlMs",
  "content",
  "channelId",
  "reason",
  "response",
  "session",
  "features",
);
const kind = fc.constantFrom(...Object.keys(SAMPLES), "later", "__proto__");
const id = fc.oneof(
  fc.constantFrom(...Object.values(CALLS), "toString", "__proto__", "x".repeat(64), "x".repeat(65), ""),
  fc.nat({ max: 9 }).map((n) => `invitation-${n}`),
);
const reason = fc.constantFrom("refused", "canceled", "unknown", "left", "bored", "constructor");
const odd = fc.constantFrom(
  -0,
  -1,
  0.5,
  2_999,
  3_000,
  1e308,
  2 ** 53,
  "\ud83d",
  "\0",
  "é".repeat(5_000),
  [],
  {},
  null,
);

const depth = fc.nat({ max: 1_000 });

/** A change to the fields of a frame. */
const change: Change<Fields> = fc
  .oneof(
    kind.map((t) => (): Fields => ({ t })),
    id.map((id) => (): Fields => ({ id })),
    reason.map((reason) => (): Fields => ({ reason })),
    name.map((name) => (): Fields => ({ [name]: undefined })),
    fc.tuple(name, fc.oneof(odd, fc.jsonValue())).map(
      ([name, value]) =>
        (): Fields => ({ [name]: value }),
    ),
    fc.tuple(name, name).map(
      ([a, b]) =>
        (it: Fields): Fields => ({ [a]: it[b] }),
    ),
    fc.tuple(name, depth).map(
      ([name, depth]) =>
        (it: Fields): Fields => ({ [name]: nest(it[name], depth) }),
    ),
  )
  .map((differs) => (it) => ({ ...it, ...differs(it) }));

/** A change to a text: cut at either end, or a part removed, repeated or inserted. */
const scar: Change<string> = fc
  .tuple(
    fc.nat(),
    fc.nat(),
    fc.constantFrom("start", "end", "out", "twice", "in"),
    fc.string({ unit: "binary" }),
  )
  .map(([a, b, way, part]) => (text) => {
    const [i = 0, j = 0] = [a, b].map((n) => n % (text.length + 1)).sort((x, y) => x - y);
    const ways = {
      start: text.slice(i),
      end: text.slice(0, i),
      out: text.slice(0, i) + text.slice(j),
      twice: text.slice(0, j) + text.slice(i),
      in: text.slice(0, i) + part + text.slice(i),
    };
    return ways[way];
  });

const frame = fc
  .tuple(fc.constantFrom<Fields[]>(...Object.values(SAMPLES)), fc.array(change, { maxLength: 3 }))
  .map(([sample, changes]) => JSON.stringify(changes.reduce((it, change) => change(it), sample)));
/** Correct frames, except that each may be about any of several invitations. */
const whole = fc
  .tuple(fc.constantFrom<Fields[]>(...Array(6).fill(SAMPLES.invite), ...Object.values(SAMPLES)), id)
  .map(([sample, id]) => JSON.stringify({ ...sample, ...("id" in sample && { id }) }));
const scarred = fc
  .tuple(frame, fc.array(scar, { minLength: 1, maxLength: 2 }))
  .map(([text, scars]) => scars.reduce((it, scar) => scar(it), text));

const TEXT = fc.oneof(
  { weight: 8, arbitrary: whole },
  { weight: 4, arbitrary: frame },
  { weight: 3, arbitrary: scarred },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
  { weight: 1, arbitrary: fc.anything() },
  {
    weight: 1,
    arbitrary: fc.anything({
      withTypedArray: true,
      withBigInt: true,
      withDate: true,
      withNullPrototype: true,
    }),
  },
);

/** How many texts were counted, by any counter. */
function texts({ framesReceived, frameTooLarge, frameNotJson, frameMalformed, frameUnknown }: Stats): number {
  return framesReceived + frameTooLarge + frameNotJson + frameMalformed + frameUnknown;
}

/** Whether an open invitation shows well-formed text, and is no longer and no later than allowed. */
function isWithinLimits(nowMs: number): (shown: RemoteInvitationSnapshot) => boolean {
  return ({ content, channelId = "", expiresAtMs = nowMs }) =>
    [content, channelId].every((text) => Buffer.from(text).toString() === text) &&
    Buffer.byteLength(content) <= LIMITS.contentMaxBytes.value &&
    Buffer.byteLength(channelId) <= LIMITS.channelIdMaxBytes.value &&
    Number.isInteger(expiresAtMs) &&
    expiresAtMs <= nowMs + LIMITS.ttlMs.range[1];
}

function nest(value: unknown, depth: number): unknown {
  let nested = value;
  for (let i = 0; i < depth; i += 1) nested = i % 2 === 0 ? [nested] : { t: nested };
  return nested;
}

/** Whether a text asks the client to state what is open. */
function isRestate(text: unknown): boolean {
  try {
    return JSON.parse(String(text)).t === "restate";
  } catch {
    return false;
  }
}

test("S7, S8 and R12.2: whatever a stranger sends is counted, and nothing that is not its own changes or grows", async () => {
  const property = fc.asyncProperty(fc.array(TEXT, { maxLength: 40, size: "max" }), async (said) => {
    const { cat, log, say, others, ofMallory, heard, isClosed, clock, network } = await attack();
    const [before, timers] = [others(), clock.timers];
    for (const text of said) {
      const [stats, answers, notes] = [cat.stats, heard.length, log.length];
      await say(text);
      expect(texts(cat.stats)).toBe(texts(stats) + 1);
      // If asked to, the client states all of the stranger's open invitations. Everything else has one answer at most.
      const open = DEFAULT_LIMITS.openPerPeerMax;
      expect(heard.length).toBeLessThanOrEqual(answers + (isRestate(text) ? open : 1));
      expect(log.length).toBeLessThanOrEqual(notes + 1);
      expect(ofMallory().length).toBeLessThanOrEqual(DEFAULT_LIMITS.openPerPeerMax);
      expect(cat.invitations.length - ofMallory().length).toBe(2);
      for (const { snapshot } of ofMallory()) expect(snapshot).toSatisfy(isWithinLimits(clock.nowMs()));
      expect(clock.timers).toBeLessThan(timers + DEFAULT_LIMITS.openPerPeerMax);
    }
    for (const [i, snapshot] of others().entries()) expect(snapshot).toBe(before[i]);
    for (const line of log) expect(line).toMatch(/^mallory: [^\p{C}\p{Zl}\p{Zp}]{5,140}$/u);
    expect(isClosed()).toBe(false);
    await clock.advance(2_000_000);
    expect([cat.invitations.length, clock.timers, network.openChannels]).toEqual([0, 0, 0]);
  });
  await fc.assert(property, chance(60));
});

test("S8: of what a stranger ended, little is remembered, and eventually nothing", async () => {
  const { say, cat, clock } = await attack({ strangerIdleMs: 3_600_000 });
  const idOf = (i: number): string => `invitation-${i}`;
  const strays = async (i: number): Promise<number> => {
    const { frameStray } = cat.stats;
    await say(JSON.stringify({ t: "confirm", id: idOf(i) }));
    return cat.stats.frameStray - frameStray;
  };
  const before = clock.timers;
  for (let i = 0; i < 2 * DEFAULT_LIMITS.rememberPerPeerMax; i += 1) {
    await say(JSON.stringify({ t: "cancel", id: idOf(i), reason: "canceled" }));
    await clock.advance(1_000 / DEFAULT_LIMITS.framesPerSecond);
    expect(clock.timers).toBeLessThanOrEqual(before);
  }
  const last = 2 * DEFAULT_LIMITS.rememberPerPeerMax - 1;
  expect([await strays(0), await strays(last)]).toEqual([1, 0]);
  await clock.advance(DEFAULT_LIMITS.rememberMs);
  expect(await strays(last)).toBe(1);
});
