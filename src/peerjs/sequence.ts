// Merges two streams of texts into one that is in order: a channel that delivers every text in order, and copies of
// some of them that may be lost, come twice or overtake. Pure.

/** How far copies may be ahead of what was delivered, and what was delivered ahead of what the channel has brought. */
const AHEAD_MAX = 64;

/** The texts of one channel, numbered from 1 in the order in which they were sent. */
export class Sequence {
  #delivered = 0;
  /** Texts that were delivered as copies and that the channel has not brought yet, in order. */
  #ahead: unknown[] = [];
  /** Copies whose turn has not come, by number. */
  readonly #waiting = new Map<number, string>();

  /** The number of texts delivered. */
  get delivered(): number {
    return this.#delivered;
  }

  /**
   * Takes the channel's next text, and returns the texts to deliver now. The text is recognized by its content, not by
   * its number. If one text never came, counting would take each later text for the one before, and lose those without
   * copies.
   */
  text(text: unknown): readonly unknown[] {
    const place = this.#ahead.indexOf(text);
    this.#ahead = place < 0 ? [] : this.#ahead.slice(place + 1);
    if (place >= 0) return this.drain();
    this.#delivered += 1;
    this.#waiting.delete(this.#delivered);
    return [text, ...this.drain()];
  }

  /** Keeps a copy of the text `number` until its turn comes. Ignores a copy that is far too early or late. */
  copy(number: number, text: string): void {
    if (number > this.#delivered && number <= this.#delivered + AHEAD_MAX) this.#waiting.set(number, text);
  }

  /** The copies whose turn it is, in order. */
  drain(): readonly string[] {
    const texts: string[] = [];
    for (let next = this.#take(); next !== undefined; next = this.#take()) texts.push(next);
    return texts;
  }

  #take(): string | undefined {
    const number = this.#delivered + 1;
    const text = this.#waiting.get(number);
    if (text === undefined || this.#ahead.length >= AHEAD_MAX) return undefined;
    this.#waiting.delete(number);
    this.#delivered = number;
    this.#ahead.push(text);
    return text;
  }
}
