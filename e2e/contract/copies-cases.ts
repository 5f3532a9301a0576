// Behavior that only the PeerJS adapter has: copies of texts beside the channel, for networks that lose packets.
import { CONNECTION_LABEL } from "../../src/peerjs/peerjs.ts";
import type { Channel } from "../../src/transport/transport.ts";
import { createOpenPeer, listen, type PeerJsCase, same, start } from "./peerjs-stage.ts";
import type { PeerJsWorld } from "./world.ts";

/** The texts that are sent on the page's data channels. A test can hold them back. */
class Wire {
  readonly #send = RTCDataChannel.prototype.send;
  /** The texts of the channels themselves that were held back. */
  readonly held: (() => void)[] = [];
  /** The first channel beside them, once a copy was sent on it. */
  readonly beside: Promise<RTCDataChannel>;
  isCut = false;

  constructor() {
    const wire = this;
    let copied = (_channel: RTCDataChannel): void => {};
    this.beside = new Promise((resolve) => {
      copied = resolve;
    });
    RTCDataChannel.prototype.send = function (this: RTCDataChannel, data: string): void {
      const send = (): void => wire.#send.call(this, data as never);
      if (this.label === "") copied(this);
      if (this.label === CONNECTION_LABEL && wire.isCut) wire.held.push(send);
      else send();
    } as RTCDataChannel["send"];
  }

  /** Stops holding texts back. */
  mend(): void {
    this.isCut = false;
    for (const send of this.held.splice(0)) send();
  }

  remove(): void {
    RTCDataChannel.prototype.send = this.#send;
  }
}

/** Two peers and an open channel. `texts` is what bob receives. */
async function createLinked(world: PeerJsWorld) {
  const [a, b] = [await createOpenPeer(world), await createOpenPeer(world)];
  const [alice, bob] = [start(a), start(b)];
  const channel = alice.transport.connect(b.id as Channel["peer"]);
  await listen(channel).opened;
  return { bob, channel, texts: bob.texts, untilTexts: (count: number) => bob.until("texts", count) };
}

/** The cases. Each runs in a world of its own. */
export const COPIES_CASES: readonly PeerJsCase[] = [
  {
    name: "a text that the network loses arrives as a copy, in order, and not again when it is repeated",
    async run(world) {
      const wire = new Wire();
      try {
        const { channel, texts, untilTexts } = await createLinked(world);
        channel.send("one");
        await untilTexts(1);
        wire.isCut = true;
        for (const text of ["two", "three"]) channel.send(text);
        await untilTexts(3);
        same(world, texts, ["one", "two", "three"], "what came while the channel itself stood still");
        channel.send("x".repeat(2_000));
        channel.send("last");
        wire.mend();
        await untilTexts(5);
        channel.send("after");
        await untilTexts(6);
        same(
          world,
          texts.map((text) => String(text).slice(0, 5)),
          ["one", "two", "three", "xxxxx", "last", "after"],
          "what came in all",
        );
      } finally {
        wire.remove();
      }
    },
  },
  {
    name: "an invalid copy changes nothing, and many of them close the channel",
    async run(world) {
      const wire = new Wire();
      try {
        const { bob, channel, texts, untilTexts } = await createLinked(world);
        channel.send("one");
        await untilTexts(1);
        const beside = await wire.beside;
        for (const stray of [
          "",
          "2",
          "2two",
          " 2 two",
          "-1 x",
          "1e9 x",
          "0 x",
          "1 one",
          "99999 x",
          "__proto__ x",
        ]) {
          beside.send(stray);
        }
        channel.send("two");
        await untilTexts(2);
        same(world, texts, ["one", "two"], "what came");
        for (let count = 0; count < 600; count += 1) beside.send("1 one");
        await bob.until("closed", 1);
        same(world, [bob.closed, texts], [["closed"], ["one", "two"]], "the end");
      } finally {
        wire.remove();
      }
    },
  },
];
