// What only a running call needs is loaded once a call is likely: what a page loads before, and what happens if it cannot be loaded.
import { expect, type Page } from "@playwright/test";
import { is, test } from "../support/call.ts";

/** The file with simple-peer and the code around it, as the bundler names it. */
const FILE = /\/assets\/media-(?!port)[^/]*\.js$/;

/** Whether the page has loaded the file. */
function hasLoaded(page: Page): Promise<boolean> {
  return page.evaluate(
    (file) => performance.getEntriesByType("resource").some(({ name }) => new RegExp(file).test(name)),
    FILE.source,
  );
}

test("a page that waits for calls loads it with the first call", async ({ calls }) => {
  const [ada, bob] = [
    await calls.join("ada", { media: undefined }),
    await calls.join("bob", { media: undefined }),
  ];
  expect([await hasLoaded(ada.page), await hasLoaded(bob.page)]).toEqual([false, false]);
  await ada.page.evaluate((callee) => window.callPage.invite(callee), bob.id);
  await Promise.all([is(ada, "connected"), is(bob, "connected")]);
  expect([await hasLoaded(ada.page), await hasLoaded(bob.page)]).toEqual([true, true]);
});

test("with preconnectCalls it is loaded while it rings; with preloadCalls, before", async ({ calls }) => {
  const options = { media: undefined, preconnects: true } as const;
  const [ada, bob] = [await calls.join("ada", options), await calls.join("bob", options)];
  await ada.page.evaluate(() => window.preloadCalls());
  expect([await hasLoaded(ada.page), await hasLoaded(bob.page)]).toEqual([true, false]);
  const loaded = bob.page.waitForResponse(FILE);
  await ada.page.evaluate((callee) => window.callPage.invite(callee), bob.id);
  await loaded;
  expect(await bob.page.evaluate(() => window.callPage.invitation?.state)).toBe("ringing");
});

test("if it cannot be loaded, the call ends with that reason, and the next one tries again", async ({
  calls,
  pages,
}) => {
  pages.allowError(/^bob: (Cannot load the code of calls|Failed to load resource)/);
  const [ada, bob] = [
    await calls.join("ada", { media: undefined }),
    await calls.join("bob", { media: undefined }),
  ];
  await bob.page.route(FILE, (route) => route.abort());
  await ada.page.evaluate((callee) => window.callPage.invite(callee), bob.id);
  await Promise.all([is(ada, "ended"), is(bob, "ended")]);
  const endOf = (page: Page): Promise<string | undefined> =>
    page.evaluate(() => window.callPage.call?.snapshot.end?.reason);
  expect([await endOf(ada.page), await endOf(bob.page)]).toEqual(["never-connected", "load-failed"]);
  expect(
    await bob.page.evaluate(() => window.preloadCalls().catch((error) => [error.name, error.code])),
  ).toEqual(["InvitationError", "load-failed"]);
  await bob.page.unroute(FILE);
  await ada.page.evaluate((callee) => window.callPage.invite(callee), bob.id);
  await Promise.all([is(ada, "connected"), is(bob, "connected")]);
});
