// Two people at two browsers, each on a host behind its own NAT, and the network between them.

import { fileURLToPath } from "node:url";
import { type Browser, test as base, chromium, expect, type Page } from "@playwright/test";
import { startRig } from "../../bench/rig/rig.mjs";
import type { Nat, Side } from "../../bench/rig/topology.mjs";
import { requireBrowser } from "../../scripts/find-browser.mjs";
import { whyNoRig } from "../../scripts/rig-requirements.mjs";
import { expectAgreement } from "./agreement.ts";
import type { Told } from "./page/main.ts";

const PAGES = fileURLToPath(new URL("../../.tmp/rig-pages", import.meta.url));
const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
  "--autoplay-policy=no-user-gesture-required",
];

/** One of the two. */
export interface Guest {
  readonly id: string;
  readonly page: Page;
}

/** The network, and its guests. */
interface Net {
  readonly wan: Awaited<ReturnType<typeof startRig>>["wan"];
  /** Gives a host another address, like a phone that moves to another network. */
  changeAddress(side: Side): void;
  /** Opens a page on a host, and waits until its peer is online. Without a relay, symmetric NATs leave no path. */
  join(side: Side, options?: { readonly relay?: boolean }): Promise<Guest>;
}

interface WorkerFixtures {
  readonly nat: Nat;
  readonly hosts: {
    readonly rig: Awaited<ReturnType<typeof startRig>>;
    readonly browsers: Readonly<Record<Side, Browser>>;
  };
}

/** The test function. Skips without root. Afterwards the records of both sides must agree (S1 to S4). */
export const test = base.extend<{ net: Net }, WorkerFixtures>({
  nat: ["cone", { option: true, scope: "worker" }],
  hosts: [
    async ({ nat }, use) => {
      const rig = await startRig({ pages: PAGES, nats: { a: nat, b: nat } });
      const launch = (side: Side): Promise<Browser> =>
        chromium.launch({ executablePath: rig.executableOn(side, requireBrowser("chromium")), args: ARGS });
      const [a, b] = await Promise.all([launch("a"), launch("b")]);
      await use({ rig, browsers: { a, b } });
      await Promise.all([a.close(), b.close()]);
      rig.stop();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  async net({ hosts, nat }, use, { testId, repeatEachIndex }) {
    const { rig, browsers } = hosts;
    const guests: Guest[] = [];
    const errors: string[] = [];
    let address = 2;
    await rig.wan.setConditions({ oneWayMs: 25 });
    await use({
      wan: rig.wan,
      changeAddress(side) {
        address += 1;
        rig.setAddress(side, address);
      },
      async join(side, { relay = true } = {}) {
        const context = await browsers[side].newContext({ permissions: ["camera", "microphone"] });
        const page = await context.newPage();
        page.on("pageerror", (error) => errors.push(`${side}: ${error.message}`));
        await page.goto(`${rig.pagesUrl}/index.html`);
        const id = `${side}-${repeatEachIndex}-${testId.slice(-6)}`;
        const rtc: RTCConfiguration = {
          iceServers: relay ? rig.iceServers : [],
          // Between two such NATs no other path works, and looking for one only takes time.
          iceTransportPolicy: relay && nat === "symmetric" ? "relay" : "all",
        };
        await page.evaluate((it) => window.openRigPage(it), { id, broker: rig.broker, rtc });
        const guest = { id, page };
        guests.push(guest);
        return guest;
      },
    });
    await rig.wan.setCut("*", false);
    for (const side of ["a", "b"] as const) rig.setAddress(side, 2);
    const [a, b] = await Promise.all(guests.map(toldBy));
    await Promise.all(guests.map(({ page }) => page.context().close()));
    if (a !== undefined && b !== undefined) expectAgreement(a, b);
    expect(errors).toEqual([]);
  },
});

/** All events of a guest's invitations so far. */
export function toldBy({ page }: Guest): Promise<readonly Told[]> {
  return page.evaluate(() => window.rigPage.told);
}

export async function ring({ page }: Guest, { id }: Guest): Promise<void> {
  await page.evaluate((callee) => window.rigPage.ring(callee), id);
}

export async function accept({ page }: Guest): Promise<void> {
  await page.evaluate(() => {
    const { invitation } = window.rigPage;
    if (invitation?.role === "remote") invitation.accept();
  });
}

/** Waits until the newest invitation of a guest is in one of these states. Returns that state. */
export async function isIn({ page }: Guest, states: readonly string[], withinMs = 15_000): Promise<string> {
  const found = await page.waitForFunction(
    (all) => all.find((state) => state === window.rigPage.invitation?.state),
    states,
    { timeout: withinMs },
  );
  return String(await found.jsonValue());
}

/** Waits until the call of a guest is in one of these states. Returns that state. */
export async function callIs({ page }: Guest, states: readonly string[], withinMs = 30_000): Promise<string> {
  const found = await page.waitForFunction(
    (all) => all.find((state) => state === window.rigPage.call?.state),
    states,
    { timeout: withinMs },
  );
  return String(await found.jsonValue());
}

/** Waits until the picture of the other side moves: ten more frames are shown. */
export async function seesMovement({ page }: Guest): Promise<void> {
  const video = page.getByLabel("The other side");
  await expect(video).toBeVisible({ timeout: 20_000 });
  const frames = (): Promise<number> =>
    video.evaluate((it) => (it as HTMLVideoElement).getVideoPlaybackQuality().totalVideoFrames);
  const before = await frames();
  await expect.poll(frames, { timeout: 20_000 }).toBeGreaterThan(before + 10);
}

/** One guest calls another, who accepts. Then each sees the other move. */
export async function talk(caller: Guest, callee: Guest): Promise<void> {
  await ring(caller, callee);
  await isIn(callee, ["ringing"]);
  await accept(callee);
  await seeEachOther(caller, callee);
}

/** Waits until each of two guests sees the other move. */
export async function seeEachOther(one: Guest, other: Guest): Promise<void> {
  await Promise.all([seesMovement(one), seesMovement(other)]);
}

/** One guest calls another, until both know that it rings. */
export async function ringAtBoth(caller: Guest, callee: Guest): Promise<void> {
  await ring(caller, callee);
  await isIn(callee, ["ringing"]);
  await isIn(caller, ["received"]);
}

/** Such a test is about how long the network is away, so this is the only wait by the clock. */
export function lasts(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

const why = whyNoRig();
if (why !== undefined) console.error(`\n*** ${why}\n*** SKIPPED: all tests on a rig.\n`);
test.beforeEach(() => test.skip(why !== undefined, why));
