// @ts-check
// Calls in a loop in two browsers, for minutes, to see what accumulates in a page that stays open.

import { whyNoRig } from "../../scripts/rig-requirements.mjs";
import { openLoopback, openRig } from "../field/network.mjs";
import { Stage } from "../field/stage.mjs";

const CONDITION = { name: "10ms", oneWayMs: 10, loss: 0, relayOnly: false };
const RING_MS = 200;
const TALK_MS = 300;
const SAMPLE_EVERY_MS = 10_000;
const WITHIN_MS = 15_000;

/**
 * What a page held at one moment, between two calls.
 *
 * @typedef {object} PageSample
 * @property {number} minute since the start
 * @property {number} heapBytes of JavaScript, with the garbage collected
 * @property {number} nodes of the DOM
 * @property {number} connections RTCPeerConnections that are not closed
 * @property {number} timers that the page has set
 */

/** @typedef {{ calls: number, samples: { caller: PageSample[], callee: PageSample[] } }} Loop */

/**
 * @param {string} pages the folder of the built pages
 * @param {number} minutes
 * @returns {Promise<Loop>}
 */
export async function callInALoop(pages, minutes) {
  const why = whyNoRig();
  if (why !== undefined)
    console.error(`\n*** ${why}\n*** SKIPPED: the network of the loop; it runs on the loopback.\n`);
  const network = why === undefined ? await openRig(pages, new Set()) : await openLoopback(pages);
  const condition = { ...CONDITION, oneWayMs: why === undefined ? CONDITION.oneWayMs : 0 };
  try {
    await network.setCondition(condition);
    const stage = await Stage.open(network, countInPage);
    try {
      return await stage.play("peer-invite", condition, (scene) => loop(scene, minutes));
    } finally {
      await stage.close();
    }
  } finally {
    network.stop();
  }
}

/**
 * @param {import("../field/stage.mjs").Scene} scene
 * @param {number} minutes
 * @returns {Promise<Loop>}
 */
async function loop(scene, minutes) {
  const looks = { caller: await lookInto(scene.caller), callee: await lookInto(scene.callee) };
  /** @type {Loop} */
  const found = { calls: 0, samples: { caller: [], callee: [] } };
  const startedAtMs = performance.now();
  let sampleAtMs = startedAtMs;
  while (performance.now() < startedAtMs + minutes * 60_000) {
    await call(scene);
    found.calls += 1;
    if (performance.now() < sampleAtMs) continue;
    sampleAtMs += SAMPLE_EVERY_MS;
    const minute = (performance.now() - startedAtMs) / 60_000;
    for (const end of /** @type {const} */ (["caller", "callee"])) {
      found.samples[end].push({ minute, ...(await looks[end]()) });
    }
    if (found.samples.caller.length % 6 === 0)
      console.error(`  ${minute.toFixed(0)} of ${minutes} min, ${found.calls} calls`);
  }
  return found;
}

/** @param {import("../field/stage.mjs").Scene} scene */
async function call({ caller, callee, address }) {
  for (const page of [caller, callee]) await page.evaluate(() => window.field.begin());
  await caller.evaluate((to) => window.field.ring(to), address);
  await until(callee, "rings");
  await pause(RING_MS);
  await callee.evaluate(() => window.field.accept());
  await Promise.all([until(caller, "picture"), until(callee, "picture")]);
  await pause(TALK_MS);
  await caller.evaluate(() => window.field.hangUp());
  await pause(TALK_MS);
}

/**
 * @param {import("@playwright/test").Page} page
 * @param {import("../field/page/main.ts").Mark} mark
 */
async function until(page, mark) {
  const atMs = await page.evaluate(
    ([what, ms]) => window.field.until(what, ms),
    /** @type {const} */ ([mark, WITHIN_MS]),
  );
  if (atMs === undefined)
    throw new Error(`A call of the loop went wrong: no "${mark}" within ${WITHIN_MS} ms.`);
}

/** Counts the objects that a page makes. Runs in the page before its own scripts. */
function countInPage() {
  const connections = new Set();
  const timers = new Set();
  window.RTCPeerConnection = class extends RTCPeerConnection {
    /** @param {RTCConfiguration} [config] */
    constructor(config) {
      super(config);
      connections.add(this);
    }
    /** @override */
    close() {
      super.close();
      connections.delete(this);
    }
  };
  const { setTimeout: set, clearTimeout: clear } = window;
  const counting = (
    /** @type {(...args: unknown[]) => void} */ run,
    /** @type {number} */ ms,
    /** @type {unknown[]} */ ...args
  ) => {
    const timer = set(() => {
      timers.delete(timer);
      run(...args);
    }, ms);
    timers.add(timer);
    return timer;
  };
  window.setTimeout = /** @type {typeof window.setTimeout} */ (/** @type {unknown} */ (counting));
  window.clearTimeout = (timer) => {
    timers.delete(timer);
    clear(timer);
  };
  Object.assign(window, { counts: () => ({ connections: connections.size, timers: timers.size }) });
}

/**
 * @param {import("@playwright/test").Page} page
 * @returns {Promise<() => Promise<Omit<PageSample, "minute">>>}
 */
async function lookInto(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  await session.send("HeapProfiler.enable");
  return async () => {
    await session.send("HeapProfiler.collectGarbage");
    const { metrics } = await session.send("Performance.getMetrics");
    const read = (/** @type {string} */ name) => metrics.find((it) => it.name === name)?.value ?? 0;
    const counted = await page.evaluate(() =>
      /** @type {{ counts(): { connections: number, timers: number } }} */ (
        /** @type {unknown} */ (window)
      ).counts(),
    );
    return { heapBytes: read("JSHeapUsedSize"), nodes: read("Nodes"), ...counted };
  };
}

/** @param {number} ms */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
