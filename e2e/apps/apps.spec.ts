// Two people click through each app of docs/guides/frameworks.md.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, type Page } from "@playwright/test";
import { BrokerProcess } from "../support/broker.ts";
import { expectMovement } from "../support/media.ts";
import { test as base } from "../support/pages.ts";
import { bringBroker } from "../support/public-broker.ts";
import { makeApp, pack, RECIPES } from "./apps.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

interface Tools {
  /** A folder for the apps, with the packed package. */
  readonly workshop: { readonly folder: string; readonly tarball: string };
  readonly broker: BrokerProcess;
}

const test = base.extend<object, Tools>({
  workshop: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from it.
    async ({}, use) => {
      // Outside of this repository, whose packages an app would find.
      const folder = mkdtempSync(join(tmpdir(), "apps-"));
      await use({ folder, tarball: pack(ROOT, join(folder, "package")) });
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: "worker", timeout: 120_000 },
  ],
  broker: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from it.
    async ({}, use) => {
      const broker = new BrokerProcess();
      await broker.start();
      await use(broker);
      await broker.kill();
    },
    { scope: "worker" },
  ],
});

/** Runs the server of an app while `act` uses it, at an address of its own. */
async function serving(
  folder: string,
  commandOn: (port: number) => readonly string[],
  act: (address: string) => Promise<void>,
): Promise<void> {
  const port = await findPort();
  const [program = "", ...args] = commandOn(port);
  // A group of its own, because npx runs the server as a child.
  const server = spawn(program, args, { cwd: folder, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const wrote: string[] = [];
  for (const stream of [server.stdout, server.stderr]) stream.on("data", (data) => wrote.push(String(data)));
  const address = `http://localhost:${port}/`;
  const answers = (): Promise<boolean> =>
    fetch(address).then(
      ({ ok }) => ok,
      () => false,
    );
  try {
    await expect.poll(answers, { timeout: 60_000 }).toBe(true);
    await act(address);
  } catch (error) {
    console.log(wrote.join(""));
    throw error;
  } finally {
    await stop(server);
  }
}

/** A port that is free now. */
async function findPort(): Promise<number> {
  const probe = createServer().listen(0, "localhost");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  return typeof address === "object" ? (address?.port ?? 0) : 0;
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.pid === undefined || server.exitCode !== null) return;
  process.kill(-server.pid, "SIGKILL");
  await once(server, "exit");
}

/** A person with the app open, and the number that others can call. */
interface Person {
  readonly page: Page;
  readonly number: string;
}

const heading = (page: Page) => page.getByRole("heading", { name: /^You are \d+$/ });
const press = ({ page }: Person, name: string): Promise<void> => page.getByRole("button", { name }).click();
const says = ({ page }: Person, words: string | RegExp): Promise<void> =>
  expect(page.getByRole("status")).toHaveText(words);

async function talk([ada, bob]: readonly [Person, Person], meanwhile: () => Promise<void>): Promise<void> {
  await ada.page.getByLabel("Number").fill(bob.number);
  await press(ada, "Call");
  await press(bob, `Accept ${ada.number}`);
  for (const one of [ada, bob]) {
    await says(one, "connected");
    await expectMovement(one.page.locator("video"), 2);
  }
  await meanwhile();
  await press(ada, "End");
  await says(ada, "hung-up-here");
  await says(bob, "hung-up-there");
  // Before the server goes, which a page that is developed would report.
  for (const { page } of [ada, bob]) await page.close();
}

for (const recipe of RECIPES) {
  test(`${recipe.name}: the guide's app, from the packed package`, async ({ workshop, broker, pages }) => {
    const folder = join(workshop.folder, recipe.name);
    await test.step("install and build", () => makeApp(recipe, folder, workshop.tarball));
    const open = async (name: string, address: string): Promise<Person> => {
      const page = await pages.open(name, { permissions: ["camera", "microphone"] });
      await bringBroker(page, `http://localhost:${broker.port}`);
      await page.goto(address);
      await expect(heading(page)).toBeVisible({ timeout: 30_000 });
      return { page, number: (await heading(page).textContent())?.replace(/\D/g, "") ?? "" };
    };
    await test.step("built", () =>
      serving(folder, recipe.serve, async (address) => {
        const html = await fetch(address).then((answer) => answer.text());
        expect(html.includes("You are"), "rendered by the server").toBe(recipe.isServed ?? false);
        await talk([await open("ada", address), await open("bob", address)], async () => {});
      }));
    await test.step("developed, and edited during a call", () =>
      serving(folder, recipe.dev, async (address) => {
        const people = [await open("dev-ada", address), await open("dev-bob", address)] as const;
        await talk(people, async () => {
          const path = join(folder, Object.values(recipe.code)[0] ?? "");
          writeFileSync(path, readFileSync(path, "utf8").replace("You are", "Your number is"));
          for (const one of people) {
            await expect(one.page.getByRole("heading")).toHaveText(`Your number is ${one.number}`);
            await says(one, "connected");
            await expectMovement(one.page.locator("video"), 2);
          }
        });
      }));
  });
}
