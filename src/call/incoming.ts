// The streams that the other side of a call sends. A stream without tracks does not count.

/** The streams of one media connection at a time. */
export class Incoming {
  readonly #changed: () => void;
  #streams: readonly MediaStream[] = Object.freeze([]);

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** In the order in which they came. The array stays the same until something changes. */
  get streams(): readonly MediaStream[] {
    return this.#streams;
  }

  /** Adds a stream. It is removed when its last track is. */
  add(stream: MediaStream): void {
    this.#streams = Object.freeze([...this.#streams, stream]);
    stream.addEventListener("removetrack", () => {
      if (stream.getTracks().length > 0 || !this.#streams.includes(stream)) return;
      this.#streams = Object.freeze(this.#streams.filter((it) => it !== stream));
      this.#changed();
    });
  }

  /** Removes all streams, because their connection was replaced. */
  clear(): void {
    if (this.#streams.length > 0) this.#streams = Object.freeze([]);
  }
}
