// @ts-check
// The part "group": a call to four callees on another host. How long the rings of the others go on after one has answered.
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { requireBrowser } from "../../scripts/find-browser.mjs";
import { whyNoRig } from "../../scripts/rig-requirements.mjs";
import { median, quantile } from "../quantile.mjs";
import { startRig } from "../rig/rig.mjs";
import { renderGrid, renderMarkdown } from "../table.mjs";

const CONFIG = fileURLToPath(new URL("vite.config.ts", import.meta.url));
const PAGES = fileURLToPath(new URL("../../.tmp/bench-group", import.meta.url));
const CALLEES = 4;
const ROUNDS = 50;
const QUICK_ROUNDS = 5;
const ONE_WAY_MS = [0, 25, 50];
/** How much longer than one way it may take, at the 95th percentile. */
const GOAL_MS = 50;

/** @param {import("../options.mjs").BenchOptions} options @returns {Promise<import("../part.mjs").Part>} */
export async function runGroup({ quick }) {
  const why = whyNoRig();
  if (why !== undefined) throw new Error(`There is no network for the part "group". ${why}`);
  const { build } = await import("vite");
  await build({ configFile: CONFIG, logLevel: "warn" });
  const rig = await startRig({ pages: PAGES });
  const launch = (/** @type {"a" | "b"} */ side) =>
    chromium.launch({
      executablePath: rig.executableOn(side, requireBrowser("chromium")),
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    });
  const browsers = await Promise.all([launch("a"), launch("b")]);
  try {
    const open = (/** @type {number} */ side, /** @type {string} */ id) => openPage(browsers[side], rig, id);
    const caller = await open(0, "caller");
    const ids = Array.from({ length: CALLEES }, (_, n) => `callee-${n + 1}`);
    const callees = await Promise.all(ids.map((id) => open(1, id)));
    const results = [];
    for (const oneWayMs of ONE_WAY_MS) {
      await rig.wan.setConditions({ oneWayMs });
      results.push({ oneWayMs, ...(await measure(caller, callees, ids, quick ? QUICK_ROUNDS : ROUNDS)) });
    }
    return toPart(results);
  } finally {
    await Promise.all(browsers.map((browser) => browser.close()));
    rig.stop();
  }
}

/**
 * @param {import("@playwright/test").Browser | undefined} browser
 * @param {Awaited<ReturnType<typeof startRig>>} rig
 * @param {string} id
 */
async function openPage(browser, rig, id) {
  if (browser === undefined) throw new Error("No browser.");
  const page = await (await browser.newContext()).newPage();
  page.on("pageerror", (error) => console.error(error));
  await page.goto(`${rig.pagesUrl}/index.html`);
  const [stun] = rig.iceServers;
  const rtc = { iceServers: stun === undefined ? [] : [stun] };
  await page.evaluate((it) => window.groupPage.open(it), { id, broker: rig.broker, rtc });
  return page;
}

/**
 * @param {import("@playwright/test").Page} caller
 * @param {readonly import("@playwright/test").Page[]} callees
 * @param {readonly string[]} ids of the callees
 * @param {number} rounds
 */
async function measure(caller, callees, ids, rounds) {
  /** @type {number[]} */
  const stopMs = [];
  const missedOf = async () => {
    const counts = await Promise.all(callees.map((page) => page.evaluate(() => window.groupPage.missed)));
    return counts.reduce((sum, count) => sum + count, 0);
  };
  const missedBefore = await missedOf();
  for (let round = 0; round < rounds; round += 1) {
    const winner = round % callees.length;
    const ends = callees.map((page) => page.evaluate(() => window.groupPage.nextEnd()));
    await callees[winner]?.evaluate(() => window.groupPage.answer());
    const { by, atMs } = await caller.evaluate((it) => window.groupPage.call(it), ids);
    if (by !== ids[winner]) throw new Error(`${ids[winner]} was to answer, and not ${by}.`);
    for (const [index, end] of (await Promise.all(ends)).entries()) {
      if (index === winner) continue;
      if (end.reason !== "answered-elsewhere") throw new Error(`A ring ended as ${end.kind}, ${end.reason}.`);
      stopMs.push(end.atMs - atMs);
    }
  }
  return { stopMs, missed: (await missedOf()) - missedBefore };
}

/**
 * @param {readonly { readonly oneWayMs: number, readonly stopMs: readonly number[], readonly missed: number }[]} results
 * @returns {import("../part.mjs").Part}
 */
function toPart(results) {
  const cells = [
    ["one way", "rings that stopped", "median", "p95", "goal for p95", "of them missed"],
    ...results.map(({ oneWayMs, stopMs, missed }) => [
      `${oneWayMs} ms`,
      String(stopMs.length),
      `${median(stopMs).toFixed(1)} ms`,
      `${quantile(stopMs, 0.95).toFixed(1)} ms`,
      `${oneWayMs + GOAL_MS} ms`,
      String(missed),
    ]),
  ];
  return { text: renderGrid(cells), numbers: results, sections: { group: renderMarkdown(cells) } };
}
