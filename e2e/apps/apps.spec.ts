// Two people click through each app of docs/guides/frameworks.md.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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
const PORT = Number(process.env["E2E_PORT"] ?? 5199) + 1;

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

/** Runs a server while `act` uses it. */
async function serving(folder: string, command: readonly string[], act: () => Promise<void>): Promise<void> {
  const [program = "", ...args] = command;
  // A group of its own, because npx runs the server as a child.
  const server = spawn(program, args, { cwd: folder, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const wrote: string[] = [];
  for (const stream of [server.stdout, server.stderr]) stream.on("data", (data) => wrote.push(String(data)));
  try {
    await expect
      .poll(
        () =>
          fetch(`http://localhost:${PORT}/`).then(
            ({ ok }) => ok,
            () => false,
          ),
        { timeout: 60_000 },
      )
      .toBe(true);
    await act();
  } catch (error) {
    console.log(wrote.join(""));
    throw error;
  } finally {
    await stop(server);
  }
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
}

for (const recipe of RECIPES) {
  test(`${recipe.name}: the guide's app, from the packed package`, async ({ workshop, broker, pages }) => {
    const folder = join(workshop.folder, recipe.name);
    await test.step("install and build", () => makeApp(recipe, folder, workshop.tarball));
    const open = async (name: string): Promise<Person> => {
      const page = await pages.open(name, { permissions: ["camera", "microphone"] });
      await bringBroker(page, `http://localhost:${broker.port}`);
      await page.goto(`http://localhost:${PORT}/`);
      await expect(heading(page)).toBeVisible({ timeout: 30_000 });
      return { page, number: (await heading(page).textContent())?.replace(/\D/g, "") ?? "" };
    };
    await test.step("built", () =>
      serving(folder, recipe.serve(PORT), async () => {
        await talk([await open("ada"), await open("bob")], async () => {});
      }));
    await test.step("developed, and edited during a call", () =>
      serving(folder, recipe.dev(PORT), async () => {
        const people = [await open("dev-ada"), await open("dev-bob")] as const;
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
