// The transport contract on real PeerJS: every case in one page, against the project's own broker.
import { expect, type Page, test, type WebSocketRoute } from "@playwright/test";
import { CONTRACT } from "../src/transport/contract.ts";
import { PEERJS_CASES } from "./contract/peerjs-cases.ts";

test.describe.configure({ mode: "default" });

const errors: string[] = [];
let page: Page;

test.beforeAll(async ({ browser }) => {
  page = await browser.newPage();
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(error.message));
  await offerBroker(page);
  await page.goto("/e2e/contract/index.html");
  await page.waitForFunction(() => window.runCase !== undefined);
});

test.afterAll(() => page.close());

for (const { name } of [...CONTRACT, ...PEERJS_CASES]) {
  test(name, async () => {
    errors.length = 0;
    await page.evaluate((it) => window.runCase(it), name);
    expect(errors).toEqual([]);
  });
}

/** Gives the page `setBroker`, which cuts its sockets and refuses new ones until the broker is switched on again. */
async function offerBroker(page: Page): Promise<void> {
  const sockets = new Set<WebSocketRoute>();
  let isOnline = true;
  await page.routeWebSocket(/\/broker\//, (socket) => {
    if (!isOnline) {
      void socket.close();
      return;
    }
    sockets.add(socket);
    const server = socket.connectToServer();
    socket.onClose(() => {
      sockets.delete(socket);
      void server.close();
    });
  });
  await page.exposeFunction("setBroker", async (online: boolean) => {
    isOnline = online;
    if (!online) await Promise.all([...sockets].map((socket) => socket.close()));
  });
}
