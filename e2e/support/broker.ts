// Brokers that go away: a switch for a page's connection to the broker, and a broker that can be killed.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Page, WebSocketRoute } from "@playwright/test";

const SERVE_BROKER = fileURLToPath(new URL("serve-broker.mjs", import.meta.url));

/** A broker in a process of its own: this repository's, unless it is given another script to run. */
export class BrokerProcess {
  readonly #script: string;
  #port = 0;
  #process: ChildProcess | undefined;

  constructor(script: string = SERVE_BROKER) {
    this.#script = script;
  }

  /** The port that it listens on, the same after every start. */
  get port(): number {
    return this.#port;
  }

  /** Starts it without any earlier state. Resolves once it listens. */
  async start(): Promise<void> {
    this.#process = fork(this.#script, [String(this.#port)]);
    [this.#port] = await once(this.#process, "message");
  }

  /** Kills it, as a crash would. Every socket is cut. */
  async kill(): Promise<void> {
    const running = this.#process;
    if (running === undefined || running.exitCode !== null || running.signalCode !== null) return;
    running.kill("SIGKILL");
    await once(running, "exit");
  }
}

/**
 * Adds a switch to `page`'s connection to the broker. Call it before the page connects. When switched off, open sockets are cut and
 * new ones refused. Data channels are not affected.
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
