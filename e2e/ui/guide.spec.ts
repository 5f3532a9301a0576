// The page of docs/guides/ui.md, exactly as it is there. Two people call each other with it.
import { expect, type Page } from "@playwright/test";
import { expectMovement } from "../support/media.ts";
import { type Pages, test } from "../support/pages.ts";
import { bringBroker } from "../support/public-broker.ts";

declare global {
  interface Window {
    /** Which devices the page has asked for, and how many tones it plays. */
    readonly noted: { asked: string[]; tones: number };
  }
}

/** Notes what the page opens and plays. Runs in the page before its scripts. */
function note(): void {
  const noted = { asked: [] as string[], tones: 0 };
  Object.assign(window, { noted });
  const { mediaDevices } = navigator;
  const ask = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = (constraints) => {
    noted.asked.push(...(["audio", "video"] as const).filter((kind) => constraints?.[kind]));
    return ask(constraints);
  };
  const { start } = AudioBufferSourceNode.prototype;
  AudioBufferSourceNode.prototype.start = function (...args) {
    noted.tones += 1;
    this.addEventListener("ended", () => {
      noted.tones -= 1;
    });
    start.apply(this, args);
  };
}

/** Opens the page for a person. Resolves with the page and the person's number. */
async function open(
  pages: Pages,
  baseURL: string | undefined,
  name: string,
): Promise<readonly [Page, string]> {
  const page = await pages.open(name, { permissions: ["camera", "microphone"] });
  await bringBroker(page, baseURL ?? "");
  await page.addInitScript(note);
  await page.goto("/e2e/ui-guide/index.html");
  const heading = page.getByRole("heading", { name: /^You are \d+$/ });
  await expect(heading).toBeVisible();
  // A page may ring once the person has clicked in it.
  await heading.click();
  return [page, (await heading.textContent())?.replace(/\D/g, "") ?? ""];
}

async function call(page: Page, number: string, button = "Call"): Promise<void> {
  await page.getByLabel("Number").fill(number);
  await page.getByRole("button", { name: button, exact: true }).click();
  await expect(page.getByRole("region", { name: `Call to ${number}` })).toContainText(`Ringing ${number}…`);
}

test("the guide's page: it rings, is accepted, both see each other, and one hangs up", async ({
  pages,
  baseURL,
}) => {
  const [ada, from] = await open(pages, baseURL, "ada");
  const [bob, to] = await open(pages, baseURL, "bob");
  await call(ada, to);
  await bob.getByRole("button", { name: "Accept" }).click();
  await expectMovement(bob.getByLabel(`Picture of ${from}`), 3);
  await expectMovement(ada.getByLabel(`Picture of ${to}`), 3);
  await ada.getByRole("button", { name: "Hang up" }).click();
  await expect(bob.getByText(`${from} hung up`)).toBeVisible();
});

test("the guide's page opens no camera for an answer without video, and none for a voice call", async ({
  pages,
  baseURL,
}) => {
  const [ada, from] = await open(pages, baseURL, "ada");
  const [bob, to] = await open(pages, baseURL, "bob");
  const asked = (page: Page) => page.evaluate(() => window.noted.asked.splice(0));
  await call(ada, to);
  await bob.getByRole("button", { name: "Answer without video" }).click();
  await expectMovement(bob.getByLabel(`Picture of ${from}`), 3);
  await expect(bob.getByRole("button", { name: "Mute" })).toBeVisible();
  await expect(bob.getByRole("button", { name: "Turn camera on" })).toBeVisible();
  expect(await asked(bob)).toEqual(["audio"]);
  expect(await asked(ada)).toEqual(["audio", "video"]);
  await ada.getByRole("button", { name: "Hang up" }).click();
  await expect(bob.getByText(`${from} hung up`)).toBeVisible();

  await call(ada, to, "Voice call");
  await expect(bob.getByRole("region", { name: `Call from ${from}` })).toContainText("Voice call");
  await bob.getByRole("button", { name: "Accept" }).click();
  for (const page of [ada, bob]) {
    await expect(page.getByRole("button", { name: "Mute" })).toBeVisible();
    expect(await asked(page)).toEqual(["audio"]);
  }
});

test("the guide's page rings as long as any call rings, and not for an ignored one", async ({
  pages,
  baseURL,
}) => {
  const [ada, from] = await open(pages, baseURL, "ada");
  const [cyd] = await open(pages, baseURL, "cyd");
  const [bob, to] = await open(pages, baseURL, "bob");
  const tones = () => bob.evaluate(() => window.noted.tones);
  await call(ada, to);
  await expect.poll(tones).toBe(1);
  await bob.getByRole("button", { name: "Ignore" }).click();
  await expect.poll(tones).toBe(0);
  await call(cyd, to);
  await expect.poll(tones).toBe(1);
  await ada.getByRole("button", { name: "Cancel" }).click();
  await expect(bob.getByRole("article", { name: `Call from ${from}` })).toContainText("canceled");
  // Long enough for a tone to fade out.
  await bob.waitForTimeout(1_000);
  expect(await tones()).toBe(1);
  await cyd.getByRole("button", { name: "Cancel" }).click();
  await expect.poll(tones).toBe(0);
});
