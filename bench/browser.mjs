// @ts-check
// The part "browser": two pages in two contexts, and an invitation on a warm link compared with an echo on a bare data channel.
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { requireBrowser } from "../scripts/find-browser.mjs";
import { openLoopback } from "./field/network.mjs";
import { median, quantile } from "./quantile.mjs";
import { renderGrid, renderMarkdown, rowsToCells } from "./table.mjs";

const CONFIG = fileURLToPath(new URL("page/vite.config.ts", import.meta.url));
const PAGES = fileURLToPath(new URL("../.tmp/bench-page", import.meta.url));
const GOAL = 1.25;
const PAIRS = 400;
const WARM_UP = 300;

/** @returns {Promise<import("./part.mjs").Part>} */
export async function runBrowser() {
  const executablePath = requireBrowser("chromium");
  const { build } = await import("vite");
  await build({ configFile: CONFIG, logLevel: "warn" });
  const network = await openLoopback(PAGES);
  // The broker is on another port than the pages.
  const url = `${network.pagesUrl}/index.html?broker=${network.portOf(0)}`;
  try {
    const browser = await chromium.launch({ executablePath, args: launchArgs() });
    try {
      return toPart(await measure(browser, url));
    } finally {
      await browser.close();
    }
  } finally {
    network.stop();
  }
}

function launchArgs() {
  const isRoot = process.getuid?.() === 0;
  return [...(isRoot ? ["--no-sandbox"] : []), "--disable-gpu", "--disable-background-networking"];
}

/**
 * @param {import("@playwright/test").Browser} browser
 * @param {string} url
 * @returns {Promise<import("./page/main.ts").RoundTrips>}
 */
async function measure(browser, url) {
  const caller = await openPage(browser, url);
  const callee = await openPage(browser, url);
  const offer = await caller.evaluate(() => window.bench.bare.offer());
  const answer = await callee.evaluate((sdp) => window.bench.bare.answer(sdp), offer);
  await caller.evaluate((sdp) => window.bench.bare.complete(sdp), answer);
  const id = await callee.evaluate(() => window.bench.peerId);
  const run = (/** @type {number} */ pairs) =>
    caller.evaluate(([peer, count]) => window.bench.measure(peer, count), /** @type {const} */ ([id, pairs]));
  await run(WARM_UP);
  return run(PAIRS);
}

/**
 * @param {import("@playwright/test").Browser} browser
 * @param {string} url
 */
async function openPage(browser, url) {
  const context = await browser.newContext();
  const opened = await context.newPage();
  opened.on("pageerror", (error) => console.error(error));
  await opened.goto(url);
  if (!(await opened.evaluate(() => crossOriginIsolated))) throw new Error("The page's clock is too coarse.");
  return opened;
}

/**
 * @param {import("./page/main.ts").RoundTrips} numbers
 * @returns {import("./part.mjs").Part}
 */
function toPart(numbers) {
  const { ringsMs, echoesMs } = numbers;
  const row = {
    what: `send → received on a warm link, ${ringsMs.length} times, median`,
    measured: withP95(ringsMs),
    against: `bare channel's echo: ${withP95(echoesMs)}`,
    ratio: median(ringsMs) / median(echoesMs),
    goal: GOAL,
  };
  const cells = rowsToCells([row]);
  return { text: renderGrid(cells), numbers, sections: { browser: renderMarkdown(cells) } };
}

/** @param {readonly number[]} ms */
const withP95 = (ms) => `${median(ms).toFixed(2)} ms (p95 ${quantile(ms, 0.95).toFixed(2)})`;
