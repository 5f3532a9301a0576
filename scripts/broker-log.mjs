// @ts-check
// What the broker says about strangers: sums, seldom, and never a word of theirs.

/** What a terminal acts on or shows as something else: control characters, escapes, bidi marks, separators. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]/gu;
const TEXT_MAX_LENGTH = 200;

/**
 * A text that somebody else may have had a part in, as it may stand in a line of a log.
 *
 * @param {string} text
 */
export function clean(text) {
  const printable = text.slice(0, TEXT_MAX_LENGTH).replace(UNPRINTABLE, "?");
  return text.length > TEXT_MAX_LENGTH ? `${printable}…` : printable;
}

/** Counts what was refused by reason, and says the sums: the first at once, later ones together. */
export class Tally {
  #counts = /** @type {Map<string, { count: number, last: string }>} */ (new Map());
  #say;
  #everyMs;
  #isWaiting = false;

  /**
   * @param {(line: string) => void} say
   * @param {number} everyMs between two lines
   */
  constructor(say, everyMs) {
    this.#say = say;
    this.#everyMs = everyMs;
  }

  /**
   * @param {string} reason one of few, in words of the broker's own
   * @param {string} [detail] words that somebody else may have had a part in; only the last ones are said
   */
  count(reason, detail) {
    const count = (this.#counts.get(reason)?.count ?? 0) + 1;
    this.#counts.set(reason, { count, last: detail === undefined ? "" : `, the last: ${clean(detail)}` });
    if (!this.#isWaiting) this.#tell();
  }

  #tell() {
    this.#isWaiting = this.#counts.size > 0;
    if (!this.#isWaiting) return;
    const sums = [...this.#counts].map(([reason, { count, last }]) => `${reason} (${count}${last})`);
    this.#counts.clear();
    setTimeout(() => this.#tell(), this.#everyMs).unref();
    this.#say(`Broker: ${sums.join("; ")}`);
  }
}
