// The settings: what they change and refuse, and that they are kept. Notifications of a page in the background.
import { expect, type Page } from "@playwright/test";
import { test } from "../support/person.ts";

declare global {
  interface Window {
    /** How many WebRTC connections the page has made. */
    connectionsMade: number;
    /** The notifications that the page has shown, and those that it has closed. */
    shown: { title: string; body: string }[];
    shownNoMore: number;
  }
}

test("time limits take effect when they are applied, and are kept; invalid ones are reported", async ({
  crowd,
}) => {
  const [ada, bob] = [await crowd.join("ada"), await crowd.join("bob")];
  await ada.page.getByRole("button", { name: "Settings" }).click();
  const dialog = ada.page.getByRole("dialog", { name: "Settings" });
  const apply = dialog.getByRole("button", { name: "Apply and reconnect" });
  for (const [field, wrong, right, problem] of [
    ["Seconds a call may ring", "3", "20", "a whole number from 5 to 600"],
    ["Broker", "localhost", "", "not the address of a broker"],
    ["STUN and TURN servers", "turn example.org", "", "is not a server"],
    ["STUN and TURN servers", "stun://stun.example.org:3478", "", "is not a server"],
    ["STUN and TURN servers", "turn:turn.example.org", "stun:127.0.0.1:3478", "is not a server"],
  ] as const) {
    const box = dialog.getByLabel(field, { exact: true });
    await box.fill(wrong);
    await apply.click();
    await expect(dialog.getByRole("alert")).toContainText(problem);
    await box.fill(right);
  }
  await apply.click();
  await expect(dialog).toBeHidden();
  await expect(ada.connection).toHaveText(`Online as ${ada.name}`);
  const call = await ada.call(bob);
  await expect(call.getByRole("timer")).toHaveText(/^0:(1\d|20)$/);
  await expect(bob.callFrom(ada).getByRole("timer")).toHaveText(/^0:(1\d|20)$/);
  await ada.page.reload();
  await ada.page.getByRole("button", { name: "Settings" }).click();
  await expect(dialog.getByLabel("Seconds a call may ring")).toHaveValue("20");
});

test("a person who hides the network address has no connection before the call is accepted, and a call after it", async ({
  crowd,
}) => {
  const [ada, bob] = [await crowd.visit("ada"), await crowd.visit("bob")];
  await countConnections(bob.page);
  await bob.page.reload();
  for (const person of [ada, bob]) await person.goOnline();
  await bob.set((dialog) => dialog.getByLabel("Hide my network address until I answer").check());
  // PeerJS makes some to see what the browser can do.
  const made = (): Promise<number> => bob.page.evaluate(() => window.connectionsMade);
  const before = await made();
  const call = await ada.call(bob, "Are you there?");
  await expect(call).toContainText("Ringing");
  await expect(bob.callFrom(ada)).toBeVisible();
  // By then ada would have dialed, and stated her call again.
  await expect(call.getByRole("timer")).toHaveText(/^0:5[0-7]$/);
  expect(await made()).toBe(before);
  await bob.answer(ada, "Accept");
  await ada.write("hello");
  await expect(bob.chat).toContainText("hello");
  expect(await made()).toBeGreaterThan(before);
});

/** Counts the WebRTC connections that the page makes. Call it before the page is loaded. */
async function countConnections(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.connectionsMade = 0;
    const Native = RTCPeerConnection;
    window.RTCPeerConnection = class extends Native {
      constructor(config?: RTCConfiguration) {
        super(config);
        window.connectionsMade += 1;
      }
    };
  });
}

test("a call that rings in the background is shown as a notification, until it is answered or the page is shown", async ({
  crowd,
}) => {
  const ada = await crowd.join("ada");
  const bob = await crowd.visit("bob");
  await recordNotifications(bob.page);
  await bob.page.reload();
  await bob.goOnline();
  await bob.page.getByRole("button", { name: "Notify me in the background" }).click();
  await bob.page.evaluate(() => {
    Object.defineProperty(document, "hidden", { value: true, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  const call = await ada.call(bob, "Are you there?");
  await expect
    .poll(() => bob.page.evaluate(() => window.shown))
    .toEqual([{ title: `${ada.name} is calling you`, body: "Are you there?" }]);
  await call.getByRole("button", { name: "Cancel" }).click();
  await expect.poll(() => bob.page.evaluate(() => window.shownNoMore)).toBe(1);
  await expect(bob.page, "a call was missed").toHaveTitle(/^\(1\) /);
});

/** Records the page's notifications instead of showing them. Call it before the page is loaded. */
async function recordNotifications(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.shown = [];
    window.shownNoMore = 0;
    class Recorded extends EventTarget {
      static permission: NotificationPermission = "default";
      static async requestPermission(): Promise<NotificationPermission> {
        Recorded.permission = "granted";
        return Recorded.permission;
      }
      constructor(title: string, { body = "" }: NotificationOptions = {}) {
        super();
        window.shown.push({ title, body });
      }
      close(): void {
        window.shownNoMore += 1;
      }
    }
    Object.defineProperty(window, "Notification", { value: Recorded });
  });
}
