// @ts-check
// Two browsers, one on each host, and fresh pages in them for every run.
import { chromium } from "@playwright/test";
import { requireBrowser } from "../../scripts/find-browser.mjs";
import { contenderOf } from "./contenders.mjs";
import { ServerTraffic } from "./server-traffic.mjs";

/** @typedef {import("../rig/topology.mjs").Side} Side */
/** @typedef {import("@playwright/test").Page} Page */

const ARGS = [
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--no-first-run",
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
  "--autoplay-policy=no-user-gesture-required",
];
/** How many times each page is asked for its time. */
const CLOCK_LOOKS = 8;

/** Two pages that have one contender open. */
/**
 * @typedef {object} Scene
 * @property {Page} caller
 * @property {Page} callee
 * @property {string} address the callee's
 * @property {ServerTraffic} traffic of both pages with their server
 * @property {number} skewMs by how much the callee's clock is ahead of the caller's
 */

export class Stage {
  #network;
  #browsers;
  #inPage;
  #scenes = 0;

  /**
   * @param {import("./network.mjs").Network} network
   * @param {Record<Side, import("@playwright/test").Browser>} browsers
   * @param {(() => void) | undefined} inPage
   */
  constructor(network, browsers, inPage) {
    this.#inPage = inPage;
    this.#network = network;
    this.#browsers = browsers;
  }

  /**
   * @param {import("./network.mjs").Network} network
   * @param {() => void} [inPage] runs in each page before its own scripts
   */
  static async open(network, inPage) {
    const program = requireBrowser("chromium");
    const isRoot = process.getuid?.() === 0;
    const launch = (/** @type {Side} */ side) =>
      chromium.launch({
        executablePath: network.executableOn(side, program),
        args: [...(isRoot ? ["--no-sandbox"] : []), ...ARGS],
        handleSIGINT: false,
      });
    const [a, b] = await Promise.all([launch("a"), launch("b")]);
    return new Stage(network, { a, b }, inPage);
  }

  /** The browsers' names and versions. */
  get version() {
    return this.#browsers.a.version();
  }

  /**
   * Opens a contender on both hosts, has `act` direct the two pages, and closes them.
   *
   * @template T
   * @param {import("./contenders.mjs").ContenderName} name
   * @param {import("./conditions.mjs").Condition} condition
   * @param {(scene: Scene) => Promise<T>} act
   * @returns {Promise<T>}
   */
  async play(name, condition, act) {
    const contexts = await Promise.all(
      Object.values(this.#browsers).map((browser) =>
        browser.newContext({ permissions: ["camera", "microphone"] }),
      ),
    );
    /** @type {string[]} */
    const errors = [];
    try {
      const traffic = new ServerTraffic();
      this.#scenes += 1;
      const open = async (/** @type {number} */ index, /** @type {string} */ role) => {
        const page = await /** @type {import("@playwright/test").BrowserContext} */ (
          contexts[index]
        ).newPage();
        traffic.watch(page);
        if (this.#inPage !== undefined) await page.addInitScript(this.#inPage);
        page.on("pageerror", (error) => errors.push(`${role}: ${error.message}`));
        await page.goto(`${this.#network.pagesUrl}/index.html`);
        const address = await page.evaluate(
          ([contender, options]) => window.field.open(contender, options),
          /** @type {const} */ ([
            name,
            {
              id: `${role}-${process.pid}-${this.#scenes}`,
              host: this.#network.host,
              port: this.#network.portOf(contenderOf(name).port),
              rtc: this.#network.rtc(condition.relayOnly),
            },
          ]),
        );
        return { page, address };
      };
      const [caller, callee] = await Promise.all([open(0, "caller"), open(1, "callee")]);
      const skewMs = (await aheadMs(callee.page)) - (await aheadMs(caller.page));
      const scene = { caller: caller.page, callee: callee.page, address: callee.address, traffic, skewMs };
      return await act(scene);
    } catch (error) {
      throw errors.length === 0
        ? error
        : new Error(`${/** @type {Error} */ (error).message} ${errors.join("; ")}`);
    } finally {
      await Promise.all(contexts.map((context) => context.close()));
    }
  }

  async close() {
    await Promise.all(Object.values(this.#browsers).map((browser) => browser.close()));
  }
}

/**
 * By how much a page's clock is ahead of this process's. Of several queries, the one that took the shortest time is the most exact.
 *
 * @param {Page} page
 */
async function aheadMs(page) {
  let best = { tookMs: Number.POSITIVE_INFINITY, aheadMs: 0 };
  for (let look = 0; look < CLOCK_LOOKS; look += 1) {
    const before = performance.timeOrigin + performance.now();
    const there = await page.evaluate(() => performance.timeOrigin + performance.now());
    const tookMs = performance.timeOrigin + performance.now() - before;
    if (tookMs < best.tookMs) best = { tookMs, aheadMs: there - before - tookMs / 2 };
  }
  return best.aheadMs;
}
