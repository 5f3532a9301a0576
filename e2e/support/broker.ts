// The way from a page to the broker, with a switch.
import type { Page, WebSocketRoute } from "@playwright/test";

/**
 * Gives `page`'s way to the broker a switch; to be called before the page connects. Switched off, open sockets are cut and
 * new ones refused; data channels are not touched.
 */
export async function switchBroker(page: Page): Promise<(online: boolean) => Promise<void>> {
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
  return async (online) => {
    isOnline = online;
    if (!online) await Promise.all([...sockets].map((socket) => socket.close()));
  };
}
