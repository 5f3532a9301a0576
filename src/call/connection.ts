// The present media connection of a call. A call has one at a time; each replaces the one before.
import { InvitationError } from "../base/pure/errors.ts";
import { report } from "../base/report.ts";
import { type CallInput, PRECONNECTED } from "./call-record.ts";
import { type CallStats, readStats, type StatsSample } from "./call-stats.ts";
import { Incoming } from "./incoming.ts";
import type { CreateMedia, Media, MediaParts, Sending } from "./media-port.ts";
import { TooMuchError } from "./signals.ts";

/** The parts of a connection, and the events it reports. */
export interface ConnectionParts {
  readonly leads: boolean;
  readonly config: RTCConfiguration | undefined;
  readonly createMedia: CreateMedia;
  /** Gives the media connection that was set up while it rang, of the generation `PRECONNECTED`. */
  readonly adopt: CreateMedia | undefined;
  readonly events: Pick<MediaParts["events"], "stream" | "track" | "data"> & {
    /** Something happened to the connection of `input.generation`. */
    take(input: CallInput): void;
    /** The streams of the other side changed. */
    changed(): void;
  };
}

/** The media connections of one call. */
export class Connection {
  readonly #parts: ConnectionParts;
  readonly #incoming: Incoming;
  #media: Media | undefined;
  #sample: StatsSample | undefined;

  constructor(parts: ConnectionParts) {
    this.#parts = parts;
    this.#incoming = new Incoming(parts.events.changed);
  }

  /** The streams that the other side sends. The array stays the same until something changes. */
  get streams(): readonly MediaStream[] {
    return this.#incoming.streams;
  }

  /**
   * Builds a connection in place of the present one. Returns whether it sends all of these, or will do so by itself.
   */
  build(generation: number, sendings: readonly Sending[]): boolean {
    this.drop();
    const { leads, config, createMedia, adopt, events } = this.#parts;
    const isAhead = generation === PRECONNECTED && adopt !== undefined;
    const make = isAhead ? adopt : createMedia;
    const media = make({
      leads,
      config,
      sendings,
      ahead: isAhead,
      events: {
        signal: (data) => events.take({ type: "signal", generation, data }),
        connected: () => events.take({ type: "connected", generation }),
        doubted: () => events.take({ type: "doubted", generation }),
        settled: () => events.take({ type: "settled", generation }),
        left: () => events.take({ type: "left", generation }),
        failed: (cause) => {
          if (cause instanceof TooMuchError) return events.take({ type: "tooMuch" });
          if (!(cause instanceof InvitationError)) return events.take({ type: "failed", generation });
          // Its code could not be loaded. What the browser said of it is in the error.
          report(cause);
          events.take({ type: "unloaded" });
        },
        stream: (stream) => {
          if (!isCurrent()) return;
          this.#incoming.add(stream);
          events.stream(stream);
          events.changed();
        },
        track: (track, stream) => {
          if (isCurrent()) events.track(track, stream);
        },
        data: (data) => {
          if (isCurrent()) events.data(data);
        },
      },
    });
    const isCurrent = (): boolean => this.#media === media;
    this.#media = media;
    return !isAhead || media.fill(sendings);
  }

  /** Closes the connection, if there is one. `leaves`: because our client was closed, which the other side is told. */
  drop(leaves = false): void {
    if (leaves) this.#media?.leave();
    else this.#media?.close();
    this.#media = undefined;
    this.#sample = undefined;
    this.#incoming.clear();
  }

  feed(data: object): void {
    this.#media?.feed(data);
  }

  /** Sends these at once in the room that was made ahead, as far as there is any. Returns whether that is all of it. */
  fill(sendings: readonly Sending[]): boolean {
    return this.#media?.fill(sendings) ?? false;
  }

  /** Sends these and nothing else. Returns whether a negotiation follows; undefined without a connection. */
  sync(sendings: readonly Sending[]): boolean | undefined {
    return this.#media?.sync(sendings);
  }

  /** Sends nothing but these from now on, before the other side agrees. Resolves once that is so. */
  async keepTo(sendings: readonly Sending[]): Promise<void> {
    await this.#media?.keepTo(sendings);
  }

  /** Resolves once `before` is no longer sent. */
  async replace(sending: Sending, before: MediaStreamTrack, after: MediaStreamTrack): Promise<void> {
    await this.#media?.replace(sending, before, after);
  }

  /** The id that this stream has at the other side; undefined while it is not sent. */
  idOf(sending: Sending): string | undefined {
    return this.#media?.idOf(sending);
  }

  /** Hands the data to the data channel. Returns whether that was possible. */
  send(data: string | Uint8Array): boolean {
    return this.#media?.send(data) ?? false;
  }

  /** The quality of the connection since the last reading. */
  async stats(): Promise<CallStats> {
    const media = this.#media;
    const [stats, sample] = readStats((await media?.stats()) ?? [], this.#sample);
    // The connection may have been rebuilt meanwhile.
    this.#sample = media === this.#media ? sample : undefined;
    return stats;
  }
}
