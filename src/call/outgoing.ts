// What this side of a call sends: streams with their tracks, and what its person has turned off.
import { streamProblem, trackProblem } from "./check-call.ts";
import { chosen, type DeviceSetting, inherited, ON, shownSwitch } from "./device-setting.ts";
import { type Device, MediaError } from "./media-errors.ts";
import type { Sending } from "./media-port.ts";
import type { MediaSwitches } from "./messages.ts";
import { isTurnedOff, join, leave, type TrackUser, turn } from "./shared-track.ts";

/**
 * Changes that the call did not cause: a track ended because its device was unplugged or its person stopped sharing, or
 * another call turned a device off or on.
 */
export interface OutgoingEvents {
  lost(error: MediaError): void;
  /** A screen is no longer shown, because its person or the browser ended it. */
  unshared(stream: MediaStream): void;
  /** Which devices are off has changed. */
  switched(): void;
}

const DEVICE_OF: { readonly [kind: string]: Device } = { audio: "microphone", video: "camera" };
const DEVICES = ["microphone", "camera"] as const;
const hasEnded = ({ readyState }: MediaStreamTrack): boolean => readyState === "ended";
const deviceOf = ({ kind }: MediaStreamTrack): Device => DEVICE_OF[kind] ?? "camera";

/** The streams that are sent now. */
export class Outgoing implements TrackUser {
  readonly #events: OutgoingEvents;
  #sendings: readonly Sending[] = [];
  #streams: readonly MediaStream[] = Object.freeze([]);
  readonly #settings: { [Name in Device]: DeviceSetting } = { microphone: ON, camera: ON };
  #held = false;
  /** Tracks that may still be sent and have not been released. */
  readonly #joined = new Set<MediaStreamTrack>();

  /** Takes the end of a track that the call did not cause. */
  readonly #ended = ({ target }: Event): void => {
    const track = target as MediaStreamTrack;
    const sending = this.#sendingOf(track);
    if (sending?.isScreen === false) this.#events.lost(new MediaError("unplugged", deviceOf(track)));
    else if (sending?.tracks.every(hasEnded)) this.#events.unshared(sending.stream);
  };

  constructor(events: OutgoingEvents) {
    this.#events = events;
  }

  /** What is sent now: nothing while the call is on hold. */
  get sendings(): readonly Sending[] {
    return this.#held ? [] : this.#sendings;
  }

  /**
   * The app's streams, in the order in which they were added. The array stays the same until one is added or removed.
   */
  get streams(): readonly MediaStream[] {
    return this.#streams;
  }

  /** The screen that is sent, the newest if there are several. */
  get screen(): Sending | undefined {
    return this.#sendings.findLast(({ isScreen }) => isScreen);
  }

  /** The state of microphone and camera, and whether the call is on hold. */
  get switches(): MediaSwitches {
    const held = this.#held;
    const shown = (device: Device) => shownSwitch(this.#settings[device], this.#tracks(device), held);
    return { microphone: shown("microphone"), camera: shown("camera"), held };
  }

  has(stream: MediaStream): boolean {
    return this.#sendings.some((sending) => sending.stream === stream);
  }

  /** Why this stream cannot be added; undefined if it can. */
  whyNotAdd(stream: MediaStream): string | undefined {
    if (this.has(stream)) return "this stream is sent already";
    const problem = streamProblem(
      stream,
      this.#sendings.flatMap(({ tracks }) => tracks),
    );
    if (problem !== undefined) return problem;
    const tracks = stream.getTracks();
    if (tracks.length === 0) return "the stream has no track";
    return tracks.every(hasEnded) ? "every track of the stream has ended" : undefined;
  }

  /** Why `after` cannot take the place of `before`; undefined if it can. */
  whyNotReplace(before: MediaStreamTrack, after: MediaStreamTrack): string | undefined {
    const problem = trackProblem("the first track", before) ?? trackProblem("the new track", after);
    if (problem !== undefined) return problem;
    if (before.kind !== after.kind) return "the tracks are of different kinds";
    if (!this.#sends(before)) return "this track is not sent";
    if (after === before) return undefined;
    if (hasEnded(after)) return "the new track has ended";
    return this.#sends(after) ? "the new track is sent already" : undefined;
  }

  add(stream: MediaStream, isScreen = false): void {
    const tracks = stream.getTracks();
    this.#set([...this.#sendings, { stream, tracks, isScreen }]);
    for (const track of tracks) this.#begin(track, isScreen);
  }

  /**
   * Removes a stream. Returns a function that releases its tracks once they are no longer sent; what was off is then on
   * again.
   */
  remove(stream: MediaStream): () => void {
    const gone = this.#sendings.filter((sending) => sending.stream === stream);
    this.#set(this.#sendings.filter((sending) => sending.stream !== stream));
    return this.#stop(gone.flatMap(({ tracks }) => tracks));
  }

  /**
   * Puts `after` in the place of `before`. Returns the sending that held `before`, and a function that releases
   * `before`.
   */
  replace(before: MediaStreamTrack, after: MediaStreamTrack): [Sending, letGo: () => void] | undefined {
    const sending = this.#sendingOf(before);
    if (sending === undefined || before === after) return undefined;
    sending.tracks[sending.tracks.indexOf(before)] = after;
    const letGo = this.#stop([before]);
    this.#begin(after, sending.isScreen);
    return [sending, letGo];
  }

  /**
   * Turns every track of one device off or on. On hold it does so at the end of the hold, because another call may send
   * the tracks now.
   */
  turn(device: Device, isOff: boolean): void {
    this.#settings[device] = chosen(isOff, this.#held);
    if (this.#held) return;
    // Reads the present setting, because a listener may have turned the device back.
    for (const track of this.#tracks(device)) turn(track, this, this.#settings[device].isOff);
  }

  /**
   * Stops sending everything, or sends it again. The tracks stay as they are, because another call may send the same
   * camera meanwhile. Returns whether anything changed.
   */
  hold(isHeld: boolean): boolean {
    if (this.#held === isHeld) return false;
    this.#held = isHeld;
    if (isHeld) return true;
    for (const device of DEVICES) {
      // Another call may have turned the device off or on meanwhile. That stands, unless this call's person chose
      // otherwise.
      const { isOff, isChosen } = this.#settings[device];
      if (isChosen) this.turn(device, isOff);
      else this.#inherit(device, this.#tracks(device).some(isTurnedOff));
    }
    return true;
  }

  switched(track: MediaStreamTrack, isOff: boolean): void {
    // On hold, the call keeps what its person chose for it.
    if (!this.#held) this.#inherit(deviceOf(track), isOff);
    this.#events.switched();
  }

  /**
   * Releases every track. Those that this call turned off are on again for the next call. Nothing may be sent any more.
   */
  release(): void {
    this.#stop(this.#sendings.flatMap(({ tracks }) => tracks));
    for (const track of this.#joined) this.#leave(track);
  }

  #sendingOf(track: MediaStreamTrack): Sending | undefined {
    return this.#sendings.find(({ tracks }) => tracks.includes(track));
  }

  #sends(track: MediaStreamTrack): boolean {
    return this.#sendingOf(track) !== undefined;
  }

  #set(sendings: readonly Sending[]): void {
    this.#sendings = sendings;
    this.#streams = Object.freeze(sendings.map(({ stream }) => stream));
  }

  #tracks(device: Device): MediaStreamTrack[] {
    const sendings = this.#sendings.filter(({ isScreen }) => !isScreen);
    return sendings.flatMap(({ tracks }) => tracks).filter((track) => deviceOf(track) === device);
  }

  #inherit(device: Device, isOff: boolean): void {
    this.#settings[device] = inherited(this.#settings[device], isOff);
  }

  /** Begins to send a track. */
  #begin(track: MediaStreamTrack, isScreen: boolean): void {
    track.addEventListener("ended", this.#ended);
    if (isScreen) return;
    this.#joined.add(track);
    join(track, this);
    // On hold, the call that is on decides what is off.
    if (this.#held) return;
    const device = deviceOf(track);
    if (isTurnedOff(track)) this.#inherit(device, true);
    if (this.#settings[device].isOff) turn(track, this, true);
  }

  /** Stops sending tracks. Returns a function that releases them. */
  #stop(tracks: readonly MediaStreamTrack[]): () => void {
    for (const track of tracks) track.removeEventListener("ended", this.#ended);
    return () => {
      // A track that is sent again meanwhile is kept.
      for (const track of tracks) if (!this.#sends(track)) this.#leave(track);
    };
  }

  #leave(track: MediaStreamTrack): void {
    this.#joined.delete(track);
    leave(track, this);
  }
}
