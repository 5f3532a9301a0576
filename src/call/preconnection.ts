// A media connection that is set up while an invitation rings, by what the two ends say before the answer; and what happened to
// it until its call takes it over.
import type { LocalInvitation } from "../client/local-invitation.ts";
import type { RemoteInvitation } from "../client/remote-invitation.ts";
import { CALL_BOUNDS } from "./call-state.ts";
import type { CreateMedia, Media, MediaEvents, MediaParts } from "./media-port.ts";

/** What whatever is kept counts besides what it says. */
const KEPT_BYTES = 128;

/** What a preconnection is made with. */
export interface PreconnectionParts extends Pick<MediaParts, "leads" | "config"> {
  readonly createMedia: CreateMedia;
  /** Says it to the other end's, if it can be said at all before the answer. Returns whether it was. */
  say(data: object): boolean;
}

/** One of them, without anything to send. */
export class Preconnection {
  readonly #media: Media;
  readonly #leads: boolean;
  /** What the call is told when it takes over. */
  readonly #kept: ((events: MediaEvents) => void)[] = [];
  #events: MediaEvents | undefined;
  #isSettled = false;
  #isDoubted = false;
  #hasFailed = false;
  #keptBytes = 0;

  constructor({ leads, config, createMedia, say }: PreconnectionParts) {
    this.#leads = leads;
    const tell = (what: (events: MediaEvents) => void, bytes = 0): void => this.#tell(what, bytes);
    this.#media = createMedia({
      leads,
      config,
      sendings: [],
      ahead: true,
      events: {
        signal: (data) => {
          if (this.#events !== undefined || !say(data))
            tell((events) => events.signal(data), JSON.stringify(data).length);
        },
        connected: () => {
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
          tell((events) => events.failed(cause));
        },
        stream: (stream) => tell((events) => events.stream(stream)),
        track: (track, stream) => tell((events) => events.track(track, stream)),
        data: (data) => tell((events) => events.data(data), data.length),
      },
    });
  }

  /**
   * Whether a call can go on with it. The side that leads must have had the other's answer; the side that follows goes on with
   * what there is, and asks for another if that has failed.
   */
  get isOfUse(): boolean {
    return !this.#leads || (this.#isSettled && !this.#isDoubted && !this.#hasFailed);
  }

  /** Sends a stream already, before there is a call. The call goes on with it when it has the same. */
  send(stream: MediaStream): void {
    this.#media.fill([{ stream, tracks: stream.getTracks(), isScreen: false }]);
  }

  feed(data: object): void {
    this.#media.feed(data);
  }

  /** `leaves`: because our client was closed. */
  close(leaves = false): void {
    if (leaves) this.#media.leave();
    else this.#media.close();
  }

  /** The call takes it over, and hears of all that happened so far, in a moment. */
  adopt({ events }: MediaParts): Media {
    this.#events = events;
    queueMicrotask(() => {
      for (let what = this.#kept.shift(); what !== undefined; what = this.#kept.shift()) what(events);
    });
    return this.#media;
  }

  /** Forgets it all: the call that comes builds a connection of its own. */
  #giveUp(): void {
    this.#media.close();
    this.#kept.length = 0;
    this.#hasFailed = true;
    this.#kept.push((events) => events.failed(new Error("the other end sent too much before the call")));
  }

  /** In order: after what is kept, should that not be told yet. `bytes`: what it takes to keep it. */
  #tell(what: (events: MediaEvents) => void, bytes: number): void {
    if (this.#events !== undefined && this.#kept.length === 0) return what(this.#events);
    this.#kept.push(what);
    if (this.#events !== undefined) return;
    this.#keptBytes += bytes + KEPT_BYTES;
    if (this.#keptBytes > CALL_BOUNDS.earlyMaxBytes) this.#giveUp();
  }
}

const READY = new WeakMap<LocalInvitation | RemoteInvitation, Preconnection>();

/** Keeps it for the call of `invitation`. None may be kept already. */
export function keepPreconnection(
  invitation: LocalInvitation | RemoteInvitation,
  preconnection: Preconnection,
): void {
  READY.set(invitation, preconnection);
}

/** Closes the one that is kept for `invitation`, if there is one. `leaves`: because our client was closed. */
export function dropPreconnection(invitation: LocalInvitation | RemoteInvitation, leaves: boolean): void {
  READY.get(invitation)?.close(leaves);
  READY.delete(invitation);
}

/** Hands over the one that is kept for `invitation`, if a call can go on with it. */
export function takePreconnection(invitation: LocalInvitation | RemoteInvitation): CreateMedia | undefined {
  const kept = READY.get(invitation);
  if (kept === undefined) return undefined;
  READY.delete(invitation);
  if (kept.isOfUse) return (parts) => kept.adopt(parts);
  kept.close();
  return undefined;
}
