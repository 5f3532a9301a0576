// What only the PeerJS adapter must know: a browser, and PeerJS with it, says `open` too early, and sometimes again.
import { Stage } from "../../src/transport/contract-stage.ts";
import type { PeerJsCase } from "./peerjs-stage.ts";

/**
 * Has every channel that comes to this page be as Chromium's sometimes are: what is sent on it is dropped until its connection has
 * answered a request made since, and then it says `open` once more. Returns what puts an end to that.
 */
function haveChannelsOpenTooEarly(): () => void {
  const Native = window.RTCPeerConnection;
  const { send } = RTCDataChannel.prototype;
  const early = new Set<RTCDataChannel>();
  window.RTCPeerConnection = class extends Native {
    #came: readonly RTCDataChannel[] = [];

    constructor(config?: RTCConfiguration) {
      super(config);
      this.addEventListener("datachannel", ({ channel }) => {
        this.#came = [...this.#came, channel];
        early.add(channel);
      });
    }

    override async getStats(): Promise<RTCStatsReport> {
      const came = this.#came;
      const answer = await super.getStats();
      for (const channel of came) {
        if (early.delete(channel)) channel.dispatchEvent(new Event("open"));
      }
      return answer;
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

/** The cases. Each runs in a world of its own. */
export const OPENED_CASES: readonly PeerJsCase[] = [
  {
    name: "MUST report opened once, and not before what is sent then goes out, whatever the browser says",
    async run(world) {
      const restore = haveChannelsOpenTooEarly();
      try {
        const stage = new Stage(world);
        const [alice, bob] = [await stage.joinOnline(), await stage.joinOnline()];
        bob.onIncoming = (far) => {
          far.onOpened = () => far.send("hello", "x".repeat(2_000), "last");
        };
        const near = alice.dial(bob.id);
        await near.untilTexts(3);
        const came = near.texts.map((text) => String(text).slice(0, 5));
        stage.checkSame(came, ["hello", "xxxxx", "last"], "what came");
        near.send("bye");
        const [far] = bob.incoming;
        await far?.untilTexts(1);
        stage.checkSame(far?.events, ["opened", "text"], "what the called end reported");
        await stage.end();
      } finally {
        restore();
      }
    },
  },
];
