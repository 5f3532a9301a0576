// What this side of a call sends: streams with their tracks, and what of it its person has turned off.
import { type Device, MediaError } from "./media-errors.ts";
import type { Sending } from "./media-port.ts";
import type { MediaSwitch, MediaSwitches } from "./messages.ts";
import { forgetSilence, joinSilence, silence, unsilence } from "./silenced.ts";

/** What changes by itself: a track ended, because its device was unplugged or its person stopped sharing. */
export interface OutgoingEvents {
  lost(error: MediaError): void;
  /** A screen is shown no more: its person, or the browser, ended that. */
  unshared(stream: MediaStream): void;
}

const DEVICE_OF: { readonly [kind: string]: Device } = { audio: "microphone", video: "camera" };

/** What is sent now. */
export class Outgoing {
  readonly #events: OutgoingEvents;
  readonly #listening = new Map<MediaStreamTrack, () => void>();
  #sendings: readonly Sending[] = [];
  #streams: readonly MediaStream[] = Object.freeze([]);
  readonly #off = new Set<Device>();
  #held = false;

  constructor(events: OutgoingEvents) {
    this.#events = events;
  }

  /** What goes out: nothing, while the call is on hold. */
  get sendings(): readonly Sending[] {
    return this.#held ? [] : this.#sendings;
  }

  /** The streams as the app gave them, in the order it did. The same array until one is added or removed. */
  get streams(): readonly MediaStream[] {
    return this.#streams;
  }

  /** The screen that is sent, the newest if there are several. */
  get screen(): Sending | undefined {
    return this.#sendings.findLast(({ isScreen }) => isScreen);
  }

  /** Whether microphone and camera are sent, and the call on hold. */
  get switches(): MediaSwitches {
    return { microphone: this.#switch("microphone"), camera: this.#switch("camera"), held: this.#held };
  }

  has(stream: MediaStream): boolean {
    return this.#sendings.some((sending) => sending.stream === stream);
  }

  /** Why this stream cannot be added, in words; undefined if it can. */
  whyNotAdd(stream: MediaStream): string | undefined {
    const tracks = stream.getTracks();
    if (this.has(stream)) return "this stream is sent already";
    if (tracks.length === 0) return "the stream has no track";
    return tracks.some((track) => this.#sends(track))
      ? "a track of the stream is sent already, in another one"
      : undefined;
  }

  /** Why this track cannot take the place of that one, in words; undefined if it can. */
  whyNotReplace(before: MediaStreamTrack, after: MediaStreamTrack): string | undefined {
    if (before.kind !== after.kind) return "the tracks are of different kinds";
    if (!this.#sends(before)) return "this track is not sent";
    return after !== before && this.#sends(after) ? "the new track is sent already" : undefined;
  }

  add(stream: MediaStream, isScreen = false): void {
    const tracks = stream.getTracks();
    const sending = { stream, tracks, isScreen };
    for (const track of tracks) this.#listen(track, sending);
    this.#set([...this.#sendings, sending]);
  }

  remove(stream: MediaStream): void {
    for (const sending of this.#sendings) {
      if (sending.stream === stream) for (const track of sending.tracks) this.#ignore(track);
    }
    this.#set(this.#sendings.filter((sending) => sending.stream !== stream));
  }

  /** Puts `after` in the place of `before`; gives where that was, or undefined when it is not sent. */
  replace(before: MediaStreamTrack, after: MediaStreamTrack): Sending | undefined {
    const sending = this.#sendings.find(({ tracks }) => tracks.includes(before));
    if (sending === undefined) return undefined;
    sending.tracks[sending.tracks.indexOf(before)] = after;
    this.#ignore(before);
    this.#listen(after, sending);
    return sending;
  }

  /** Turns every track of a kind of device off or on. */
  turn(device: Device, isOff: boolean): void {
    if (isOff) this.#off.add(device);
    else this.#off.delete(device);
    for (const track of this.#tracks(device)) {
      if (isOff) silence(track, this);
      else unsilence(track);
    }
  }

  /**
   * Keeps everything back, or sends it again. The tracks stay as they are: the same camera may be sent in another call
   * meanwhile. Returns whether that is a change.
   */
  hold(isHeld: boolean): boolean {
    const isChange = this.#held !== isHeld;
    this.#held = isHeld;
    // Another call may have turned them on meanwhile.
    if (!isHeld) for (const device of this.#off) this.turn(device, true);
    return isChange;
  }

  /** Lets go of every track: one that this call turned off is on again, for the next. Nothing may be sent any more. */
  release(): void {
    for (const track of [...this.#listening.keys()]) this.#ignore(track);
  }

  #sends(track: MediaStreamTrack): boolean {
    return this.#sendings.some(({ tracks }) => tracks.includes(track));
  }

  #set(sendings: readonly Sending[]): void {
    this.#sendings = sendings;
    this.#streams = Object.freeze(sendings.map(({ stream }) => stream));
  }

  #tracks(device: Device): MediaStreamTrack[] {
    const sendings = this.#sendings.filter(({ isScreen }) => !isScreen);
    return sendings.flatMap(({ tracks }) => tracks).filter(({ kind }) => DEVICE_OF[kind] === device);
  }

  #switch(device: Device): MediaSwitch {
    const live = this.#tracks(device).filter(({ readyState }) => readyState === "live");
    if (live.length === 0) return "none";
    // Its app, or another call that sends it too, may have turned it off.
    const isOff = this.#off.has(device) || live.every(({ enabled }) => !enabled);
    return isOff ? "off" : "on";
  }

  #listen(track: MediaStreamTrack, { stream, tracks, isScreen }: Sending): void {
    const device = DEVICE_OF[track.kind] ?? "camera";
    // On hold it is the call that is on that says what is off.
    if (!isScreen && this.#off.has(device) && !this.#held) silence(track, this);
    else if (!isScreen) joinSilence(track, this);
    const ended = (): void => {
      if (!isScreen) this.#events.lost(new MediaError("unplugged", device));
      else if (tracks.every(({ readyState }) => readyState === "ended")) this.#events.unshared(stream);
    };
    track.addEventListener("ended", ended);
    this.#listening.set(track, () => track.removeEventListener("ended", ended));
  }

  #ignore(track: MediaStreamTrack): void {
    this.#listening.get(track)?.();
    this.#listening.delete(track);
    forgetSilence(track, this);
  }
}
