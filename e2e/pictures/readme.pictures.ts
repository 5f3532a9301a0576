// README's pictures, taken from the demo itself: two people ring each other and talk.
import { mkdir } from "node:fs/promises";
import { type Browser, type BrowserContextOptions, expect, type Page, test } from "@playwright/test";
import { expectMovement } from "../support/media.ts";
import { installPortrait, type Look } from "./portrait.ts";

const FOLDER = "docs/pictures";
const ALICE: Look = {
  wall: ["#e8a87c", "#a3502f"],
  skin: "#f0c9a8",
  hair: "#3b2419",
  shirt: "#fff4e6",
  hasLongHair: true,
};
const BOB: Look = {
  wall: ["#3f9c80", "#12483a"],
  skin: "#d8a47f",
  hair: "#1d1a1a",
  shirt: "#f0c75e",
  hasLongHair: false,
};

/** Opens the demo for somebody and goes online. */
async function join(
  browser: Browser,
  [name, look]: readonly [string, Look],
  query: string,
  options: BrowserContextOptions,
): Promise<Page> {
  const context = await browser.newContext({ permissions: ["camera", "microphone"], ...options });
  const page = await context.newPage();
  await page.addInitScript(installPortrait, look);
  await page.goto(`./?${new URLSearchParams({ name })}&join${query}`);
  await expect(page.getByRole("status").first()).toContainText(name);
  return page;
}

/** Joins pictures side by side into one file. */
async function compose(browser: Browser, name: string, pictures: readonly Buffer[], heightPx: number) {
  const page = await browser.newPage({ viewport: { width: 400, height: 300 }, deviceScaleFactor: 1.5 });
  const images = pictures.map(
    (picture) => `<img height="${heightPx}" src="data:image/png;base64,${picture.toString("base64")}">`,
  );
  await page.setContent(`<!doctype html><style>
    body { margin: 0; width: max-content; box-sizing: border-box; padding: 28px; display: flex; gap: 28px; align-items: start;
      background: linear-gradient(120deg, #cfe6d9, #ffe3d3); }
    img { display: block; border-radius: 18px; box-shadow: 0 18px 50px rgb(16 32 26 / 30%); }
  </style>${images.join("")}`);
  await page.waitForFunction(() => [...document.images].every(({ complete }) => complete));
  const { width, height } = (await page.locator("body").boundingBox()) ?? { width: 0, height: 0 };
  await page.setViewportSize({ width: Math.ceil(width), height: Math.ceil(height) });
  await page.screenshot({ path: `${FOLDER}/${name}.png` });
  await page.close();
}

/** Waits until a picture has had time to become sharp. */
async function isSharp(page: Page, label: string): Promise<void> {
  await expectMovement(page.getByLabel(label, { exact: true }), 60);
}

test.beforeAll(() => mkdir(FOLDER, { recursive: true }));

test("ringing, in a call, and its sequence chart", async ({ browser }) => {
  const options = { viewport: { width: 1_280, height: 800 }, reducedMotion: "reduce" as const };
  const bob = await join(browser, ["bob", BOB], "", options);
  const alice = await join(browser, ["alice", ALICE], "&call=bob", options);
  await bob.getByRole("tab", { name: "Contacts" }).click();
  for (const contact of ["alice", "carol"]) {
    await bob.getByRole("textbox", { name: "Id of a contact" }).fill(contact);
    await bob.getByRole("button", { name: "Add a contact" }).click();
  }
  await alice.getByRole("textbox", { name: "Message" }).fill("Lunch at noon?");
  await alice.getByRole("button", { name: "Call", exact: true }).click();
  await expect(alice.getByText("Ringing bob…")).toBeVisible();
  await expect(alice.getByLabel("Your own picture")).toBeVisible();
  await expectMovement(alice.getByLabel("Your own picture"));
  await compose(browser, "ringing", [await alice.screenshot(), await bob.screenshot()], 560);

  const card = bob.getByRole("region", { name: "Call from alice" });
  await card.getByRole("textbox", { name: "Message" }).fill("Gladly! The usual place?");
  await bob.getByRole("button", { name: "Accept" }).click();
  await expect(alice.getByRole("timer", { name: "Length of the call" })).toBeVisible();
  const write = async (page: Page, text: string): Promise<void> => {
    await page.getByRole("textbox", { name: "Write a message" }).fill(text);
    await page.getByRole("button", { name: "Send" }).click();
  };
  await write(alice, "Yes, and bring the drawings");
  await write(bob, "On my way");
  await alice.getByRole("button", { name: "Mute" }).focus();
  await alice.mouse.click(4, 4);
  await isSharp(alice, "Picture of bob");
  await alice.screenshot({ path: `${FOLDER}/call.png` });
  await alice.getByRole("button", { name: "Minimize the call" }).click();
  await alice.getByRole("button", { name: "For developers" }).click();
  const chart = alice.locator("demo-chart-panel");
  await chart.screenshot({ path: `${FOLDER}/chart.png` });
});

test("on a phone, dark, in Chinese", async ({ browser }) => {
  const options = {
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    reducedMotion: "reduce" as const,
    colorScheme: "dark" as const,
    locale: "zh-CN",
  };
  const li = await join(browser, ["li-na", ALICE], "", options);
  const wang = await join(browser, ["wang-wei", BOB], "&call=li-na", options);
  const home = await wang.screenshot();
  await wang.getByRole("textbox", { name: "留言" }).fill("中午一起吃饭？");
  await wang.getByRole("button", { name: "呼叫", exact: true }).click();
  await expect(li.getByText("wang-wei 来电", { exact: true })).toBeVisible();
  const incoming = await li.screenshot();
  await li.getByRole("button", { name: "接听", exact: true }).click();
  await expect(li.getByRole("timer", { name: "通话时长" })).toBeVisible();
  await isSharp(li, "wang-wei 的画面");
  await compose(browser, "phone", [home, incoming, await li.screenshot()], 640);
});
