// What the other side of a call sends: the streams that have a track.

/** The streams of one media connection after the other. */
export class Incoming {
  readonly #changed: () => void;
  #streams: readonly MediaStream[] = Object.freeze([]);

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** The same array until something changes, in the order they came. */
  get streams(): readonly MediaStream[] {
    return this.#streams;
  }

  /** A stream came. It is gone when its last track is. */
  add(stream: MediaStream): void {
    this.#streams = Object.freeze([...this.#streams, stream]);
    stream.addEventListener("removetrack", () => {
      if (stream.getTracks().length > 0 || !this.#streams.includes(stream)) return;
      this.#streams = Object.freeze(this.#streams.filter((it) => it !== stream));
      this.#changed();
    });
  }

  /** The connection that they came on is history. */
  clear(): void {
    if (this.#streams.length > 0) this.#streams = Object.freeze([]);
  }
}
