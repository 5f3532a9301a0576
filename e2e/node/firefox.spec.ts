// Firefox calls a script in Node: the invitation, its answer, and the line.
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
  "Firefox is answered by a Node script, and hears it on the line",
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
      return new Promise((resolve) => invitation.openLine().once("data", resolve));
    }, id);
    expect(seen).toBe("and over the line");
    await page.close();
    expect([await script.end(), script.output]).toEqual([0, ""]);
  },
);
