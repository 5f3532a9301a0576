// @ts-check
// The browser's part: two pages of two contexts, an invitation on a warm link against an echo on a bare data channel.
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { requireBrowser } from "../scripts/find-browser.mjs";
import { median, quantile } from "./quantile.mjs";
import { startServer } from "./server.mjs";
import { renderGrid, renderMarkdown, rowsToCells } from "./table.mjs";

const page = fileURLToPath(new URL("page/index.html", import.meta.url)).replaceAll("\\", "/");
const GOAL = 1.25;
const PAIRS = 400;
const WARM_UP = 300;

/** @returns {Promise<import("./run.mjs").Part>} */
export async function runBrowser() {
  const executablePath = requireBrowser("chromium");
  const server = await startServer();
  try {
    const browser = await chromium.launch({ executablePath, args: launchArgs() });
    try {
      return toPart(await measure(browser, server.url));
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
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
  // A page that a route fulfilled counts as a public one, which may not reach the broker here without being allowed to.
  const context = await browser.newContext({ permissions: ["local-network-access"] });
  // Only an isolated page has a clock of 5 µs; all others have one of 100 µs.
  await context.route("**/bench/page/index.html", async (route) => {
    const response = await route.fetch();
    const isolated = {
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-embedder-policy": "require-corp",
    };
    await route.fulfill({ response, headers: { ...response.headers(), ...isolated } });
  });
  // An edited source must not reload the page while it measures.
  await context.route("**/@vite/client", (route) => route.abort());
  const opened = await context.newPage();
  opened.on("pageerror", (error) => console.error(error));
  await opened.goto(`${url}/@fs/${page.replace(/^\//, "")}`);
  if (!(await opened.evaluate(() => crossOriginIsolated))) throw new Error("The page's clock is too coarse.");
  return opened;
}

/**
 * @param {import("./page/main.ts").RoundTrips} numbers
 * @returns {import("./run.mjs").Part}
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
