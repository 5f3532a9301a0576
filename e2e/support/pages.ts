// Pages of a test: each in a browser context of its own unless it is opened beside another, all closed at the end. No page
// may report an error but those that the test allows.
import { type BrowserContextOptions, test as base, expect, type Page } from "@playwright/test";

/** What a test, or a fixture built on this one, gets. */
interface Pages {
  /** `name` made unique to the test. */
  idOf(name: string): string;
  /** A page, empty yet, whose errors, uncaught or in the console, are written down under `name`. */
  open(name: string, options?: PageOptions): Promise<Page>;
  /** Writes an error down. */
  report(name: string, error: string): void;
  /** An error that this test causes on purpose. */
  allowError(pattern: RegExp): void;
}

/** What a page is opened with. */
export interface PageOptions {
  readonly permissions?: BrowserContextOptions["permissions"];
  /** The browser's language. */
  readonly locale?: BrowserContextOptions["locale"];
  /** A page to share a browser context with, as two tabs of one origin do. */
  readonly beside?: Page | undefined;
}

/** The test function that the others of this folder are made of. */
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
          // A browser asks for an icon by itself, and not every page has one.
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
