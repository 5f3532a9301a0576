// One ordered stream of texts out of two: a channel that delivers every text in order, and copies of some of them that may be
// lost, come twice or overtake. Pure.

/** How far copies may be ahead of what was delivered, and what was delivered ahead of what the channel has brought. */
const AHEAD_MAX = 64;

/** The texts of one channel, numbered from 1 in the order they were sent. */
export class Sequence {
  #delivered = 0;
  /** What was delivered as copies and the channel has not brought yet, in order. */
  #ahead: unknown[] = [];
  /** Copies whose turn has not come, by number. */
  readonly #waiting = new Map<number, string>();

  /** How many were delivered. */
  get delivered(): number {
    return this.#delivered;
  }

  /**
   * The next text of the channel itself. Returns what is to be delivered now. It is known by what it says, not by how many came
   * before it: should one never come, the texts after it would all be taken for the one before, and those without copies lost.
   */
  text(text: unknown): readonly unknown[] {
    const place = this.#ahead.indexOf(text);
    this.#ahead = place < 0 ? [] : this.#ahead.slice(place + 1);
    if (place >= 0) return this.drain();
    this.#delivered += 1;
    this.#waiting.delete(this.#delivered);
    return [text, ...this.drain()];
  }

  /** A copy of the text `number`, kept until its turn comes. Far too early or late, it changes nothing. */
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
