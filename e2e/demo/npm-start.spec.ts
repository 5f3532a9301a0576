// `npm start`: the demo and the broker on one port, as a new user starts them.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { expect, type Page } from "@playwright/test";
import { test } from "../support/person.ts";

const started: ChildProcess[] = [];

test.afterEach(async () => {
  for (const server of started.splice(0)) {
    if (server.exitCode !== null) continue;
    server.kill();
    await once(server, "exit");
  }
});

/** @returns everything `npm start` printed up to `until`, or to its end */
async function start(until: RegExp, ...args: string[]): Promise<string> {
  const server = spawn(process.execPath, ["scripts/start.mjs", ...args]);
  started.push(server);
  let printed = "";
  const ended = once(server, "close").then(() => true);
  return new Promise((resolve) => {
    for (const output of [server.stdout, server.stderr]) {
      output.setEncoding("utf8").on("data", (text: string) => {
        printed += text;
        if (until.test(printed)) resolve(printed);
      });
    }
    void ended.then(() => resolve(printed));
  });
}

test("npm start prints where the demo is, and two tabs call each other there", async ({ crowd }) => {
  const printed = await start(/Ctrl-C/);
  const address = /Peer Invite demo: (http:\/\/localhost:\d+\/)/.exec(printed)?.[1];
  expect(printed).toContain("use the link to a second tab");
  // A link from anywhere puts nobody online, and its invalid limits have no effect.
  const ada = await crowd.visit("ada", `${address}?name=eve&join&ttlMs=1&minRingMs=60000`);
  const bob = await crowd.visit("bob", address);
  await expect(ada.page.getByRole("textbox", { name: "Your id" })).toHaveValue("eve");
  for (const person of [ada, bob]) {
    await person.goOnline();
    await expect(person.connection).toHaveText(`Online as ${person.name}`);
  }
  // The demo's own link puts the second tab online at once.
  const [second] = await Promise.all([
    ada.page.waitForEvent("popup"),
    ada.page.getByRole("link", { name: "Open a second tab" }).click(),
  ]);
  await expect(second.getByRole("status", { name: "Connection" })).toContainText("Online as");
  await second.close();
  const call = await ada.call(bob);
  await bob.answer(ada, "Accept");
  await expect(call.getByText(`${bob.name} accepted`)).toBeVisible();
  crowd.allowError(/Executing inline script violates/);
  await expectPolicy(ada.page, bob.page);
  // Before the server stops, because a page without its broker logs errors to the console.
  for (const { page } of [ada, bob]) await page.close();
});

/** Expects that no page, `beside` of the same server included, can frame `page`, and that it runs only its own scripts. */
async function expectPolicy(page: Page, beside: Page): Promise<void> {
  const response = await page.request.get(page.url());
  const { "content-security-policy": policy, ...headers } = response.headers();
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(headers).toMatchObject({ "x-content-type-options": "nosniff", "x-frame-options": "DENY" });
  // As on a static server, which sends no headers.
  const tag = page.locator("meta[http-equiv=Content-Security-Policy]");
  await expect(tag).toHaveAttribute("content", /script-src 'self';(?!.*frame-ancestors)/);
  const blocked = await beside.evaluate(async () => {
    const violated = new Promise<string>((resolve) =>
      addEventListener("securitypolicyviolation", (event) => resolve(event.violatedDirective), {
        once: true,
      }),
    );
    const script = document.createElement("script");
    script.textContent = "document.title = 'taken over'";
    document.body.append(script);
    return violated;
  });
  expect(blocked).toBe("script-src-elem");
}

test("npm start takes the next port if its own is taken", async () => {
  const ports = [await start(/Ctrl-C/), await start(/Ctrl-C/)].map(
    (printed) => /localhost:(\d+)/.exec(printed)?.[1],
  );
  expect(new Set(ports).size).toBe(2);
});

test("npm start names a taken port, and an option for another one", async () => {
  const port = Number(/localhost:(\d+)/.exec(await start(/Ctrl-C/))?.[1]);
  expect(await start(/never/, "--port", `${port}`)).toBe(
    `Another program uses port ${port}. Choose another one: npm start -- --port ${port + 1}\n`,
  );
  expect(started.at(-1)?.exitCode).toBe(1);
});

test("npm start lists its options, and names one that it does not know", async () => {
  const help = await start(/never/, "--help");
  for (const option of ["--port", "--host", "--help"]) expect(help).toContain(option);
  expect(started.at(-1)?.exitCode).toBe(0);
  expect(await start(/never/, "--prot", "5174")).toBe(
    "Unknown option '--prot'. \"npm start -- --help\" lists the options.\n",
  );
  expect(started.at(-1)?.exitCode).toBe(1);
});

test("an invalid port is reported in one sentence", async () => {
  expect(await start(/\n/, "--port", "http")).toBe('--port takes a number from 1 to 65535, not "http".\n');
});
