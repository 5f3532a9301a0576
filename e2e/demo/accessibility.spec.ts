// Every screen with the longest names, words and chats, on every size, in both themes and both languages: everything fits, and axe
// finds nothing.
import { expect } from "@playwright/test";
import { expectAccessible, expectNoViolation } from "../support/axe.ts";
import { test } from "../support/person.ts";

/** With what makes it unique, as long as a name can be. */
const long = (name: string): string => `${name}-${"maximilian-alexander-".repeat(6)}`.slice(0, 112);
const WORDS = `${"Are you there? ".repeat(30)} ${"long".repeat(40)} https://example.org/${"path/".repeat(30)}`;

test("everything long fits and is accessible: going online, checking devices, and the settings", async ({
  crowd,
}) => {
  const ada = await crowd.visit(long("ada"));
  await ada.page.getByRole("textbox", { name: "Your id" }).fill("two  spaces");
  await ada.page.getByRole("button", { name: "Go online" }).click();
  await expectAccessible(ada.page, "first screen, with a problem");
  await ada.goOnline();
  await ada.page.getByRole("button", { name: "Check camera and microphone" }).click();
  await expect(ada.picture("Your own picture")).toBeVisible();
  await expectAccessible(ada.page, "home, with preview");
  await ada.page.getByRole("button", { name: "Close preview" }).click();
  await ada.page.keyboard.press("?");
  await expectAccessible(ada.page, "the keyboard's shortcuts");
  await ada.page.keyboard.press("Escape");
  await ada.page.locator("demo-bar button").last().click();
  for (const language of ["en", "zh"]) {
    for (const theme of ["light", "dark"]) {
      await ada.page.locator("#language").selectOption(language);
      await ada.page.locator("#theme").selectOption(theme);
      await expectNoViolation(ada.page, `settings, ${language}, ${theme}`);
    }
  }
});

test("everything long fits and is accessible: a call from ringing to its end, with a long chat", async ({
  crowd,
}) => {
  test.setTimeout(120_000);
  const [ada, bob] = [await crowd.join(long("ada"), "?ttlMs=600000"), await crowd.join(long("bob"))];
  await bob.addContact(ada.name.replace("maximilian", "maximi1ian"));
  const call = await ada.call(bob, WORDS, "Video");
  await expect(bob.callFrom(ada).getByText(/^Not your contact/)).toBeVisible();
  await expectAccessible(ada.page, "outgoing");
  await expectAccessible(bob.page, "incoming");
  await bob.answer(ada, "Accept", "Gladly");
  await expect(call.getByRole("timer", { name: "Length of the call" })).toBeVisible();
  for (let line = 1; line <= 12; line += 1) await ada.write(`${line}: ${WORDS.slice(-300)}`);
  await expect(bob.chat).toContainText("12: ");
  await ada.press("Options");
  await bob.press("Turn camera off");
  await bob.press("Mute");
  await bob.press("Share screen");
  await expect(ada.picture(`Screen of ${bob.name.slice(0, 39)}…`)).toBeVisible();
  await expectAccessible(ada.page, "in a call, their screen, options shown");
  await expectAccessible(bob.page, "in a call, with pictures and chat");
  await ada.press("Hang up");
  await expect(bob.callFrom(ada).getByText("hung up")).toBeVisible();
  await bob.page.getByText("Chat: 12 messages").click();
  await bob.addContact(ada.name);
  await bob.openLog();
  await expectAccessible(bob.page, "after a call: a kept chat, contacts, the drawer");
});

test("everything long fits and is accessible: a call that waits, one that is on hold, and a question", async ({
  crowd,
}) => {
  test.setTimeout(120_000);
  const [ada, cyd] = [await crowd.join(long("ada")), await crowd.join(long("cyd"), "?ttlMs=600000")];
  const bob = await crowd.join("bob");
  await cyd.set((dialog) => dialog.getByLabel("Your name").fill("שרה כהן ".repeat(9)));
  await ada.call(bob);
  await bob.answer(ada, "Accept");
  await expect(bob.chat).toBeVisible();
  const call = await cyd.call(bob, WORDS, "Video");
  await expect(bob.page.getByText("Missed call from")).toBeVisible();
  await expectAccessible(bob.page, "a chat call, with a missed one");
  await bob.letFurtherCallsRing();
  await call.getByRole("button", { name: "Call again" }).click();
  const waiting = bob.page.locator("demo-waiting-card");
  await expect(waiting).toContainText("שרה כהן");
  await expectAccessible(bob.page, "call waiting, the call minimized");
  await waiting.getByRole("button", { name: "Accept" }).click();
  await expect(bob.page.getByText("On hold")).toBeVisible();
  await ada.write(WORDS);
  await expect(bob.page.getByText("“Are you there?")).toBeVisible();
  await expectAccessible(bob.page, "a call on hold over an active one");
  await bob.minimize();
  await bob.page.getByRole("button", { name: "Go offline" }).click();
  await expectAccessible(bob.page, "a question");
});
