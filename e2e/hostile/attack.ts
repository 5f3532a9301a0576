// One kind of attack as tests, on each ground.
import { fileURLToPath } from "node:url";
import { expect } from "@playwright/test";
import type { LabOptions } from "../lab/main.ts";
import { BrokerProcess } from "../support/broker.ts";
import { LONG } from "../support/long.ts";
import { test as base } from "../support/pages.ts";
import { installMeter } from "./meter.ts";
import { ATTACKER, type Ground, heapOf, type Side, Stage } from "./stage.ts";

const SERVE_PEER_SERVER = fileURLToPath(new URL("serve-peerserver.mjs", import.meta.url));

/** The test function of this folder. No page may report an error. */
const test = base.extend<{ ground: Ground; stage: Stage }, { peerServer: BrokerProcess }>({
  ground: [{ broker: "ours", connects: "everybody" }, { option: true }],
  peerServer: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from it.
    async ({}, use) => {
      const broker = new BrokerProcess(SERVE_PEER_SERVER);
      await broker.start();
      await use(broker);
      await broker.kill();
    },
    { scope: "worker" },
  ],
  stage: async ({ ground, pages, peerServer, baseURL }, use) => {
    const brokerPort = ground.broker === "bare" ? peerServer.port : Number(new URL(baseURL ?? "").port);
    const join = async (name: string, options: Omit<LabOptions, "id"> = {}): Promise<Side> => {
      const page = await pages.open(name);
      await page.addInitScript(installMeter);
      await page.goto("/e2e/lab/index.html");
      await page.waitForFunction(() => window.openLab !== undefined);
      const id = pages.idOf(name);
      await page.evaluate((it) => window.openLab(it), { calls: true, ...options, id, brokerPort });
      return { id, page };
    };
    const ada = await join("ada");
    const bob = await join("bob", {
      policy: { whenBusy: "ring" },
      ...(ground.connects === "nobody" && { contacts: [] }),
    });
    await bob.page.evaluate((attacker) => {
      const { client, peer } = window.lab;
      client.on("invitation", (invitation) => {
        if (!invitation.caller.startsWith(attacker)) invitation.accept();
      });
      // As an app that has connections and calls of its own beside this package.
      for (const event of ["connection", "call"] as const) peer.on(event, () => {});
      window.marks = new Set();
      // PeerJS has made one already, to see what the browser can do.
      window.madeForFriends = window.meter.made;
      const inner = peer as unknown as { _addConnection(id: string, connection: unknown): void };
      const add = inner._addConnection;
      inner._addConnection = function (id, connection) {
        if (!id.startsWith(attacker)) window.madeForFriends += 1;
        add.call(this, id, connection);
      };
      const { socket } = peer as unknown as {
        socket: { on(event: string, hear: (it: never) => void): void };
      };
      socket.on("message", ({ payload }: { payload?: { type?: unknown } | null }) =>
        window.marks.add(payload?.type),
      );
    }, ATTACKER);
    const stage = new Stage(ground, brokerPort, [bob, ada], join, await heapOf(bob.page));
    expect(await stage.call()).toBe("accepted");
    await use(stage);
    stage.end();
  },
});

/**
 * One kind of attack, on each ground: with each broker, whether bob connects everybody or nobody. All but the sample are long.
 */
export function attack(name: string, sample: Ground | undefined, run: (stage: Stage) => Promise<void>): void {
  for (const broker of ["ours", "bare"] as const) {
    for (const connects of ["everybody", "nobody"] as const) {
      const isSample = sample?.broker === broker && sample.connects === connects;
      const title = `${name}, at ${broker === "bare" ? "a bare PeerServer" : "our broker"}, who connects ${connects}`;
      test.describe(() => {
        test.use({ ground: { broker, connects } });
        test(title, isSample ? {} : LONG, ({ stage }) => run(stage));
      });
    }
  }
}
