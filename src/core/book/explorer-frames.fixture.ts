// The frames that were sent in an exploration. A world stores them as bits, so that worlds can be compared.
import type { PeerId } from "../wire/ids.ts";
import type { BookInput } from "./effects.ts";
import { arrival, type Name, OTHER } from "./explorer-world.fixture.ts";

/** A frame that was sent on a channel, or with a request for one. */
export interface Said {
  readonly by: Name;
  readonly way: "text" | "opening";
  readonly text: string;
  /** The life of the page that sent it, where that matters. */
  readonly life: number;
}

/** Every frame that was ever sent, each with a bit of its own. */
export class Frames {
  readonly #said: Said[] = [];

  /** The bit of a frame, new or known. @throws RangeError if there are more frames than bits */
  bit({ by, way, text, life }: Said): number {
    const known = this.#said.findIndex(
      (it) => it.by === by && it.way === way && it.text === text && it.life === life,
    );
    if (known >= 0) return 1 << known;
    if (this.#said.length === 31) throw new RangeError("more different frames than bits");
    return 1 << (this.#said.push({ by, way, text, life }) - 1);
  }

  /** The frames whose bits are in `bits`. */
  in(bits: number): Said[] {
    return this.#said.filter((_, index) => (bits & (1 << index)) !== 0);
  }
}

/** Delivers everything in order, and also what is sent meanwhile. */
export function deliver(
  queue: [to: Name, text: string][],
  hear: (name: Name, input: BookInput) => void,
): void {
  for (let i = 0; i < queue.length && i < 100; i += 1) {
    const [to, text] = queue[i] as [Name, string];
    hear(to, { ...arrival("text", text), peer: OTHER[to] as PeerId });
  }
}
