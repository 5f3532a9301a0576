// `npm start`: the demo and the broker on one port, as a newcomer starts them.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { expect } from "@playwright/test";
import { test } from "./support/person.ts";

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

test("npm start prints where the demo is, and two tabs ring there", async ({ crowd }) => {
  const printed = await start(/Ctrl-C/);
  const address = /Peer Invite demo: (http:\/\/localhost:\d+\/)/.exec(printed)?.[1];
  expect(printed).toContain("Open it in two tabs");
  const [ada, bob] = [await crowd.visit("ada", address), await crowd.visit("bob", address)];
  for (const person of [ada, bob]) {
    await person.goOnline();
    await expect(person.connection).toHaveText(`Online as ${person.name}`);
  }
  const call = await ada.call(bob);
  await bob.answer(ada, "Accept");
  await expect(call.getByText(`${bob.name} accepted`)).toBeVisible();
  // Before the server goes: a page without its broker complains in the console.
  for (const { page } of [ada, bob]) await page.close();
});

test("npm start takes the next port when its own is taken", async () => {
  const ports = [await start(/Ctrl-C/), await start(/Ctrl-C/)].map(
    (printed) => /localhost:(\d+)/.exec(printed)?.[1],
  );
  expect(new Set(ports).size).toBe(2);
});

test("a port that is none is said in one sentence", async () => {
  expect(await start(/\n/, "--port", "http")).toBe('--port takes a number from 1 to 65535, not "http".\n');
});
