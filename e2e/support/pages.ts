// Pages of a test, each in a browser context of its own unless it is opened beside another. All are closed at the end. No page may
// report an error except those that the test allows.
import { type BrowserContextOptions, test as base, expect, type Page } from "@playwright/test";

/** What a test, or a fixture built on this one, gets. */
export interface Pages {
  /** `name` made unique to the test. */
  idOf(name: string): string;
  /** An empty page, whose errors, uncaught or in the console, are recorded under `name`. */
  open(name: string, options?: PageOptions): Promise<Page>;
  /** Records an error. */
  report(name: string, error: string): void;
  /** An error that this test causes on purpose. */
  allowError(pattern: RegExp): void;
}

/** The options of a page. */
export interface PageOptions {
  readonly permissions?: BrowserContextOptions["permissions"];
  /** The browser's language. */
  readonly locale?: BrowserContextOptions["locale"];
  /** A page to share a browser context with, as two tabs of one origin do. */
  readonly beside?: Page | undefined;
}

/** The test function on which the others of this folder are built. */
export const test = base.extend<{ pages: Pages }>({
  pages: async ({ browser }, use, { workerIndex, repeatEachIndex, testId }) => {
    const errors: string[] = [];
    const allowed: RegExp[] = [];
    const contexts = new Set<{ close(): Promise<void> }>();
    const report = (name: string, error: string): void => void errors.push(`${name}: ${error}`);
    await use({
      idOf: (name) => `${name}-${workerIndex}-${repeatEachIndex}-${testId.slice(-6)}`,
      async open(name, { permissions = [], locale = "en-US", beside } = {}) {
        const context = beside?.context() ?? (await browser.newContext({ permissions, locale }));
        contexts.add(context);
        const page = await context.newPage();
        page.on("pageerror", (error) => report(name, error.message));
        page.on("console", (message) => {
          const { url } = message.location();
          // A browser requests an icon by itself, and not every page has one.
          const isAboutIcon = url.endsWith("/favicon.ico");
          if (message.type() === "error" && !isAboutIcon) report(name, `${message.text()} (${url})`);
        });
        return page;
      },
      report,
      allowError: (pattern) => void allowed.push(pattern),
    });
    for (const context of contexts) await context.close();
    expect(errors.filter((error) => !allowed.some((pattern) => pattern.test(error)))).toEqual([]);
  },
});
