// Node and Chromium call each other. The scripts are the examples of packages/node, each in a process of its own.
import { expect } from "@playwright/test";
import { LONG } from "../support/long.ts";
import { test } from "../support/node-script.ts";

test("a Node script of ten lines answers a browser's call, and exits by itself after close()", async ({
  lab,
  pages,
  runExample,
}) => {
  const id = pages.idOf("echo");
  const script = runExample("answer", id);
  const ada = await lab.join("ada");
  const seen = await ada.page.evaluate(async (callee) => {
    const invitation = window.lab.ring(callee, "are you there?");
    const outcome = await invitation.outcome;
    if (outcome.kind !== "accepted") return outcome;
    const data = await new Promise((resolve) => invitation.openLine().once("data", resolve));
    return { outcome, data };
  }, id);
  expect(seen).toEqual({
    outcome: { kind: "accepted", response: "Hello from Node" },
    data: "and over the line",
  });
  expect(await script.end()).toBe(0);
  expect(script.output).toBe("");
});

test("a Node script calls a browser, and exits by itself", LONG, async ({ lab, runExample }) => {
  const ada = await lab.join("ada");
  await ada.page.evaluate(() => {
    window.lab.client.on("invitation", (invitation) => invitation.accept(`yes, ${invitation.content}`));
  });
  const script = runExample("call", ada.id, "lunch?");
  expect(await script.exitCode()).toBe(0);
  expect(script.output).toBe('{"kind":"accepted","response":"yes, lunch?"}\n');
});
