// Brokers that go away: the way from a page to the broker with a switch, and a broker that can be killed.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Page, WebSocketRoute } from "@playwright/test";

const SERVE_BROKER = fileURLToPath(new URL("serve-broker.mjs", import.meta.url));

/** A broker in a process of its own. */
export class BrokerProcess {
  #port = 0;
  #process: ChildProcess | undefined;

  /** Where it listens; the same after every start. */
  get port(): number {
    return this.#port;
  }

  /** Starts it, with nothing that it knew before. Resolves once it listens. */
  async start(): Promise<void> {
    this.#process = fork(SERVE_BROKER, [String(this.#port)]);
    [this.#port] = await once(this.#process, "message");
  }

  /** Kills it as a crash would: every socket is cut. */
  async kill(): Promise<void> {
    const running = this.#process;
    if (running === undefined || running.exitCode !== null || running.signalCode !== null) return;
    running.kill("SIGKILL");
    await once(running, "exit");
  }
}

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
