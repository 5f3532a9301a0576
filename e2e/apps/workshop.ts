// What a test of an app needs: the packed package, a broker, a server, and a page for each person.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, type Page } from "@playwright/test";
import { BrokerProcess } from "../support/broker.ts";
import { test as base } from "../support/pages.ts";
import { bringBroker } from "../support/public-broker.ts";
import { pack } from "./apps.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** A person with the app open, and the number that others can call. */
export interface Person {
  readonly page: Page;
  readonly number: string;
}

interface Tools {
  /** A folder for the apps, with the packed package. */
  readonly workshop: { readonly folder: string; readonly tarball: string };
  readonly broker: BrokerProcess;
}

interface People {
  /** Opens the app at `address` for a person. */
  readonly open: (name: string, address: string) => Promise<Person>;
}

/** The test function of this folder. */
export const test = base.extend<People, Tools>({
  open: async ({ pages, broker }, use) => {
    await use(async (name, address) => {
      const page = await pages.open(name, { permissions: ["camera", "microphone"] });
      await bringBroker(page, `http://localhost:${broker.port}`);
      await page.goto(address);
      const heading = page.getByRole("heading", { name: /^You are \d+$/ });
      await expect(heading).toBeVisible({ timeout: 30_000 });
      return { page, number: (await heading.textContent())?.replace(/\D/g, "") ?? "" };
    });
  },
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
export async function serving(
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
