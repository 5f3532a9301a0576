// Firefox beside Chromium: pages that can call (e2e/call) in Debian's Firefox, driven over WebDriver BiDi, with its own fake camera
// and microphone.
import type { Page } from "@playwright/test";
import puppeteer, { type Browser } from "puppeteer-core";
import { findBrowser } from "../../scripts/find-browser.mjs";
import type { CallPageOptions } from "../call/main.ts";
import { test as base } from "./call.ts";

/** What a test needs of a page, in either browser. */
export interface Tab {
  evaluate<Arg, Result>(run: (arg: Arg) => Result | Promise<Result>, arg: Arg): Promise<Result>;
  /** Resolves once `run` returns something truthy. */
  until<Arg>(run: (arg: Arg) => unknown, arg: Arg): Promise<void>;
  /** Goes to an empty page. */
  leave(): Promise<void>;
}

/** One peer on a page of its own, in either browser. */
export interface Caller {
  readonly id: string;
  readonly tab: Tab;
}

/** What a test gets. */
interface FirefoxFixture {
  /** An option: which of the two calls the other. */
  readonly calling: "chromium" | "firefox";
  /** An option: whether both set their calls up early, and how. */
  readonly early: Partial<Pick<CallPageOptions, "preconnects" | "answer" | "mayConnect">>;
  readonly chromium: Caller;
  readonly firefox: Caller;
  /** The caller and the callee, in a call that is connected. */
  readonly inCall: readonly [caller: Caller, callee: Caller];
}

const PREFERENCES = {
  "media.navigator.streams.fake": true,
  "media.navigator.permission.disabled": true,
  "media.peerconnection.ice.loopback": true,
  "media.peerconnection.ice.obfuscate_host_addresses": false,
};

/** The path of Firefox; undefined if it is not installed. */
export const FIREFOX: string | undefined = findBrowser("firefox");

/** How long a wait for a page's state may take. */
const UNTIL_MS = 20_000;

/** The test function for a Chromium and a Firefox, each with a page of one peer that is online. No page may report an error. */
export const test = base.extend<FirefoxFixture, { firefoxBrowser: Browser }>({
  firefoxBrowser: [
    async ({ browserName: _ }, use) => {
      const browser = await puppeteer.launch({
        browser: "firefox",
        executablePath: FIREFOX ?? "firefox",
        extraPrefsFirefox: PREFERENCES,
      });
      await use(browser);
      await browser.close();
    },
    { scope: "worker" },
  ],
  calling: ["chromium", { option: true }],
  early: [{}, { option: true }],
  inCall: async ({ calling, early, chromium, firefox }, use) => {
    const [caller, callee] = calling === "chromium" ? [chromium, firefox] : [firefox, chromium];
    await caller.tab.evaluate((id) => window.callPage.invite(id), callee.id);
    if (early.preconnects === true) {
      // Either there is a connection, or the callee has said that it holds what it has.
      await caller.tab.until(() => {
        const { connections, heard } = window.callPage;
        const isHeld = heard.some((it) => (it as { readonly m?: unknown }).m === "held");
        return isHeld || connections[0]?.connectionState === "connected";
      }, undefined);
      await callee.tab.evaluate(() => {
        const { invitation } = window.callPage;
        if (invitation?.role === "remote") invitation.accept();
      }, undefined);
    }
    await Promise.all([is(caller, "connected"), is(callee, "connected")]);
    await use([caller, callee]);
  },
  chromium: async ({ calls, early }, use) => {
    const { id, page } = await calls.join("ada", early);
    await use({ id, tab: tabOf(page) });
  },
  firefox: async ({ firefoxBrowser, pages, early, baseURL }, use) => {
    const context = await firefoxBrowser.createBrowserContext();
    const page = await context.newPage();
    page.on("pageerror", (error) => pages.report("fox", String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") pages.report("fox", message.text());
    });
    await page.goto(new URL("/e2e/call/index.html", baseURL).href);
    const id = pages.idOf("fox");
    const tab: Tab = {
      evaluate: (run, arg) => page.evaluate(run as never, arg) as never,
      async until(run, arg) {
        await page.waitForFunction(run as never, { timeout: UNTIL_MS }, arg);
      },
      async leave() {
        await page.goto("about:blank");
      },
    };
    await tab.until(() => window.openCallPage !== undefined, undefined);
    const options = { id, media: { audio: true, video: true }, ...early };
    await tab.evaluate((it) => window.openCallPage(it), options);
    await use({ id, tab });
    await context.close();
  },
});

/** Waits until the call of a page is in this state. */
export function is({ tab }: Caller, state: string): Promise<void> {
  return tab.until((it) => window.callPage.call?.state === it, state);
}

function tabOf(page: Page): Tab {
  return {
    evaluate: (run, arg) => page.evaluate(run as never, arg) as never,
    async until(run, arg) {
      await page.waitForFunction(run as never, arg, { timeout: UNTIL_MS });
    },
    async leave() {
      await page.goto("about:blank");
    },
  };
}
