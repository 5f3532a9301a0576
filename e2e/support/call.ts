// Peers on pages that can call (e2e/call), with fake cameras and microphones.
import type { Page } from "@playwright/test";
import type { CallPageOptions } from "../call/main.ts";
import { expectMovement } from "./media.ts";
import { test as base } from "./pages.ts";

/** Its token, for the id that it gets. Default: a random one. */
export interface TokenOption {
  readonly tokenFor?: (id: string) => Promise<string>;
}

/** What a test gets. */
interface CallFixture {
  /** Opens a page with a peer of that name, made unique to the test, and waits until it is online. */
  join(name: string, options?: Partial<CallPageOptions> & TokenOption): Promise<CallPeer>;
  /** Two pages in a call that is connected. */
  connect(options?: Partial<CallPageOptions>): Promise<[CallPeer, CallPeer]>;
}

/** One peer on a page of its own. */
export interface CallPeer {
  readonly id: string;
  readonly page: Page;
}

/** The test function for pages that call. No page may report an error. */
export const test = base.extend<{ calls: CallFixture }>({
  calls: async ({ pages }, use, testInfo) => {
    const peers: CallPeer[] = [];
    const join: CallFixture["join"] = async (name, { tokenFor, ...options } = {}) => {
      const page = await pages.open(name, { permissions: ["camera", "microphone"] });
      await page.goto("/e2e/call/index.html");
      await page.waitForFunction(() => window.openCallPage !== undefined);
      const id = pages.idOf(name);
      const token = await tokenFor?.(id);
      const all = { media: { audio: true, video: true }, ...options, id, ...(token && { token }) };
      await page.evaluate((it) => window.openCallPage(it), all);
      const peer = { id, page };
      peers.push(peer);
      return peer;
    };
    await use({
      join,
      async connect(options) {
        const [ada, bob] = [await join("ada", options), await join("bob", options)];
        await ada.page.evaluate((callee) => window.callPage.invite(callee), bob.id);
        await Promise.all([is(ada, "connected"), is(bob, "connected")]);
        return [ada, bob];
      },
    });
    if (testInfo.status === testInfo.expectedStatus) return;
    for (const { id, page } of peers) {
      const report = await page.evaluate(() => window.callPage.report()).catch(String);
      console.log(`What ${id} saw: ${JSON.stringify(report, null, 1)}`);
    }
  },
});

/** Waits until the call of a page is in this state. */
export function is({ page }: CallPeer, state: string): Promise<unknown> {
  return page.waitForFunction((it) => window.callPage.call?.state === it, state);
}

/** Waits until the call's snapshot has this value. */
export function shows({ page }: CallPeer, name: string, value: unknown): Promise<unknown> {
  return page.waitForFunction(
    ([field, it]) => {
      const shown = (window.callPage.call?.snapshot as Record<string, unknown> | undefined)?.[
        field as string
      ];
      return (Array.isArray(shown) ? shown.length : shown) === it;
    },
    [name, value],
  );
}

/** Waits until the newest picture of the other side moves. */
export async function seesMovement({ page }: CallPeer): Promise<void> {
  await expectMovement(page.getByLabel("The other side").last());
}

/** Every state of the call, and how it ended. */
export function statesOf({ page }: CallPeer): Promise<readonly string[]> {
  return page.evaluate(() => window.callPage.states);
}
