// PeerJS's public broker, from a page's view. Connections to it reach the broker of the tests' server.
import type { Page } from "@playwright/test";
import { WebSocket } from "ws";

/** Redirects `page`'s connections from the public broker to the one beside `baseURL`. Call it before the page connects. */
export async function bringBroker(page: Page, baseURL: string): Promise<void> {
  await page.routeWebSocket("wss://0.peerjs.com/**", (socket) => {
    const { pathname, search } = new URL(socket.url());
    const broker = new WebSocket(new URL(`/broker${pathname}${search}`, baseURL.replace(/^http/, "ws")));
    const unsent: (string | Buffer)[] = [];
    socket.onMessage((message) => {
      if (broker.readyState === WebSocket.OPEN) broker.send(message);
      else unsent.push(message);
    });
    socket.onClose(() => broker.close());
    broker.on("open", () => {
      for (const message of unsent.splice(0)) broker.send(message);
    });
    broker.on("message", (data) => socket.send(String(data)));
    broker.on("close", () => void socket.close());
    // `close` follows.
    broker.on("error", () => {});
  });
}
