// The page of README.md, exactly as it is there. Two people call each other with it.
import { expect, type Page } from "@playwright/test";
import { expectMovement } from "../support/media.ts";
import { test as base } from "../support/pages.ts";
import { bringBroker } from "../support/public-broker.ts";

/** A person with README's page open. */
interface Reader {
  readonly page: Page;
  /** The number on the page that others can call. */
  readonly number: string;
}

const test = base.extend<{ readers: readonly [ada: Reader, bob: Reader] }>({
  launchOptions: async ({ launchOptions }, use) => {
    const fakes = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"];
    await use({ ...launchOptions, args: [...(launchOptions.args ?? []), ...fakes] });
  },
  readers: async ({ pages, baseURL }, use) => {
    const open = async (name: string): Promise<Reader> => {
      const page = await pages.open(name, { permissions: ["camera", "microphone"] });
      await bringBroker(page, baseURL ?? "");
      await page.goto("/e2e/readme/index.html");
      const heading = page.getByRole("heading", { name: /^You are \d+$/ });
      await expect(heading).toBeVisible();
      return { page, number: (await heading.textContent())?.replace(/\D/g, "") ?? "" };
    };
    await use([await open("ada"), await open("bob")]);
  },
});

async function call({ page }: Reader, { number }: Reader): Promise<void> {
  await page.getByLabel("Number").fill(number);
  await page.getByRole("button", { name: "Call" }).click();
}

function press({ page }: Reader, name: "Accept" | "Refuse" | "End"): Promise<void> {
  return page.getByRole("button", { name }).click();
}

/** A call takes two WebRTC connections and a camera: seconds, on a busy machine. */
function says({ page }: Reader, words: string): Promise<void> {
  return expect(page.getByRole("status")).toHaveText(words, { timeout: 30_000 });
}

test("README's page: a call is accepted, both see each other move, and one hangs up", async ({ readers }) => {
  const [ada, bob] = readers;
  await call(ada, bob);
  await says(ada, `Calling ${bob.number}: ringing`);
  await says(bob, `${ada.number} is calling: ringing`);
  await press(bob, "Accept");
  await Promise.all(readers.map((reader) => says(reader, "connected")));
  for (const { page } of readers) {
    for (const video of await page.locator("video").all()) await expectMovement(video);
  }
  await press(ada, "End");
  await says(ada, "this side hung up");
  await says(bob, "the other side hung up");
  for (const { page } of readers) {
    await expect(page.getByRole("button", { name: "End" })).toBeHidden();
    const lives = await page
      .locator("#mine")
      .evaluate((it) =>
        ((it as HTMLVideoElement).srcObject as MediaStream).getTracks().map((t) => t.readyState),
      );
    expect(lives).toEqual(["ended", "ended"]);
  }
});

test("README's page: a call is refused, the next one canceled, and the one after that accepted", async ({
  readers: [ada, bob],
}) => {
  await call(ada, bob);
  await press(bob, "Refuse");
  await says(ada, `Calling ${bob.number}: refused`);
  await call(ada, bob);
  await says(bob, `${ada.number} is calling: ringing`);
  await press(ada, "End");
  await says(bob, `${ada.number} is calling: canceled`);
  await call(bob, ada);
  await press(ada, "Accept");
  await says(ada, "connected");
  await says(bob, "connected");
});

test("README's page reports what is wrong with a number", async ({ readers: [ada], pages }) => {
  pages.allowError(/Cannot createLocalInvitation/);
  await call(ada, ada);
  await expect(ada.page.getByRole("status")).toContainText("Cannot createLocalInvitation");
});
