// The cards of an invitation and the chart: what a person sees and does, in a page that has nothing else.
import { expect } from "@playwright/test";
import { expectNoViolation } from "../support/axe.ts";
import { LONG } from "../support/long.ts";
import { test } from "./fixture.ts";
import type {} from "./main.ts";

const LONG_NAME = "Wolfeschlegelsteinhausenbergerdorff the Third of Somewhere upon Avon ".repeat(6).trim();

test("a call rings and is answered by keyboard alone, and the focus is not lost", async ({ bare }) => {
  await bare.evaluate(async () => {
    await uiPage.ring({ kind: "video", content: "Lunch?" });
    uiPage.show("incoming-call", { invitation: uiPage.rung, name: "Ada Lovelace", withoutVideo: true });
    uiPage.show("outgoing-call", { invitation: uiPage.sent });
  });
  const incoming = bare.getByRole("region", { name: "Call from Ada Lovelace" });
  await expect(incoming.getByRole("status")).toHaveText("Ada Lovelace is calling you");
  await expect(incoming.getByText("Lunch?")).toBeVisible();
  await expect(bare.getByRole("region", { name: "Call to bob" }).getByRole("status")).toHaveText(
    "Ringing bob…",
  );
  for (const name of ["Accept", "Decline", "Answer without video", "Ignore"]) {
    await bare.keyboard.press("Tab");
    await expect(incoming.getByRole("button", { name, exact: true })).toBeFocused();
  }
  await bare.keyboard.press("Enter");
  await expect(incoming.getByRole("status")).toHaveText("Ignored");
  // The button is gone with its state, and the card has the focus.
  await expect(incoming).toBeFocused();
  await bare.keyboard.press("Tab");
  await bare.keyboard.press("Tab");
  await bare.keyboard.press("Tab");
  await bare.keyboard.press("Tab");
  await bare.keyboard.type("Gladly");
  await bare.keyboard.press("Shift+Tab");
  await bare.keyboard.press("Shift+Tab");
  await bare.keyboard.press("Shift+Tab");
  await bare.keyboard.press("Enter");
  await expect(bare.getByRole("article", { name: "Call to bob" })).toContainText("bob accepted");
  await expect(bare.getByRole("article", { name: "Call to bob" })).toContainText("Gladly");
});

test("a reply refuses, and a press of Cancel cancels", async ({ bare }) => {
  await bare.evaluate(async () => {
    await uiPage.ring();
    uiPage.show("incoming-call", { invitation: uiPage.rung });
  });
  await bare.getByRole("button", { name: "Can't talk now" }).click();
  await expect(bare.getByRole("article")).toContainText("You declined");
  expect(await bare.evaluate(() => uiPage.sent?.response)).toBe("Can't talk now");
  await bare.evaluate(async () => {
    await uiPage.ring();
    uiPage.show("outgoing-call", { invitation: uiPage.sent });
  });
  await bare.getByRole("button", { name: "Cancel" }).click();
  expect(await bare.evaluate(() => uiPage.rung?.state)).toBe("canceled");
});

test("an app answers itself, says it in its own words, and gives the parts a look of its own", async ({
  bare,
}) => {
  const details = await bare.evaluate(async () => {
    await uiPage.ring({ kind: "video" });
    const words = {
      calls: { accept: "Pick up", incoming: { ringing: (name: string) => ({ title: `It is ${name}` }) } },
    };
    const style = document.createElement("style");
    style.textContent = "incoming-call::part(accept) { background: rgb(1, 2, 3); }";
    document.head.append(style);
    const details: unknown[] = [];
    document.addEventListener("accept", (event) => {
      event.preventDefault();
      details.push((event as CustomEvent).detail);
    });
    uiPage.show("incoming-call", {
      ...{ invitation: uiPage.rung, words, answer: " at five " },
      ...{ wordless: true, withoutVideo: true },
    });
    Object.assign(window, { details });
    return details;
  });
  expect(details).toEqual([]);
  await expect(bare.getByRole("status")).toHaveText("It is ada");
  await expect(bare.getByRole("textbox")).toHaveCount(0);
  const accept = bare.getByRole("button", { name: "Pick up" });
  await expect(accept).toHaveCSS("background-color", "rgb(1, 2, 3)");
  await accept.click();
  await bare.getByRole("button", { name: "Answer without video" }).click();
  expect(await bare.evaluate(() => (window as unknown as { details: unknown[] }).details)).toEqual([
    { response: "at five", video: true },
    { response: "at five", video: false },
  ]);
  expect(await bare.evaluate(() => uiPage.rung?.state)).toBe("ringing");
});

test("a card offers no answer without video, unless the app says that it leaves the camera off", async ({
  bare,
}) => {
  await bare.evaluate(async () => {
    await uiPage.ring({ kind: "video" });
    uiPage.show("incoming-call", { invitation: uiPage.rung });
  });
  await expect(bare.getByRole("button", { name: "Accept", exact: true })).toBeVisible();
  await expect(bare.getByRole("button", { name: "Answer without video" })).toHaveCount(0);
  await bare.evaluate(() => document.querySelector("incoming-call")?.setAttribute("without-video", ""));
  await expect(bare.getByRole("button", { name: "Answer without video" })).toBeVisible();
  await bare.evaluate(async () => {
    uiPage.sent?.cancel();
    await uiPage.ring({ kind: "audio" });
    Object.assign(document.querySelector("incoming-call") as Element, { invitation: uiPage.rung });
  });
  await expect(bare.getByText("Voice call")).toBeVisible();
  await expect(bare.getByRole("button", { name: "Answer without video" })).toHaveCount(0);
});

test("what was typed for one caller is not said to the next one", async ({ bare }) => {
  await bare.evaluate(async () => {
    await uiPage.ring();
    uiPage.show("incoming-call", { invitation: uiPage.rung });
  });
  const answer = bare.getByRole("textbox", { name: "Message" });
  await answer.fill("you only");
  await bare.evaluate(async () => {
    uiPage.sent?.cancel();
    await uiPage.ring({ content: "another call" });
    Object.assign(document.querySelector("incoming-call") as Element, { invitation: uiPage.rung });
  });
  await expect(bare.getByText("another call")).toBeVisible();
  await expect(answer).toHaveValue("");
});

test("what came too late is said on the card", async ({ bare }) => {
  await bare.evaluate(async () => {
    await uiPage.ring();
    const invitation = uiPage.rung;
    const late = {
      snapshot: invitation?.snapshot,
      subscribe: () => () => {},
      accept: () => invitation?.accept(),
    };
    uiPage.show("incoming-call", { invitation: late });
    uiPage.sent?.cancel();
  });
  await bare.getByRole("button", { name: "Accept" }).click();
  await expect(bare.getByRole("alert")).toHaveText("Too late: the call has changed in the meantime.");
});

for (const [lang, colorScheme, options] of [
  ["en", "light", {}],
  ["zh-Hans", "dark", {}],
  ["zh-Hans", "light", LONG],
  ["en", "dark", LONG],
] as const) {
  test(
    `the cards, the chart and the picker are accessible: ${lang}, ${colorScheme}`,
    options,
    async ({ bare }) => {
      await bare.emulateMedia({ colorScheme });
      await bare.setViewportSize({ width: 360, height: 740 });
      await bare.evaluate(
        async ([tongue, name]) => {
          document.documentElement.lang = tongue;
          const sent = uiPage.ada.createLocalInvitation("bob", {
            kind: "video",
            content: "x ".repeat(2_000),
          });
          uiPage.show("sequence-chart", { invitation: sent, self: "ada" });
          const rung = new Promise((resolve) => uiPage.bob.once("invitation", resolve));
          uiPage.show("outgoing-call", { invitation: sent.send() });
          uiPage.show("incoming-call", { invitation: await rung, name });
          uiPage.show("device-picker");
          uiPage.show("peer-avatar", { peer: name });
        },
        [lang, LONG_NAME] as const,
      );
      await expect(bare.locator("incoming-call").getByRole("region")).toBeVisible();
      await expectNoViolation(bare, "ringing");
      // Whatever the name, nothing is wider than the page.
      expect(await bare.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
      const title = await bare.locator("incoming-call").getByRole("status").getAttribute("title");
      expect(title, "the whole name").toContain(LONG_NAME.slice(0, 300));
      await bare.locator("incoming-call").getByRole("button").nth(1).click();
      await expect(bare.locator("outgoing-call").getByRole("article")).toBeVisible();
      await expectNoViolation(bare, "ended");
    },
  );
}

test("a name from right to left leaves the rest of the sentence in its place", async ({ bare }) => {
  await bare.evaluate(async () => {
    await uiPage.ring();
    uiPage.show("incoming-call", { invitation: uiPage.rung, name: "שרה\u202e" });
  });
  await expect(bare.getByRole("status")).toHaveText("\u2068שרה\u2069 is calling you");
});

test("a name that nobody sees is replaced by the id, on cards and on a stage", async ({ bare }) => {
  const name = "\u200b\u2060\u3164";
  await bare.evaluate(async (unseen) => {
    await uiPage.ring();
    uiPage.show("incoming-call", { invitation: uiPage.rung, name: unseen });
    uiPage.show("outgoing-call", { invitation: uiPage.sent, name: unseen });
  }, name);
  await expect(bare.getByRole("region", { name: "Call from ada" })).toContainText("ada is calling you");
  await expect(bare.getByRole("region", { name: "Call to bob" })).toContainText("Ringing bob…");
  await bare.evaluate(async (unseen) => {
    uiPage.sent?.cancel();
    await uiPage.talk();
    uiPage.show("call-stage", { call: uiPage.calls[0], name: unseen });
  }, name);
  const stage = bare.getByRole("region", { name: "bob", exact: true });
  await expect(stage.getByRole("status").first()).toHaveText("bob");
  for (const [element, initials] of [
    ["incoming-call", "AD"],
    ["outgoing-call", "BO"],
    ["call-stage", "BO"],
  ] as const)
    await expect(bare.locator(element).locator("peer-avatar .face")).toHaveText(initials);
});

test("who answered elsewhere is not shown as the caller's own words", async ({ bare }) => {
  await bare.evaluate(async () => {
    await uiPage.ring({ content: "Lunch?" });
    const { snapshot } = uiPage.rung as NonNullable<typeof uiPage.rung>;
    const outcome = { kind: "canceled", reason: "answered-elsewhere", content: "your-boss" };
    const invitation = {
      snapshot: { ...snapshot, state: "canceled", expiresAtMs: undefined, outcome },
      subscribe: () => () => {},
    };
    uiPage.show("incoming-call", { invitation });
  });
  await expect(bare.getByRole("article")).toContainText("Somebody else answered");
  await expect(bare.getByText("Lunch?")).toBeVisible();
  await expect(bare.getByText("your-boss")).toHaveCount(0);
});

for (const [kind, inWords, outWords] of [
  [undefined, "Call", "Call"],
  ["audio", "Voice call", "Voice call"],
  ["fax", "Call from another app", "Call"],
] as const) {
  test(`a call of the kind ${kind} is called: ${inWords}`, async ({ bare }) => {
    await bare.evaluate(async (given) => {
      await uiPage.ring(given === undefined ? {} : { kind: given });
      uiPage.show("incoming-call", { invitation: uiPage.rung });
      uiPage.show("outgoing-call", { invitation: uiPage.sent });
    }, kind);
    await expect(bare.locator("incoming-call [part=kind]")).toHaveText(`↙ ${inWords}`);
    await expect(bare.locator("outgoing-call [part=kind]")).toHaveText(`↗ ${outWords}`);
    await expect(bare.locator("incoming-call label")).toHaveText("Message (optional)");
  });
}

test("elements that leave the page let go of everything, and pick it up again", async ({ bare }) => {
  const held = () =>
    bare.evaluate(() => {
      const { timers, listeners, contexts } = window.held;
      const heard = [uiPage.sent, uiPage.rung].map((it) => it?.listenerCount("changed"));
      return { timers, listeners, contexts, heard };
    });
  await bare.evaluate(() => uiPage.ring());
  const idle = await held();
  await bare.evaluate(async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    uiPage.show("incoming-call", { invitation: uiPage.rung });
    uiPage.show("outgoing-call", { invitation: uiPage.sent });
    uiPage.show("sequence-chart", { invitation: uiPage.sent });
    uiPage.show("device-picker", { track: stream.getAudioTracks()[0] });
    uiPage.show("call-timer", { sinceMs: Date.now() });
  });
  await expect(bare.getByRole("meter")).toBeVisible();
  await expect.poll(async () => (await held()).listeners).toBe(idle.listeners + 3);
  const before = await held();
  expect(before).toMatchObject({ contexts: 1, heard: [2, 1] });
  const main = await bare.evaluateHandle(() => document.querySelector("main") as HTMLElement);
  await main.evaluate((it) => it.remove());
  expect(await held()).toEqual(idle);
  await main.evaluate((it) => document.body.append(it));
  await expect.poll(held).toEqual(before);
  await bare.evaluate(() => uiPage.sent?.cancel());
  await expect(bare.locator("incoming-call").getByRole("status")).toHaveText("ada canceled");
});

test("a second copy of the package on the page is no error", async ({ bare }) => {
  const count = await bare.evaluate(async () => {
    const scripts = performance
      .getEntriesByType("resource")
      .map(({ name }) => name)
      .filter((name) => name.endsWith(".js"));
    for (const script of scripts) await import(/* @vite-ignore */ `${script}?copy`);
    return scripts.length;
  });
  expect(count).toBeGreaterThan(0);
});
