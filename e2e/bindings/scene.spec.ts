// One scene on every framework: the same states, one Peer, and nothing left behind.
import { expect, type Page } from "@playwright/test";
import { LONG } from "../support/long.ts";
import { expectMovement } from "../support/media.ts";
import { test } from "../support/pages.ts";

/** React's scene is part of `npm test`. `npm run test:apps` runs all. */
const FRAMEWORKS = ["plain", "react", "svelte", "vue"] as const;
const NOTHING = { sockets: 0, connections: 0, tracks: 0, timers: 0, listeners: "" };

interface Side {
  readonly id: string;
  readonly page: Page;
}

const press = ({ page }: Side, name: string | RegExp): Promise<void> =>
  page.getByRole("button", { name }).click();
const says = ({ page }: Side, words: string): Promise<void> =>
  expect(page.getByRole("status")).toHaveText(words);
const online = ({ page }: Side): Promise<void> => expect(page.getByLabel("Client")).toHaveText("online");
const rings = ({ page }: Side, { id }: Side): Promise<void> =>
  expect(page.getByRole("button", { name: `Accept ${id}` })).toBeVisible();
const mount = ({ page }: Side): Promise<void> => page.evaluate(() => window.scene?.mount());
const unmount = ({ page }: Side): Promise<void> => page.evaluate(() => window.scene?.unmount());

async function leavesNothing({ page }: Side): Promise<void> {
  await expect.poll(() => page.evaluate(() => window.scene?.leftovers())).toEqual(NOTHING);
}

/** One camera and one microphone, however often the app was mounted. */
async function capturesOnce({ page }: Side): Promise<void> {
  await expect.poll(() => page.evaluate(() => window.scene?.leftovers().tracks)).toBe(2);
}

async function hasPeers({ page }: Side, made: number, live: number): Promise<void> {
  expect(await page.evaluate(() => window.scene?.peers())).toEqual({ made, live });
}

for (const framework of FRAMEWORKS) {
  test(
    `${framework}: ringing, glare, a reload, an unmount while it rings, a hot reload during a call`,
    framework === "react" ? {} : LONG,
    async ({ pages }) => {
      const open = async (name: string, otherName: string): Promise<Side> => {
        const page = await pages.open(name, { permissions: ["camera", "microphone"] });
        const [id, other] = [pages.idOf(name), pages.idOf(otherName)];
        await page.goto(`/e2e/bindings/index.html?on=${framework}&self=${id}&other=${other}`);
        await page.waitForFunction(() => window.scene !== undefined);
        return { id, page };
      };
      const [ada, bob] = [await open("ada", "bob"), await open("bob", "ada")];
      await Promise.all([ada, bob].map(mount));
      await Promise.all([ada, bob].map(online));
      await hasPeers(ada, 1, 1);
      // Twice in StrictMode.
      const mounted = await ada.page.evaluate(() => window.scene?.mounted());
      expect(mounted).toBe(framework === "react" ? 2 : 1);

      await test.step("it rings, and stops when the caller's app is taken away", async () => {
        await press(ada, "Call");
        await rings(bob, ada);
        await says(ada, "ringing");
        await unmount(ada);
        await expect(bob.page.getByRole("button", { name: /Accept/ })).toHaveCount(0);
        await hasPeers(ada, 1, 0);
        await leavesNothing(ada);
        await mount(ada);
        await online(ada);
        await hasPeers(ada, 2, 1);
        await says(ada, "idle");
      });

      await test.step("two calls that cross become one", async () => {
        await Promise.all([ada, bob].map((side) => press(side, "Call")));
        await Promise.all([ada, bob].map((side) => says(side, "connected")));
        await Promise.all([ada, bob].map(({ page }) => expectMovement(page.getByLabel("The other side"), 2)));
        await Promise.all([ada, bob].map(capturesOnce));
      });

      await test.step("a hot reload keeps the client and the call", async () => {
        await ada.page.evaluate(() => window.scene?.hotReload());
        await says(ada, "connected");
        await expectMovement(ada.page.getByLabel("The other side"), 2);
        await says(bob, "connected");
        await capturesOnce(ada);
        await hasPeers(ada, 2, 1);
      });

      await test.step("hanging up ends it at both, and releases the cameras", async () => {
        await press(ada, "End");
        await says(ada, "over: hung-up-here");
        await says(bob, "over: hung-up-there");
        await press(bob, "Dismiss");
        await says(bob, "idle");
        for (const { page } of [ada, bob]) {
          await expect.poll(() => page.evaluate(() => window.scene?.leftovers().tracks)).toBe(0);
        }
      });

      await test.step("the callee's page is reloaded while it rings, and rings again", async () => {
        await press(ada, "Call");
        await rings(bob, ada);
        await bob.page.reload();
        await bob.page.waitForFunction(() => window.scene !== undefined);
        await mount(bob);
        await rings(bob, ada);
        await press(bob, /Accept/);
        await Promise.all([ada, bob].map((side) => says(side, "connected")));
        await expect(bob.page.getByLabel("Cameras")).not.toHaveText("0");
      });

      await test.step("an app that is taken away during a call ends it, and leaves nothing", async () => {
        await unmount(bob);
        await expect(ada.page.getByRole("status")).toHaveText(/^over: (hung-up-there|peer-left)$/);
        await hasPeers(ada, 2, 1);
        await expect(ada.page.getByLabel("Calls")).not.toHaveText("0");
        await unmount(ada);
        await Promise.all([ada, bob].map(leavesNothing));
      });
    },
  );
}
