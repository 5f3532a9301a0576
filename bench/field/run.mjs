// @ts-check
// One run of one contender: a first call in fresh pages, a second one in the same pages, and calls that the caller cancels.

/** @typedef {import("./page/main.ts").Mark} Mark */

/**
 * What was measured, in ms; null if it did not happen in time.
 *
 * @typedef {object} CallTimes
 * @property {number | null} rings click → it rings at the callee
 * @property {number | null} ringing click → the caller sees that it rings
 * @property {number | null} pictureAtCaller accept → the first picture of the callee at the caller
 * @property {number | null} pictureAtCallee accept → the first picture of the caller at the callee
 */
/**
 * @typedef {object} Run
 * @property {CallTimes} first
 * @property {CallTimes} second
 * @property {(number | null)[]} stopped cancel → it no longer rings at the callee
 * @property {import("./server-traffic.mjs").Amount} invitation through the server, from the click until it is answered
 * @property {import("./server-traffic.mjs").Amount} call through the server, from accept until both pictures
 * @property {number} skewMs by how much the callee's page seems ahead of the caller's, as far as messages to them can tell
 */

/** What did not happen the first few times is no longer waited for. */
const TRIES = 3;

/** Remembers, for one contender on one network, the events that it never reports. */
export class Patience {
  /** @type {Map<string, number>} */
  #misses = new Map();

  /** @param {string} what */
  isOver(what) {
    return (this.#misses.get(what) ?? 0) >= TRIES;
  }

  /**
   * @param {string} what
   * @param {boolean} happened
   */
  learn(what, happened) {
    this.#misses.set(what, happened ? Number.NEGATIVE_INFINITY : (this.#misses.get(what) ?? 0) + 1);
  }
}

/** How long a person lets it ring, and how long every wait lasts, grows with the distance. @param {number} oneWayMs */
const timing = (oneWayMs) => ({
  ringForMs: 800 + 10 * oneWayMs,
  cancelAfterMs: 200 + 4 * oneWayMs,
  settleMs: 200 + 4 * oneWayMs,
  withinMs: 8_000 + 40 * oneWayMs,
  hintWithinMs: 1_000 + 20 * oneWayMs,
});

/** With lost packets, what counts is how bad it gets, which takes more cancels to measure. @param {number} loss */
const cancelsAt = (loss) => (loss > 0 ? 4 : 1);

/**
 * Roughly how long a run takes, without opening its pages.
 *
 * @param {import("./conditions.mjs").Condition} condition
 */
export function durationMs({ oneWayMs, loss }) {
  const { ringForMs, settleMs, cancelAfterMs } = timing(oneWayMs);
  return 2 * (ringForMs + 2 * settleMs + 400) + cancelsAt(loss) * (cancelAfterMs + settleMs) + 40 * oneWayMs;
}

/**
 * @param {import("./stage.mjs").Scene} scene
 * @param {import("./conditions.mjs").Condition} condition
 * @param {Patience} patience
 * @returns {Promise<Run>}
 */
export async function runOnce(scene, { oneWayMs, loss }, patience) {
  const { traffic, skewMs } = scene;
  const time = timing(oneWayMs);
  traffic.take();
  const first = await placeCall(scene, time, patience);
  const second = await placeCall(scene, time, patience);
  const stopped = [];
  for (let count = 0; count < cancelsAt(loss) && !patience.isOver("stopped"); count += 1) {
    stopped.push(await cancelCall(scene, time, patience));
  }
  return {
    first: first.times,
    second: second.times,
    stopped,
    invitation: first.invitation,
    call: first.call,
    skewMs,
  };
}

/**
 * @param {import("./stage.mjs").Scene} scene
 * @param {ReturnType<typeof timing>} time
 * @param {Patience} patience
 */
async function placeCall({ caller, callee, address, traffic }, time, patience) {
  await begin(caller, callee);
  await caller.evaluate((to) => window.field.ring(to), address);
  const rang = await until(callee, "rings", time.withinMs);
  if (rang === undefined) throw new Error("It did not ring.");
  const isTold = patience.isOver("ringing") ? undefined : await until(caller, "ringing", time.hintWithinMs);
  patience.learn("ringing", isTold !== undefined);
  await pause(time.ringForMs);
  const invitation = traffic.take();
  await callee.evaluate(() => window.field.accept());
  const [atCaller, atCallee] = await Promise.all([
    until(caller, "picture", time.withinMs),
    until(callee, "picture", time.withinMs),
  ]);
  const clicked = /** @type {number} */ (await until(caller, "ring", 0));
  const accepted = /** @type {number} */ (await until(callee, "accept", 0));
  await pause(time.settleMs);
  const call = traffic.take();
  await caller.evaluate(() => window.field.hangUp());
  await pause(time.settleMs);
  return {
    times: {
      rings: rang - clicked,
      ringing: since(clicked, isTold),
      pictureAtCaller: since(accepted, atCaller),
      pictureAtCallee: since(accepted, atCallee),
    },
    invitation,
    call,
  };
}

/**
 * @param {import("./stage.mjs").Scene} scene
 * @param {ReturnType<typeof timing>} time
 * @param {Patience} patience
 */
async function cancelCall({ caller, callee, address }, time, patience) {
  await begin(caller, callee);
  await caller.evaluate((to) => window.field.ring(to), address);
  if ((await until(callee, "rings", time.withinMs)) === undefined) throw new Error("It did not ring.");
  await pause(time.cancelAfterMs);
  await caller.evaluate(() => window.field.cancel());
  const stopped = await until(callee, "stopped", time.withinMs / 4);
  const canceled = /** @type {number} */ (await until(caller, "cancel", 0));
  patience.learn("stopped", stopped !== undefined);
  await pause(time.settleMs);
  return since(canceled, stopped);
}

/** @param {readonly import("@playwright/test").Page[]} pages */
async function begin(...pages) {
  for (const page of pages) await page.evaluate(() => window.field.begin());
}

/**
 * When it happened on the page, in ms by the system's clock; undefined if it does not happen in `withinMs`.
 *
 * @param {import("@playwright/test").Page} page
 * @param {Mark} mark
 * @param {number} withinMs
 * @returns {Promise<number | undefined>}
 */
export function until(page, mark, withinMs) {
  return page.evaluate(([what, ms]) => window.field.until(what, ms), /** @type {const} */ ([mark, withinMs]));
}

/**
 * @param {number} startedAtMs
 * @param {number | undefined} atMs
 */
const since = (startedAtMs, atMs) => (atMs === undefined ? null : atMs - startedAtMs);

/** @param {number} ms */
export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
