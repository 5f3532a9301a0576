// Firefox and scripts in Node call each other: the invitation, its answer, and the line.
import { expect, mergeTests } from "@playwright/test";
import { FIREFOX, test as firefox } from "../support/firefox.ts";
import { LONG } from "../support/long.ts";
import { test as node } from "../support/node-script.ts";

const test = mergeTests(firefox, node);

test.skip(
  FIREFOX === undefined,
  "no Firefox found: install it (on Debian: firefox-esr), or set FIREFOX_PATH",
);

test(
  "Firefox calls a Node script and hears it on the line, and a Node script calls Firefox",
  LONG,
  async ({ firefoxBrowser, pages, runExample, baseURL }) => {
    const [id, fox] = [pages.idOf("echo"), pages.idOf("fox")];
    const script = runExample("answer", id);
    const page = await firefoxBrowser.newPage();
    page.on("pageerror", (error) => pages.report("fox", String(error)));
    await page.goto(new URL("/e2e/lab/index.html", baseURL).href);
    await page.waitForFunction("window.openLab !== undefined");
    await page.evaluate((it) => window.openLab(it), { id: fox, token: crypto.randomUUID() });
    const seen = await page.evaluate(async (callee) => {
      const invitation = window.lab.ring(callee);
      const outcome = await invitation.outcome;
      if (outcome.kind !== "accepted") return outcome;
      const line = invitation.openLine();
      const data = await new Promise((resolve) => line.once("data", resolve));
      line.close();
      return data;
    }, id);
    expect(seen).toBe("and over the line");

    await page.evaluate(() => {
      window.lab.client.on("invitation", (invitation) => invitation.accept("yes"));
    });
    const caller = runExample("call", fox, "lunch?");
    expect(await caller.exitCode()).toBe(0);
    expect(caller.output).toBe('{"kind":"accepted","response":"yes"}\n');
    await page.close();
    expect([await script.end(), script.output]).toEqual([0, ""]);
  },
);
