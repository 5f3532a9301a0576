// The page of one end. It makes a contender act on command, and records when things happen. bench/field/run.mjs directs two.
import type { Contender, ContenderParts } from "./contender.ts";
import { watchForPicture } from "./picture.ts";

/** The events at an end, and the actions there. */
export type Mark = "ring" | "rings" | "ringing" | "accept" | "accepted" | "picture" | "cancel" | "stopped";

/** The functions that the page offers to its director. */
export interface FieldPage {
  /** Creates the contender of that name. Resolves to its address. */
  open(name: string, options: Omit<ContenderParts, "media" | "ear">): Promise<string>;
  /** Forgets all marks, for the next call. */
  begin(): void;
  ring(callee: string): void;
  accept(): void;
  cancel(): void;
  hangUp(): void;
  /** Resolves to when it happened, in ms by the system's clock; to undefined if it does not happen in `withinMs`. */
  until(mark: Mark, withinMs: number): Promise<number | undefined>;
}

declare global {
  interface Window {
    readonly field: FieldPage;
  }
}

/** How to load each contender alone. */
const LOADERS: Record<string, () => Promise<{ create(parts: ContenderParts): Contender }>> = {
  "peer-invite": () => import("./contenders/peer-invite.ts"),
  "peer-invite-preconnected": () => import("./contenders/peer-invite-preconnected.ts"),
  "peer-invite-offered": () => import("./contenders/peer-invite-offered.ts"),
  "peer-invite-consented": () => import("./contenders/peer-invite-consented.ts"),
  "peerjs-channel": () => import("./contenders/peerjs-channel.ts"),
  "peerjs-call": () => import("./contenders/peerjs-call.ts"),
  jssip: () => import("./contenders/jssip.ts"),
  xmpp: () => import("./contenders/xmpp.ts"),
};

const CAMERA = { audio: true, video: { width: 320, height: 240, frameRate: 30 } };

const marks = new Map<Mark, number>();
const waiting = new Set<() => void>();
let contender: Contender | undefined;

function mark(what: Mark): void {
  if (marks.has(what)) return;
  marks.set(what, performance.timeOrigin + performance.now());
  for (const look of waiting) look();
}

function acting(): Contender {
  if (contender === undefined) throw new Error("There is no contender yet: open one.");
  return contender;
}

const field: FieldPage = {
  async open(name, options) {
    const load = LOADERS[name];
    if (load === undefined) throw new Error(`There is no contender "${name}".`);
    const [{ create }, media] = await Promise.all([load(), navigator.mediaDevices.getUserMedia(CAMERA)]);
    const ear = {
      rings: () => mark("rings"),
      ringing: () => mark("ringing"),
      stopped: () => mark("stopped"),
      accepted: () => mark("accepted"),
      stream: (stream: MediaStream) => watchForPicture(stream, () => mark("picture")),
    };
    contender = create({ ...options, media, ear });
    return contender.register();
  },
  begin: () => marks.clear(),
  ring(callee) {
    mark("ring");
    acting().ring(callee);
  },
  accept() {
    mark("accept");
    acting().accept();
  },
  cancel() {
    mark("cancel");
    acting().cancel();
  },
  hangUp: () => acting().hangUp(),
  until: (what, withinMs) =>
    new Promise((resolve) => {
      const look = (): void => {
        const atMs = marks.get(what);
        if (atMs !== undefined) settle(atMs);
      };
      const settle = (atMs?: number): void => {
        waiting.delete(look);
        clearTimeout(timer);
        resolve(atMs);
      };
      const timer = setTimeout(settle, withinMs);
      waiting.add(look);
      look();
    }),
};

Object.assign(window, { field });
