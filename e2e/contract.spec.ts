// The transport contract on real PeerJS in a page, against the project's own broker.
import { expect, test, type WebSocketRoute } from "@playwright/test";
import { CONTRACT } from "../src/transport/contract.ts";
import { PEERJS_CASES } from "./contract/peerjs-cases.ts";

for (const { name } of [...CONTRACT, ...PEERJS_CASES]) {
  test(name, async ({ page }) => {
    const errors: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(message.text());
    });
    page.on("pageerror", (error) => errors.push(error.message));
    let isOnline = true;
    const sockets = new Set<WebSocketRoute>();
    await page.routeWebSocket(/\/broker\//, (socket) => {
      if (!isOnline) return void socket.close();
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
    await page.goto("/e2e/contract/index.html");
    await page.waitForFunction(() => window.runCase !== undefined);
    await page.evaluate((it) => window.runCase(it), name);
    expect(errors).toEqual([]);
  });
}
