// The one-page example, exactly as README and the guide show it, without a build: people call each other with it.
import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { expectNoViolation } from "../support/axe.ts";
import { expectMovement } from "../support/media.ts";
import { test as base, ONE_PAGE } from "../support/packed.ts";
import { bringBroker } from "../support/public-broker.ts";

/** A person with the page open. */
interface Reader {
  readonly page: Page;
  /** The number on the page that others can call. */
  readonly number: string;
}

interface Opening {
  /** Runs in the page before the page's own scripts. */
  readonly before?: () => void;
}

const test = base.extend<{
  open: (name: string, opening?: Opening) => Promise<Reader>;
  readers: readonly [ada: Reader, bob: Reader];
}>({
  open: async ({ pages, site, baseURL }, use) => {
    await use(async (name, { before } = {}) => {
      const page = await pages.open(name, { permissions: ["camera", "microphone"] });
      if (before !== undefined) await page.addInitScript(before);
      await bringBroker(page, baseURL ?? "");
      await page.goto(site.address);
      const heading = page.getByRole("heading", { name: /^You are \d+$/ });
      await expect(heading).toBeVisible();
      return { page, number: (await heading.textContent())?.replace(/\D/g, "") ?? "" };
    });
  },
  readers: async ({ open }, use) => use([await open("ada"), await open("bob")]),
});

const callButton = ({ page }: Reader) => page.getByRole("button", { name: "Call" });
const endButton = ({ page }: Reader) => page.getByRole("button", { name: "End" });

async function call(from: Reader, { number }: Reader): Promise<void> {
  await from.page.getByLabel("Number").fill(number);
  await callButton(from).click();
}

function press({ page }: Reader, name: "Accept" | "Refuse" | "End"): Promise<void> {
  return page.getByRole("button", { name }).click();
}

/** A call takes two WebRTC connections and a camera: seconds, on a busy machine. */
function says({ page }: Reader, words: string): Promise<void> {
  return expect(page.getByRole("status")).toHaveText(words, { timeout: 30_000 });
}

function warns({ page }: Reader, words: string | RegExp): Promise<void> {
  return expect(page.getByRole("alert").filter({ hasText: words })).toBeVisible({ timeout: 30_000 });
}

async function connect(ada: Reader, bob: Reader): Promise<void> {
  await call(ada, bob);
  await says(bob, `${ada.number} is calling: ringing`);
  await press(bob, "Accept");
  for (const reader of [ada, bob]) await says(reader, "connected");
}

async function seeEachOther(...readers: readonly Reader[]): Promise<void> {
  for (const { page } of readers) {
    for (const video of await page.locator("video").all()) await expectMovement(video);
  }
}

/** The page is as it was before the call: no picture, and the person can call again. */
async function expectIdle(...readers: readonly Reader[]): Promise<void> {
  for (const reader of readers) {
    await expect(endButton(reader)).toBeHidden();
    await expect(callButton(reader)).toBeEnabled();
    for (const video of await reader.page.locator("video").all()) {
      await expect(video).toHaveJSProperty("srcObject", null);
      await expect(video).toHaveJSProperty("videoWidth", 0);
    }
  }
}

/** Keeps what the page captures, so that a test can see whether the camera is on. */
function watchCamera(): void {
  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  const tracks: MediaStreamTrack[] = [];
  Object.assign(window, { captured: tracks });
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    const stream = await ask(constraints);
    tracks.push(...stream.getTracks());
    return stream;
  };
}

const cameraStates = ({ page }: Reader): Promise<string[]> =>
  page.evaluate(() =>
    (window as unknown as { captured: MediaStreamTrack[] }).captured.map((track) => track.readyState),
  );

test("README and the guide show the example as it is", () => {
  const page = readFileSync(ONE_PAGE, "utf8");
  for (const path of ["README.md", "docs/guides/one-page.md"]) {
    const document = readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
    expect(document.match(/(?<=^```html\n)[\s\S]*?(?=^```$)/gm), path).toEqual([page]);
  }
});

test("two people talk, one hangs up, and no picture stays", async ({ open }) => {
  const [ada, bob] = [
    await open("ada", { before: watchCamera }),
    await open("bob", { before: watchCamera }),
  ] as const;
  await connect(ada, bob);
  await seeEachOther(ada, bob);
  await expectNoViolation(ada.page, "a call");
  await press(ada, "End");
  await says(ada, "this side hung up");
  await says(bob, "the other side hung up");
  await expectIdle(ada, bob);
  for (const reader of [ada, bob]) await expect.poll(() => cameraStates(reader)).toEqual(["ended", "ended"]);
});

test("nobody can press Call during a call, and after it the callee calls back", async ({
  readers: [ada, bob],
}) => {
  await call(ada, bob);
  for (const reader of [ada, bob]) await expect(callButton(reader)).toBeDisabled();
  await says(bob, `${ada.number} is calling: ringing`);
  await press(bob, "Accept");
  for (const reader of [ada, bob]) {
    await says(reader, "connected");
    await expect(callButton(reader)).toBeDisabled();
    // A disabled button also stops Enter.
    await reader.page.getByLabel("Number").fill("123");
    await reader.page.getByLabel("Number").press("Enter");
    await says(reader, "connected");
  }
  await press(bob, "End");
  await expectIdle(ada, bob);
  await connect(bob, ada);
  await seeEachOther(ada, bob);
  await press(ada, "End");
  await says(bob, "the other side hung up");
  await expectIdle(ada, bob);
});

test("Enter calls; a call is refused, the next one canceled, and the one after that accepted", async ({
  readers: [ada, bob],
}) => {
  await ada.page.getByLabel("Number").fill(` ${bob.number} `);
  await ada.page.getByLabel("Number").press("Enter");
  await press(bob, "Refuse");
  await says(ada, `Calling ${bob.number}: refused`);
  await expectIdle(ada, bob);
  await call(ada, bob);
  await says(bob, `${ada.number} is calling: ringing`);
  await press(ada, "End");
  await says(bob, `${ada.number} is calling: canceled`);
  await expectIdle(ada, bob);
  await connect(bob, ada);
});

test("anyone who calls during a call is told busy, and the call goes on", async ({
  readers: [ada, bob],
  open,
}) => {
  await connect(ada, bob);
  const eve = await open("eve");
  await call(eve, bob);
  await says(eve, `Calling ${bob.number}: busy`);
  await expectIdle(eve);
  await says(bob, "connected");
  await expect(bob.page.getByRole("button", { name: "Accept" })).toBeHidden();
  await press(bob, "End");
  await says(ada, "the other side hung up");
});

test("two people who call each other at once get one call", async ({ readers: [ada, bob] }) => {
  await ada.page.getByLabel("Number").fill(bob.number);
  await bob.page.getByLabel("Number").fill(ada.number);
  // The faster one's call may disable the other's button.
  await Promise.allSettled([ada, bob].map((reader) => callButton(reader).click({ timeout: 1_000 })));
  // Calls that cross are accepted at once (rule R9.2). One that was faster rings.
  const accept = (reader: Reader) => reader.page.getByRole("button", { name: "Accept" });
  const settled = async (): Promise<Reader | "connected" | undefined> => {
    for (const reader of [ada, bob]) if (await accept(reader).isVisible()) return reader;
    return (await ada.page.getByRole("status").textContent()) === "connected" ? "connected" : undefined;
  };
  await expect.poll(settled).toBeDefined();
  const callee = await settled();
  if (typeof callee === "object") await press(callee, "Accept");
  for (const reader of [ada, bob]) await says(reader, "connected");
  await press(ada, "End");
  await expectIdle(ada, bob);
});

test("a call ends when the other page closes", async ({ readers: [ada, bob] }) => {
  await connect(ada, bob);
  await bob.page.close();
  await expect(ada.page.getByRole("status")).toContainText("the other side", { timeout: 30_000 });
  await expectIdle(ada);
});

test("a person who denies the camera is told so, and still sees the other", async ({ open }) => {
  const ada = await open("ada", {
    before: () => {
      navigator.mediaDevices.getUserMedia = () =>
        Promise.reject(new DOMException("Permission denied", "NotAllowedError"));
    },
  });
  const bob = await open("bob");
  await connect(ada, bob);
  await warns(ada, /No camera: This page may not use it/);
  await expectMovement(ada.page.locator("#theirs"));
  await press(ada, "End");
  await expectIdle(ada, bob);
});

test("the call ends while the browser still asks for the camera: the camera does not stay on", async ({
  open,
}) => {
  const ada = await open("ada", {
    before: () => {
      const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      const page = window as unknown as { allow(): void; captured: MediaStreamTrack[] };
      page.captured = [];
      const allowed = new Promise<void>((resolve) => {
        page.allow = resolve;
      });
      navigator.mediaDevices.getUserMedia = async (constraints) => {
        await allowed;
        const stream = await ask(constraints);
        page.captured.push(...stream.getTracks());
        return stream;
      };
    },
  });
  const bob = await open("bob");
  await connect(ada, bob);
  await press(ada, "End");
  await ada.page.evaluate(() => (window as unknown as { allow(): void }).allow());
  await expect.poll(() => cameraStates(ada)).toEqual(["ended", "ended"]);
  await expectIdle(ada, bob);
});

test("a wrong number, none, and one's own are reported", async ({ readers: [ada] }) => {
  await callButton(ada).click();
  await warns(ada, /"" is not a peer id/);
  await call(ada, ada);
  await warns(ada, "Cannot createLocalInvitation");
  await expectIdle(ada);
});

test("a number that nobody has is said to be absent, and End stops the attempt", async ({
  readers: [ada],
}) => {
  await ada.page.getByLabel("Number").fill("1");
  await callButton(ada).click();
  await says(ada, "Calling 1: peer-absent");
  await press(ada, "End");
  await says(ada, "Calling 1: canceled");
  await expectIdle(ada);
});

test("without a broker, the page says which address does not answer, and is online once it does", async ({
  pages,
  site,
}) => {
  pages.allowError(/./);
  const page = await pages.open("ada");
  let isUp = false;
  await page.routeWebSocket("wss://0.peerjs.com/**", async (socket) => {
    if (isUp) socket.send(JSON.stringify({ type: "OPEN" }));
    else await socket.close();
  });
  await page.goto(site.address);
  const ada = { page, number: "" };
  await warns(ada, /no broker can be used at wss:\/\/0\.peerjs\.com:443\/; check the network/);
  await expect(page.getByRole("heading", { name: "You are offline" })).toBeVisible();
  await page.getByLabel("Number").fill("1");
  await callButton(ada).click();
  await says(ada, "Calling 1: reaching-broker");
  await press(ada, "End");
  await says(ada, "Calling 1: canceled");
  isUp = true;
  await expect(page.getByRole("heading", { name: /^You are \d+$/ })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("alert").filter({ hasText: "no broker can be used" })).toBeHidden();
});
