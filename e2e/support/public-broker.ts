// PeerJS's public broker, as far as a page can tell: what it says to it reaches the broker of the tests' server.
import type { Page } from "@playwright/test";
import { WebSocket } from "ws";

/** Takes `page`'s way to the public broker to the one beside `baseURL`; to be called before the page connects. */
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
