// The media connection that an invitation's call goes on with: set up while it rings, or held back until it is accepted.
// It is made by signals that the two ends exchange while it rings and just after, and keeps its events until the call takes it over.
import { InvitationError } from "../base/pure/errors.ts";
import type { InvitationMembers } from "../client/public.ts";
import { CALL_BOUNDS } from "./call-state.ts";
import type { CreateMedia, Media, MediaEvents, MediaParts } from "./media-port.ts";

/** The bytes that every kept event or signal counts, besides its data. */
const KEPT_BYTES = 128;

/** The parts a preconnection is made of. */
export interface PreconnectionParts extends Pick<MediaParts, "leads" | "config"> {
  readonly createMedia: CreateMedia;
  /** Sends a signal to the other end, if that is possible now. Returns whether it was. */
  say(data: object): boolean;
}

/** One connection that is set up ahead, with nothing to send. Nothing exists of it before `start`. */
export class Preconnection {
  readonly #parts: PreconnectionParts;
  #media: Media | undefined;
  /** The other end's signals that came before the start. */
  #early: object[] = [];
  /** The events to pass to the call when it takes over. */
  readonly #kept: ((events: MediaEvents) => void)[] = [];
  #events: MediaEvents | undefined;
  #expectsAnswer = false;
  #isUp = false;
  #isSettled = false;
  #isDoubted = false;
  #hasFailed = false;
  #isUnloaded = false;
  #keptBytes = 0;

  constructor(parts: PreconnectionParts) {
    this.#parts = parts;
  }

  /**
   * Whether a call can go on with this connection. The side that leads must have received the other side's answer, or
   * the promise of one. The side that follows goes on with any connection whose code was loaded, and asks for another if
   * this one has failed.
   */
  get isOfUse(): boolean {
    if (!this.#parts.leads) return this.#media !== undefined && !this.#isUnloaded;
    return (this.#isSettled || this.#expectsAnswer) && !this.#isDoubted && !this.#hasFailed;
  }

  /**
   * Whether a call with this configuration can go on with it. One that was set up without the servers that the call was given
   * may find no path, unless it is up already.
   */
  fits(config: RTCConfiguration | undefined): boolean {
    return config === undefined || this.#parts.config !== undefined || this.#isUp;
  }

  /** Begins to set it up. Does nothing the second time, or if it was given up. */
  start(): void {
    if (this.#media !== undefined || this.#hasFailed) return;
    const media = this.#make();
    this.#media = media;
    // What follows are events.
    this.#keptBytes = 0;
    for (const data of this.#early.splice(0)) media.feed(data);
  }

  /** The other end takes part: at the latest when its person accepts, its answer comes. */
  expectAnswer(): void {
    this.#expectsAnswer = true;
  }

  /** Whether the other end said that it takes part. */
  get expectsAnswer(): boolean {
    return this.#expectsAnswer;
  }

  /** Whether a call has taken the connection over. */
  get isTaken(): boolean {
    return this.#events !== undefined;
  }

  /** Sends a stream before there is a call. A call with the same stream goes on sending it. */
  send(stream: MediaStream): void {
    this.#media?.fill([{ stream, tracks: stream.getTracks(), isScreen: false }]);
  }

  feed(data: object): void {
    if (this.#media !== undefined) return this.#media.feed(data);
    this.#early.push(data);
    this.#count(JSON.stringify(data).length, CALL_BOUNDS.heldMaxBytes);
  }

  /** Closes the connection. `leaves`: because our client was closed. */
  close(leaves = false): void {
    this.#hasFailed = true;
    this.#early = [];
    if (leaves) this.#media?.leave();
    else this.#media?.close();
  }

  /** The call takes the connection over, and receives the kept events a moment later. */
  adopt({ events }: MediaParts): Media {
    this.start();
    this.#events = events;
    queueMicrotask(() => {
      for (let what = this.#kept.shift(); what !== undefined; what = this.#kept.shift()) what(events);
    });
    return this.#media as Media;
  }

  #make(): Media {
    const { leads, config, createMedia } = this.#parts;
    const tell = (what: (events: MediaEvents) => void, bytes = 0): void => this.#tell(what, bytes);
    return createMedia({
      leads,
      config,
      sendings: [],
      ahead: true,
      events: {
        signal: (data) => this.#signal(data),
        connected: () => {
          this.#isUp = true;
          this.#isDoubted = false;
          tell((events) => events.connected());
        },
        doubted: () => {
          this.#isDoubted = true;
          tell((events) => events.doubted());
        },
        settled: () => {
          this.#isSettled = true;
          tell((events) => events.settled());
        },
        left: () => tell((events) => events.left()),
        failed: (cause) => {
          this.#hasFailed = true;
          this.#isUnloaded = cause instanceof InvitationError;
          tell((events) => events.failed(cause));
        },
        stream: (stream) => tell((events) => events.stream(stream)),
        track: (track, stream) => tell((events) => events.track(track, stream)),
        data: (data) => tell((events) => events.data(data), data.length),
      },
    });
  }

  /**
   * Until it is up, signals take the shortest way, which may be without a channel. What a call changes after the first
   * negotiation must not be lost, so it goes on the line, as everything does once it is up.
   */
  #signal(data: object): void {
    const isLasting = this.#isUp || (this.#isSettled && !("candidate" in data));
    if ((this.isTaken && isLasting) || !this.#parts.say(data)) {
      this.#tell((events) => events.signal(data), JSON.stringify(data).length);
    }
  }

  /** Drops the connection and its events. The call will build its own. */
  #giveUp(): void {
    this.close();
    this.#kept.length = 0;
    this.#kept.push((events) => events.failed(new Error("the other end sent too much before the call")));
  }

  /** Passes an event on after any that are still kept, so that the order holds. `bytes`: the size of its data. */
  #tell(what: (events: MediaEvents) => void, bytes: number): void {
    if (this.#events !== undefined && this.#kept.length === 0) return what(this.#events);
    this.#kept.push(what);
    if (this.#events === undefined) this.#count(bytes, CALL_BOUNDS.keptWhileRingingMaxBytes);
  }

  #count(bytes: number, maxBytes: number): void {
    this.#keptBytes += bytes + KEPT_BYTES;
    if (this.#keptBytes > maxBytes) this.#giveUp();
  }
}

const READY = new WeakMap<InvitationMembers, Preconnection>();

/** Keeps the preconnection for the call of `invitation`. There must be none yet. */
export function keepPreconnection(invitation: InvitationMembers, preconnection: Preconnection): void {
  READY.set(invitation, preconnection);
}

/** Closes the preconnection that is kept for `invitation`, if there is one. `leaves`: because our client was closed. */
export function dropPreconnection(invitation: InvitationMembers, leaves: boolean): void {
  READY.get(invitation)?.close(leaves);
  READY.delete(invitation);
}

/** Hands over the preconnection that is kept for `invitation`, if a call with this configuration can go on with it. */
export function takePreconnection(
  invitation: InvitationMembers,
  config: RTCConfiguration | undefined,
): CreateMedia | undefined {
  const kept = READY.get(invitation);
  if (kept === undefined) return undefined;
  READY.delete(invitation);
  if (kept.isOfUse && kept.fits(config)) return (parts) => kept.adopt(parts);
  kept.close();
  return undefined;
}
