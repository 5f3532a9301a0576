// The table of limits: each row makes sense, and the limits of an app are checked against it.

import { describe, expect, test } from "vitest";
import {
  DEFAULT_LIMITS,
  LIMIT_REASONS,
  LIMITS,
  type LimitName,
  type LimitRow,
  limitProblem,
} from "./limits.ts";

const rows = Object.entries<LimitRow>(LIMITS);
const settable = rows.flatMap(([name, { range }]) => (range ? [[name, ...range] as const] : []));
const fixed = rows.filter(([, { range }]) => range === undefined).map(([name]) => name);

describe("each row of LIMITS", () => {
  test.each(rows)("%s has a whole default, a reason, and a unit that fits its name", (name, row) => {
    expect(Number.isInteger(row.value)).toBe(true);
    expect(LIMIT_REASONS[name as LimitName]).not.toBe("");
    expect(name.endsWith("Ms")).toBe(row.unit === "ms");
    expect(name.endsWith("Bytes")).toBe(row.unit === "UTF-8 bytes");
  });

  test.each(settable)("%s has its default within %i to %i", (name, min, max) => {
    const { value } = LIMITS[name as LimitName];
    expect(min).toBeLessThan(max);
    expect(value).toBeGreaterThanOrEqual(min);
    expect(value).toBeLessThanOrEqual(max);
  });

  test("DEFAULT_LIMITS holds every row's value and is frozen", () => {
    expect(DEFAULT_LIMITS).toEqual(Object.fromEntries(rows.map(([name, { value }]) => [name, value])));
    expect(Object.isFrozen(DEFAULT_LIMITS)).toBe(true);
  });

  test("the defaults fit together", () => {
    const { frameMaxBytes, contentMaxBytes, minRingMs, ttlMs, deliverTimeoutMs } = DEFAULT_LIMITS;
    const { pingIntervalMs, silenceMs, retryMinMs, retryMaxMs, rememberMs } = DEFAULT_LIMITS;
    // JSON writes a control character as six characters.
    expect(frameMaxBytes).toBeGreaterThan(6 * contentMaxBytes);
    const { signalMaxBytes, signalsUnheardMax, heardEvery, frameBurst } = DEFAULT_LIMITS;
    // A signal's data is in its frame as it is, next to an id and two numbers.
    expect(frameMaxBytes).toBeGreaterThan(signalMaxBytes + 1_000);
    expect(signalsUnheardMax).toBeLessThan(frameBurst);
    expect(heardEvery).toBeLessThan(signalsUnheardMax);
    // All of them sent again on each of two links.
    expect(2 * signalsUnheardMax).toBeLessThan(0.9 * frameBurst);
    expect(minRingMs).toBeLessThan(ttlMs);
    expect(deliverTimeoutMs).toBeLessThan(ttlMs);
    expect(pingIntervalMs).toBeLessThan(silenceMs);
    expect(retryMinMs).toBeLessThan(retryMaxMs);
    expect(rememberMs).toBeGreaterThan(ttlMs);
  });
});

describe("limitProblem", () => {
  test.each(settable)("takes %s from %i to %i and nothing beyond", (name, min, max) => {
    expect(limitProblem(name, min)).toBeUndefined();
    expect(limitProblem(name, max)).toBeUndefined();
    const problem = `must be a whole number from ${min} to ${max} (${LIMITS[name as LimitName].unit})`;
    expect(limitProblem(name, min - 1)).toBe(problem);
    expect(limitProblem(name, max + 1)).toBe(problem);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, 5_000.5, "5000", 5_000n, null, undefined, {}])(
    "refuses %s, which is not a whole number",
    (value) => {
      expect(limitProblem("ttlMs", value)).toBe("must be a whole number from 5000 to 600000 (ms)");
    },
  );

  test.each(fixed)("reports that %s is fixed", (name) => {
    const { value, unit } = LIMITS[name as LimitName];
    expect(limitProblem(name, value)).toBe(`is fixed at ${value} ${unit}`);
  });

  test.each(["ttl", "constructor", "__proto__", "toString"])(
    "names the existing limits when asked for %s",
    (name) => {
      const problem = limitProblem(name, 1);
      expect(problem).toBe(`is not a limit; limits are ${settable.map(([known]) => known).join(", ")}`);
    },
  );
});
