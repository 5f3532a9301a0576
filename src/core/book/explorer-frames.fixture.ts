// The frames that were sent in an exploration. A world stores them as bits, so that worlds can be compared.
import type { Frame } from "../wire/frames.ts";
import type { PeerId } from "../wire/ids.ts";
import type { BookInput } from "./effects.ts";
import { arrival, type Name, OTHER } from "./explorer-world.fixture.ts";

/** A frame that was sent, on a channel or by post. It may arrive either way. */
export interface Said {
  readonly by: Name;
  readonly text: string;
  /** The life of the page that sent it, where that matters. */
  readonly life: number;
}

/** Every frame that was ever sent, each with a bit of its own. */
export class Frames {
  readonly #said: Said[] = [];

  /** The bit of a frame, new or known. @throws RangeError if there are more frames than bits */
  bit({ by, text, life }: Said): number {
    const known = this.#said.findIndex((it) => it.by === by && it.text === text && it.life === life);
    if (known >= 0) return 1 << known;
    if (this.#said.length === 31) throw new RangeError("more different frames than bits");
    return 1 << (this.#said.push({ by, text, life }) - 1);
  }

  /** The frames whose bits are in `bits`. */
  in(bits: number): Said[] {
    return this.#said.filter((_, index) => (bits & (1 << index)) !== 0);
  }
}

/** A frame as it is sent while time stands still. */
export function timeless(frame: Frame): Frame {
  return frame.t === "invite" ? { ...frame, ttlMs: 60_000 } : frame;
}

/** Delivers everything in order, and also what is sent meanwhile. */
export function deliver(
  queue: [to: Name, text: string][],
  hear: (name: Name, input: BookInput) => void,
): void {
  for (let i = 0; i < queue.length && i < 100; i += 1) {
    const [to, text] = queue[i] as [Name, string];
    hear(to, { ...arrival(text), peer: OTHER[to] as PeerId });
  }
}
