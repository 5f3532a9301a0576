// The frames that were said in an exploration. A world holds them as bits, so that it can be compared with others.
import type { PeerId } from "../wire/ids.ts";
import type { BookInput } from "./effects.ts";
import { arrival, type Name, OTHER } from "./explorer-world.fixture.ts";

/** A frame that was said: on a channel, or with a request for one. */
export interface Said {
  readonly by: Name;
  readonly way: "text" | "opening";
  readonly text: string;
  /** Which life of its page said it, where that matters. */
  readonly life: number;
}

/** Every frame that was ever said, each with a bit of its own. */
export class Frames {
  readonly #said: Said[] = [];

  /** The bit of a frame, which is new or was said before. @throws RangeError when there are more frames than bits */
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

/** Everything arrives in order, and what is said meanwhile. */
export function deliver(
  queue: [to: Name, text: string][],
  hear: (name: Name, input: BookInput) => void,
): void {
  for (let i = 0; i < queue.length && i < 100; i += 1) {
    const [to, text] = queue[i] as [Name, string];
    hear(to, { ...arrival("text", text), peer: OTHER[to] as PeerId });
  }
}
