// A media connection whose code is still being loaded. It keeps what it is asked to do, in order, until it is there.

import type { CreateMedia, Media, MediaParts, Sending } from "./media-port.ts";

/** Stands in for a connection until `load` resolves. If `load` rejects, the connection fails with that reason. */
export class LateMedia implements Media {
  #media: Media | undefined;
  /** What is to be sent when it begins. */
  #sendings: readonly Sending[];
  /** What it was asked to do so far. */
  #asked: ((media: Media) => void)[] = [];
  #isClosed = false;

  constructor(parts: MediaParts, load: Promise<CreateMedia>) {
    this.#sendings = parts.sendings;
    load.then(
      (create) => {
        // A connection that is set up ahead begins empty, and is filled.
        const sendings = parts.ahead ? parts.sendings : this.#sendings;
        if (!this.#isClosed) this.#begin(create({ ...parts, sendings }));
      },
      (cause: unknown) => {
        if (!this.#isClosed) parts.events.failed(cause);
      },
    );
  }

  feed(data: object): void {
    this.#ask((media) => media.feed(data));
  }

  sync(sendings: readonly Sending[]): boolean {
    if (this.#media !== undefined) return this.#media.sync(sendings);
    this.#ask((media) => media.sync(sendings));
    return true;
  }

  fill(sendings: readonly Sending[]): boolean {
    if (this.#media !== undefined) return this.#media.fill(sendings);
    this.#ask((media) => media.fill(sendings));
    return false;
  }

  async keepTo(sendings: readonly Sending[]): Promise<void> {
    // Nothing is sent yet, so it is silent at once.
    this.#sendings = sendings;
    await this.#ask((media) => media.keepTo(sendings));
  }

  async replace(sending: Sending, before: MediaStreamTrack, after: MediaStreamTrack): Promise<void> {
    await this.#ask((media) => media.replace(sending, before, after));
  }

  idOf(sending: Sending): string | undefined {
    return this.#media?.idOf(sending);
  }

  send(data: string | Uint8Array): boolean {
    return this.#media?.send(data) ?? false;
  }

  async stats(): Promise<readonly object[]> {
    return (await this.#media?.stats()) ?? [];
  }

  close(): void {
    this.#isClosed = true;
    this.#asked = [];
    this.#media?.close();
  }

  leave(): void {
    this.#isClosed = true;
    this.#asked = [];
    this.#media?.leave();
  }

  #begin(media: Media): void {
    this.#media = media;
    for (const ask of this.#asked.splice(0)) ask(media);
  }

  #ask<Result>(what: (media: Media) => Result): Result | undefined {
    if (this.#media !== undefined) return what(this.#media);
    if (!this.#isClosed) this.#asked.push(what);
    return undefined;
  }
}
