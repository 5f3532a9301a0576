// What strangers and the other side of a call can do to the page: it shows a bounded part of it, and continues to work.
import { expect, type Page } from "@playwright/test";
import { type Person, test } from "../support/person.ts";

declare global {
  interface Window {
    /** Sends many texts at once over the data channel of the call, bypassing the page. */
    flood(texts: readonly string[]): Promise<void>;
    /** The longest time that the page was busy with one task, in ms. */
    blockedMs: number;
  }
}

/** Gives a page `window.flood`. Call it before the page is loaded. */
async function armFlood(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const channels = new Set<RTCDataChannel>();
    const { createDataChannel } = RTCPeerConnection.prototype;
    RTCPeerConnection.prototype.createDataChannel = function (...args) {
      const channel = createDataChannel.apply(this, args);
      channels.add(channel);
      return channel;
    };
    window.flood = async (texts) => {
      // PeerJS names its channels by "dc_" or after their connection. A call's channel has a name of 40 digits.
      const channel = [...channels].find(
        ({ label, readyState }) => /^[0-9a-f]{40}$/.test(label) && readyState === "open",
      );
      if (channel === undefined) throw new Error("There is no call.");
      channel.bufferedAmountLowThreshold = 1_000_000;
      for (const text of texts) {
        if (channel.bufferedAmount > 4_000_000)
          await new Promise((resolve) =>
            channel.addEventListener("bufferedamountlow", resolve, { once: true }),
          );
        channel.send(text);
      }
    };
  });
}

async function watchBlocks({ page }: Person): Promise<void> {
  await page.evaluate(() => {
    window.blockedMs = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.blockedMs = Math.max(window.blockedMs, duration);
    }).observe({ type: "longtask" });
  });
}

test("a flood in the chat does not block the page, and the newest of it is shown", async ({ crowd }) => {
  const ada = await crowd.visit("ada");
  await armFlood(ada.page);
  await ada.page.reload();
  await ada.goOnline();
  const bob = await crowd.join("bob");
  await bob.page.setViewportSize({ width: 360, height: 720 });
  await ada.call(bob);
  await bob.answer(ada, "Accept");
  await expect(ada.page.getByRole("timer", { name: "Length of the call" })).toBeVisible();
  await watchBlocks(bob);
  const flood = (count: number, length: number): Promise<void> =>
    ada.page.evaluate(
      ([many, long]) => window.flood(Array.from({ length: many }, (_, n) => `${n}`.padEnd(long, "x"))),
      [count, length] as const,
    );
  await flood(10, 250_000);
  await ada.write("Did you see it?");
  await expect(bob.chat).toContainText("Did you see it?");
  await expect(bob.chat).toContainText("The message was longer. Only its first 8,000 characters are kept.");
  expect(await bob.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  const all = bob.chat.getByRole("button", { name: "Show all" }).last();
  await all.click();
  const less = bob.chat.getByRole("button", { name: "Show less" });
  await expect(less).toBeFocused();
  await less.click();
  await flood(5_000, 0);
  await ada.write("invoice\u202efdp.exe");
  await expect(bob.chat).toContainText("invoicefdp.exe");
  await expect(bob.chat).toContainText(/4712 earlier messages are not kept/);
  // Without the bounds it was seconds, and up to half a minute. Other tests on the machine do not slow it down that much.
  expect(await bob.page.evaluate(() => window.blockedMs)).toBeLessThan(300);
});

test("a person who leaves after an OFFER that breaks PeerJS can go online again, and be called", async ({
  crowd,
}) => {
  const [ada, bob] = [await crowd.visit("ada"), await crowd.join("bob")];
  const offer = {
    type: "OFFER",
    src: "eve",
    payload: { type: "data", connectionId: "dc_1", serialization: "constructor" },
  };
  // Sent past the broker's guard, which would not let it through.
  await ada.page.routeWebSocket(/\/broker\/peerjs/, (socket) => {
    const broker = socket.connectToServer();
    broker.onMessage((message) => {
      socket.send(message);
      if (String(message).includes('"OPEN"')) socket.send(JSON.stringify(offer));
    });
  });
  await ada.page.reload();
  for (let time = 1; time <= 2; time += 1) {
    await ada.goOnline();
    await expect(ada.connection).toHaveText(`Online as ${ada.name}`);
    if (time === 1) await ada.page.getByRole("button", { name: "Go offline" }).click();
  }
  await bob.call(ada);
  await expect(ada.callFrom(bob)).toBeVisible();
});

test("a link with a peer to call places no call if a key is held down", async ({ crowd }) => {
  const link = await crowd.visit("link", "?call=eve");
  await link.page.keyboard.down("Enter");
  await link.page.getByRole("textbox", { name: "Your name" }).focus();
  await link.page.keyboard.down("Enter");
  await link.page.getByRole("button", { name: "Call eve" }).focus();
  await link.page.keyboard.down("Enter");
  await link.page.keyboard.up("Enter");
  await expect(link.page.getByRole("button", { name: "Call eve" })).toBeFocused();

  const ada = await crowd.visit("ada", "?call=eve&join");
  await expect(ada.page.getByRole("textbox", { name: "Who to call" })).toHaveValue("eve");
  await ada.page.getByRole("radio", { name: "Chat" }).check();
  await ada.page.getByRole("tab", { name: "Recent" }).focus();
  await ada.page.keyboard.down("Enter");
  await ada.page.getByRole("button", { name: "Call", exact: true }).focus();
  const submitted = await ada.page.locator("demo-call-form form").evaluateHandle((form) => {
    const count = { times: 0 };
    form.addEventListener("submit", () => {
      count.times += 1;
    });
    return count;
  });
  await ada.page.keyboard.down("Enter");
  await ada.page.keyboard.up("Enter");
  expect(await submitted.evaluate(({ times }) => times)).toBe(0);
  await ada.page.keyboard.press("Enter");
  expect(await submitted.evaluate(({ times }) => times)).toBe(1);
  await expect(ada.callTo("eve")).toBeVisible();
});
