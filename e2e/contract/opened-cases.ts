// Behavior that only the PeerJS adapter has to handle: a browser reports an incoming channel as `open` too early, sometimes twice.
import { Stage } from "../../src/transport/contract-stage.ts";
import type { PeerJsCase } from "./peerjs-stage.ts";

/** How a channel that reports `open` really opens. Each way was seen in Chromium, or follows from its code. */
interface Opening {
  readonly name: string;
  /** Whether the answer to `getStats` comes when the channel can send. If not, the answer says that it cannot. */
  readonly isAnswerAfter: boolean;
  /** Whether it fires `open` again when it can send. */
  readonly opensAgain: boolean;
}

const OPENINGS: readonly Opening[] = [
  { name: "can send by the time the browser answers", isAnswerAfter: true, opensAgain: false },
  {
    name: "can send by the time the browser answers, and fires open again",
    isAnswerAfter: true,
    opensAgain: true,
  },
  { name: "can send when it fires open again", isAnswerAfter: false, opensAgain: true },
  { name: "can send when a text arrives", isAnswerAfter: false, opensAgain: false },
];

/** Makes incoming channels of this page open like that, and drop what is sent before. Returns a function that ends it. */
function haveChannelsOpenTooEarly({ isAnswerAfter, opensAgain }: Opening): () => void {
  const Native = window.RTCPeerConnection;
  const { send } = RTCDataChannel.prototype;
  const early = new Set<RTCDataChannel>();
  const becomeOpen = (channel: RTCDataChannel): void => {
    if (early.delete(channel) && opensAgain) channel.dispatchEvent(new Event("open"));
  };
  window.RTCPeerConnection = class extends Native {
    readonly #came: RTCDataChannel[] = [];

    constructor(config?: RTCConfiguration) {
      super(config);
      this.addEventListener("datachannel", ({ channel }) => {
        this.#came.push(channel);
        early.add(channel);
        channel.addEventListener("message", () => becomeOpen(channel));
      });
    }

    override async getStats(): Promise<RTCStatsReport> {
      const rows = await super.getStats();
      if (isAnswerAfter) for (const channel of this.#came) becomeOpen(channel);
      const ids = this.#came.filter((channel) => early.has(channel)).map(({ id }) => id);
      if (opensAgain) setTimeout(() => this.#came.forEach(becomeOpen));
      const tooEarly = [...rows].map(([key, row]) => [
        key,
        ids.includes(row.dataChannelIdentifier) ? { ...row, state: "connecting" } : row,
      ]);
      return new Map(tooEarly as [string, unknown][]);
    }
  };
  RTCDataChannel.prototype.send = function (this: RTCDataChannel, data: string): void {
    if (!early.has(this)) send.call(this, data as never);
  } as RTCDataChannel["send"];
  return () => {
    window.RTCPeerConnection = Native;
    RTCDataChannel.prototype.send = send;
  };
}

/** Makes long timers of this page run at once. Returns a function that ends it. */
function hurryTimersOf(atLeastMs: number): () => void {
  const { setTimeout } = window;
  window.setTimeout = ((run: () => void, ms = 0) =>
    setTimeout(run, ms < atLeastMs ? ms : 0)) as typeof window.setTimeout;
  return () => {
    window.setTimeout = setTimeout;
  };
}

const GIVEN_UP: PeerJsCase = {
  name: "MUST report closed for an incoming channel that never opens",
  async run(world) {
    const restore = haveChannelsOpenTooEarly({ name: "never can", isAnswerAfter: false, opensAgain: false });
    const calm = hurryTimersOf(60_000);
    try {
      const stage = new Stage(world);
      const [alice, bob] = [await stage.joinOnline(), await stage.joinOnline()];
      const near = alice.dial(bob.id);
      const far = await bob.called();
      await far.until("closed");
      stage.checkSame(far.events, ["closed"], "what the called end reported");
      near.channel.close();
      await stage.end();
    } finally {
      calm();
      restore();
    }
  },
};

const TOO_EARLY: readonly PeerJsCase[] = OPENINGS.map((opening) => ({
  name: `MUST report opened once, and not before what is sent goes out: an incoming channel ${opening.name}`,
  async run(world) {
    const restore = haveChannelsOpenTooEarly(opening);
    try {
      const stage = new Stage(world);
      const [alice, bob] = [await stage.joinOnline(), await stage.joinOnline()];
      // Long, so that none is copied.
      const texts = ["a", "b", "c"].map((letter) => letter.repeat(2_000));
      bob.onIncoming = (far) => {
        far.onOpened = () => far.send(...texts);
      };
      const near = alice.dial(bob.id);
      const speaksFirst = !(opening.isAnswerAfter || opening.opensAgain);
      if (speaksFirst) await near.until("opened").then(() => near.send("hello"));
      await near.untilTexts(3);
      stage.checkSame(near.texts, texts, "what came");
      if (!speaksFirst) near.send("hello");
      const [far] = bob.incoming;
      await far?.untilTexts(1);
      restore();
      bob.onIncoming = () => {};
      await stage.settle(alice, bob);
      stage.checkSame(far?.events, ["opened", "text"], "what the called end reported");
      await stage.end();
    } finally {
      restore();
    }
  },
}));

/** The cases. Each runs in a world of its own. */
export const OPENED_CASES: readonly PeerJsCase[] = [...TOO_EARLY, GIVEN_UP];
