// A media connection whose code is still being loaded. It keeps what it is asked to do, in order, until it is there.

import { CALL_BOUNDS } from "./call-state.ts";
import type { CreateMedia, Media, MediaParts, Sending } from "./media-port.ts";
import { TooMuchError } from "./signals.ts";

const { heldMaxBytes, signalMaxChars } = CALL_BOUNDS;
/** The size of the other side's signals that wait for the code. In a call, there may be a long description among them. */
const WAITING_MAX = { ahead: heldMaxBytes, inCall: heldMaxBytes + signalMaxChars };

/** Stands in for a connection until `load` resolves. If `load` rejects, the connection fails with that reason. */
export class LateMedia implements Media {
  #media: Media | undefined;
  /** What is to be sent when it begins. */
  #sendings: readonly Sending[];
  /** What it was asked to do so far. */
  #asked: ((media: Media) => void)[] = [];
  #isClosed = false;
  /** The size of the signals among that. */
  #waiting = 0;
  readonly #parts: MediaParts;

  constructor(parts: MediaParts, load: Promise<CreateMedia>) {
    this.#parts = parts;
    this.#sendings = parts.sendings;
    load.then(
      (create) => {
        // A connection that is set up ahead begins empty, and is filled.
        const sendings = parts.ahead ? parts.sendings : this.#sendings;
        if (!this.#isClosed) this.#begin(create({ ...parts, sendings }));
      },
      (cause: unknown) => this.#fail(cause),
    );
  }

  feed(data: object): void {
    if (this.#media !== undefined) return this.#media.feed(data);
    this.#waiting += JSON.stringify(data).length;
    const { ahead, inCall } = WAITING_MAX;
    if (this.#waiting <= (this.#parts.ahead ? ahead : inCall)) this.#ask((media) => media.feed(data));
    // Not inside this call.
    else
      queueMicrotask(() =>
        this.#fail(new TooMuchError("the other side sent too much while the code was loading")),
      );
  }

  sync(sendings: readonly Sending[]): boolean {
    if (this.#media !== undefined) return this.#media.sync(sendings);
    this.#ask((media) => {
      if (!media.sync(sendings)) this.#parts.events.settled();
    });
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
    this.#forget();
    this.#media?.close();
  }

  leave(): void {
    this.#forget();
    this.#media?.leave();
  }

  #forget(): void {
    this.#isClosed = true;
    this.#asked = [];
  }

  #fail(cause: unknown): void {
    if (this.#isClosed) return;
    this.#forget();
    this.#parts.events.failed(cause);
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
