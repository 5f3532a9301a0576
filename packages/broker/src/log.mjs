// @ts-check
// The broker's log about strangers: sums, rarely, and never their own text.

/** What a terminal interprets or displays differently: control characters, escapes, bidi marks, separators. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]/gu;
const TEXT_MAX_LENGTH = 200;

/**
 * Makes a text that may come from somebody else safe for a line of a log.
 *
 * @param {string} text
 */
export function clean(text) {
  const printable = text.slice(0, TEXT_MAX_LENGTH).replace(UNPRINTABLE, "?");
  return text.length > TEXT_MAX_LENGTH ? `${printable}…` : printable;
}

/** Counts refusals by reason, and logs the sums: the first at once, later ones together. */
export class Tally {
  #counts = /** @type {Map<string, { count: number, last: string }>} */ (new Map());
  #say;
  #everyMs;
  #counted;
  #isWaiting = false;

  /**
   * @param {(line: string) => void} say
   * @param {number} everyMs between two lines
   * @param {(reason: string) => void} [counted] is told of each
   */
  constructor(say, everyMs, counted = () => {}) {
    this.#say = say;
    this.#counted = counted;
    this.#everyMs = everyMs;
  }

  /**
   * @param {string} reason one of few, in the broker's own words
   * @param {string} [detail] a text that may come from somebody else; only the last one is logged
   */
  count(reason, detail) {
    this.#counted(reason);
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
