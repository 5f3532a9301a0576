// Three nodes of the broker over Redis, as `npm run broker:three` starts them, under the demo and under calls in real browsers, while
// one node after the other is killed. Only a browser can tell whether a call goes on.
import { test as base, expect } from "@playwright/test";
import { startNodes } from "../../packages/broker/test/nodes.fixture.mjs";
import { findRedis } from "../../scripts/find-redis.mjs";
import { test as callTest, is, seesMovement, statesOf } from "../support/call.ts";
import { LONG } from "../support/long.ts";
import { test as demoTest } from "../support/person.ts";

type Nodes = Awaited<ReturnType<typeof startNodes>>;

const ARGS = ["--path", "/broker", "--allowed-origins", "*"];
const redis = findRedis();
/** What the browser says when a node goes away under a page. */
const CUT = /WebSocket connection to .* failed/;

base.describe("three nodes", LONG, () => {
  base.skip(redis === undefined, "Redis is not installed");
  let nodes: Nodes;
  base.beforeEach(async () => {
    nodes = await startNodes(String(redis), { args: ARGS });
  });
  base.afterEach(() => nodes.stop());

  /** Kills each node in turn, and waits each time until so many peers are registered at the other two. */
  async function killEach(peers: number, whileAway: () => Promise<unknown>): Promise<void> {
    for (const node of nodes.nodes) {
      await node.signal("SIGKILL");
      await expect.poll(() => nodes.registrations(), { timeout: 20_000 }).toBe(peers);
      await whileAway();
      await node.start();
    }
  }

  callTest(
    "carry calls while any of them is killed: no call drops, and the next one connects",
    async ({ calls, pages }) => {
      pages.allowError(CUT);
      const options = { brokerPort: nodes.port };
      const [ada, bob] = await calls.connect(options);
      await killEach(2, () => Promise.all([seesMovement(ada), seesMovement(bob)]));
      expect(await statesOf(ada)).toEqual(["connected"]);
      expect(await statesOf(bob)).toEqual(["connected"]);
      await ada.page.evaluate(() => window.callPage.call?.hangUp());
      await is(bob, "ended");
      await ada.page.evaluate((callee) => window.callPage.invite(callee), bob.id);
      await Promise.all([is(ada, "connected"), is(bob, "connected")]);
    },
  );

  demoTest("carry the demo while any of them is killed", async ({ crowd }) => {
    crowd.allowError(CUT);
    const [ada, bob] = [await crowd.visit("ada"), await crowd.visit("bob")];
    for (const person of [ada, bob]) {
      await person.page.getByRole("button", { name: "Settings" }).click();
      const dialog = person.page.getByRole("dialog", { name: "Settings" });
      await dialog.getByLabel("Broker", { exact: true }).fill(`http://localhost:${nodes.port}/broker`);
      await dialog.getByRole("button", { name: /^Apply/ }).click();
      await person.goOnline();
      await expect(person.connection).toHaveText(`Online as ${person.name}`);
    }
    let round = 0;
    await killEach(2, async () => {
      round += 1;
      for (const person of [ada, bob]) await expect(person.connection).toHaveText(`Online as ${person.name}`);
      const call = await ada.call(bob, `Round ${round}`);
      await expect(bob.callFrom(ada).getByText(`Round ${round}`)).toBeVisible();
      await bob.answer(ada, "Decline");
      await expect(call.getByText(`${bob.name} declined`)).toBeVisible();
      await call.getByRole("button", { name: "Close" }).click();
      await bob.callFrom(ada).getByRole("button", { name: "Close" }).click();
    });
  });
});
