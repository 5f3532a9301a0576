// A bare page with the elements. Two peers of one page, on a network in memory, call each other.
import {
  createInvitationClient,
  type InvitationClient,
  type LocalInvitation,
  type LocalInvitationOptions,
  type RemoteInvitation,
} from "peer-invite";
import { type Call, startCall } from "peer-invite/call";
import { createMemoryNetwork } from "peer-invite/testing";
import type { UiElements } from "peer-invite/ui";
import "peer-invite/ui";

/** What the page offers to a test. */
export interface UiPage {
  readonly network: ReturnType<typeof createMemoryNetwork>;
  readonly ada: InvitationClient;
  readonly bob: InvitationClient;
  /** The newest invitation, as each side has it. */
  sent: LocalInvitation | undefined;
  rung: RemoteInvitation | undefined;
  /** Both ends of the newest call, caller first. */
  readonly calls: Call[];
  /** Ada calls bob. Resolves once it rings. */
  ring(options?: LocalInvitationOptions): Promise<void>;
  /** The same, with a call after it. Ada sends `stream`. */
  talk(stream?: MediaStream): Promise<void>;
  /** Puts an element on the page. Its properties are `given`. */
  show(tag: keyof UiElements, given?: object): HTMLElement;
}

declare global {
  const uiPage: UiPage;
}

const network = createMemoryNetwork();
const page: UiPage = {
  network,
  ada: createInvitationClient(network.join("ada")),
  bob: createInvitationClient(network.join("bob")),
  sent: undefined,
  rung: undefined,
  calls: [],
  async ring(options = {}) {
    const rung = new Promise<RemoteInvitation>((resolve) => page.bob.once("invitation", resolve));
    page.sent = page.ada.createLocalInvitation("bob", options).send();
    page.rung = await rung;
  },
  async talk(stream) {
    await page.ring({ kind: "video" });
    const { sent, rung } = page;
    if (sent === undefined || rung === undefined) throw new Error("Nothing rings.");
    const bothBegin = Promise.all([
      new Promise<Call>((resolve) =>
        sent.once("accepted", () => resolve(startCall(sent, stream ? { stream } : {}))),
      ),
      new Promise<Call>((resolve) => rung.once("accepted", () => resolve(startCall(rung)))),
    ]);
    rung.accept();
    page.calls.splice(0, 2, ...(await bothBegin));
    const [call] = page.calls;
    if (call?.state !== "connected")
      await new Promise<void>((resolve) => {
        const stop = call?.subscribe(() => {
          if (call.state !== "connected") return;
          stop?.();
          resolve();
        });
      });
  },
  show(tag, given = {}) {
    const element = Object.assign(document.createElement(tag), given);
    document.querySelector("main")?.append(element);
    return element;
  },
};
Object.assign(window, { uiPage: page });
