// A page with PeerJS alone, as its package comes: nothing of this repository, and the few lines that an app needs.
import type { Page } from "@playwright/test";
import type { Peer } from "peerjs";

/** An app of a few lines. */
interface BareApp {
  peer: Peer;
  /** What it heard, the oldest first. */
  readonly heard: unknown[];
  say(to: string, words: string): void;
  /** Asks the broker for another token, and gives it to PeerJS. */
  renew(): Promise<string>;
}

declare global {
  interface Window {
    bare: BareApp;
  }
}

/** Loads PeerJS into `page`, which has nothing else. */
export async function loadBarePeerJs(page: Page): Promise<void> {
  // A text of the tests' server. Chromium lets a page that a test makes up reach nothing on this machine.
  await page.goto("/broker/peerjs/id");
  await page.addScriptTag({ path: "node_modules/peerjs/dist/peerjs.min.js" });
}

/** Begins the app. Resolves with "open", or with the error that PeerJS tells. */
export function beginBareApp(page: Page, id: string, token: string, port: number): Promise<string> {
  const parts = { id, options: { host: "localhost", port, path: "/broker", token, config: {} } };
  return page.evaluate(({ id, options }) => {
    const { Peer: PeerClass } = window as unknown as { Peer: new (id: string, options: object) => Peer };
    const peer = new PeerClass(id, options);
    const heard: unknown[] = [];
    window.bare = {
      peer,
      heard,
      say: (to, words) => {
        const connection = peer.connect(to);
        connection.on("open", () => connection.send(words));
      },
      async renew() {
        const url = `http://localhost:${options.port}${options.path}/renew?id=${id}`;
        const headers = { authorization: `Bearer ${peer.options.token}` };
        const answer = await fetch(url, { method: "POST", headers });
        peer.options.token = (await answer.json()).token;
        return String(peer.options.token);
      },
    };
    peer.on("connection", (connection) => connection.on("data", (data) => heard.push(data)));
    peer.on("disconnected", () => {
      setTimeout(() => peer.destroyed || peer.reconnect(), 200);
    });
    return new Promise<string>((resolve) => {
      peer.on("open", () => resolve("open"));
      peer.on("error", ({ type, message }) => resolve(`${type}: ${message}`));
    });
  }, parts);
}
