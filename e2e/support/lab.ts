// Peers on pages without a demo (e2e/lab), and what must hold between the two ends of every invitation.
import { expect, type Page } from "@playwright/test";
import type { End, LabOptions } from "../lab/main.ts";
import { switchBroker } from "./broker.ts";
import { test as base } from "./pages.ts";

/** What a test gets. */
interface LabFixture {
  /**
   * Opens a page with a peer of that name, made unique to the test, and waits until it is online. A page beside another one
   * shares its origin's storage, as two tabs do.
   */
  join(
    name: string,
    options?: Omit<LabOptions, "id" | "token"> & { readonly beside?: LabPeer },
  ): Promise<LabPeer>;
}

/** One peer on a page of its own. */
export interface LabPeer {
  readonly id: string;
  readonly page: Page;
  /** Disconnects the page's data channels and its broker connection from the network, or connects them again. */
  setNetwork(online: boolean): Promise<void>;
  /** Reloads the page, and waits until the same peer is online again. */
  reload(): Promise<void>;
}

/** The test function for pages of the lab. No page may report an error. */
export const test = base.extend<{ lab: LabFixture }>({
  lab: ({ pages }, use) =>
    use({
      async join(name, { beside, ...options } = {}) {
        const page = await pages.open(name, { beside: beside?.page });
        const setBroker = await switchBroker(page);
        const id = pages.idOf(name);
        const token = crypto.randomUUID();
        const open = async (): Promise<void> => {
          await page.goto("/e2e/lab/index.html");
          await page.waitForFunction(() => window.openLab !== undefined);
          await page.evaluate((it) => window.openLab(it), { ...options, id, token });
        };
        await open();
        const setNetwork = async (online: boolean): Promise<void> => {
          await page.evaluate((it) => window.setNetwork(it), online);
          await setBroker(online);
        };
        return { id, page, setNetwork, reload: open };
      },
    }),
});

/** Every end that a page has seen so far. */
export function endsOf({ page }: LabPeer): Promise<readonly End[]> {
  return page.evaluate(() => window.lab.ends);
}

/** S1, S2 and S4 between the two ends of each invitation that both peers know: one end each, and never one-sided. */
export function expectAgreement(a: readonly End[], b: readonly End[]): void {
  for (const ends of [a, b]) {
    expect(new Set(ends.map(({ role, id }) => `${role} ${id}`)).size, "one terminal event each (S1)").toBe(
      ends.length,
    );
  }
  for (const mine of a) {
    const theirs = b.find(({ role, id }) => id === mine.id && role !== mine.role);
    if (theirs === undefined || theirs.kind === "failed" || mine.kind === "failed") continue;
    const isAccepted = [mine.kind === "accepted", theirs.kind === "accepted"];
    expect(isAccepted[0], `${mine.id}: ${mine.kind} here, ${theirs.kind} there (S2)`).toBe(isAccepted[1]);
  }
}
