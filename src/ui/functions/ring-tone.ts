// The ring tone: it plays while something rings. The rest of the time the audio context is suspended.

import { ObservableEmitter } from "../../base/observable.ts";
import { keepSame } from "../../base/same.ts";
import { type RingKind, renderTune, SAMPLE_RATE, TUNES } from "./tunes.ts";

/**
 * Whether the browser lets the page make sounds. `unknown` before the first ring or gesture. `locked`: not before a person
 * clicks, taps or presses a key on the page. `allowed`: yes. `unavailable`: there is no sound here.
 */
export type Sound = "unknown" | "locked" | "allowed" | "unavailable";

/** The whole state of a {@link RingTone} at one moment, frozen. */
export interface RingToneSnapshot {
  /** What rings; undefined for nothing. While the sound is `locked`, it rings in silence. */
  readonly rings: RingKind | undefined;
  readonly sound: Sound;
  /** Whether `setSilent` has silenced the tones. */
  readonly silent: boolean;
}

/** The events of a {@link RingTone}, each with its listener's parameters. */
export type RingToneEvents = {
  /** Anything in the snapshot changed. */
  readonly changed: readonly [snapshot: RingToneSnapshot];
};

/** What a ring tone needs of its page. */
export interface RingToneParts {
  /** Creates the audio context. Default: the browser's. May throw where there is no sound. */
  readonly createContext?: () => AudioContext;
  /** Where gestures are noticed. Default: the window. */
  readonly page?: Pick<EventTarget, "addEventListener" | "removeEventListener">;
  /** Whether there was a gesture on the page already. Default: what the browser says. */
  readonly isTouched?: () => boolean;
  /** Runs a function after the time that a context needs to begin. Default: 200 ms. */
  readonly later?: (run: () => void) => void;
}

/** The gestures that let a page make sounds. */
const GESTURES = ["pointerup", "keydown"] as const;
const BEGINS_MS = 200;
const FADE_IN_S = 0.05;
const FADE_OUT_S = 0.15;

interface Playing {
  readonly kind: RingKind;
  readonly source: AudioBufferSourceNode;
  readonly volume: GainNode;
}

/** Plays ring tones. Made by {@link createRingTone}. */
export class RingTone extends ObservableEmitter<RingToneSnapshot, RingToneEvents> {
  readonly #parts: Required<RingToneParts>;
  #context: AudioContext | undefined;
  #playing: Playing | undefined;
  /** The sources that play or fade out. Without any, the context is suspended. */
  readonly #sounding = new Set<AudioBufferSourceNode>();
  #snapshot: RingToneSnapshot = Object.freeze({ rings: undefined, sound: "unknown", silent: false });

  /** @internal */
  constructor(parts: RingToneParts) {
    super({ changed: true });
    const {
      createContext = () => new AudioContext(),
      page = globalThis,
      isTouched = () => globalThis.navigator?.userActivation?.hasBeenActive ?? false,
      later = (run) => void setTimeout(run, BEGINS_MS),
    } = parts;
    this.#parts = { createContext, page, isTouched, later };
    for (const gesture of GESTURES) page.addEventListener?.(gesture, this.#noticed, { capture: true });
  }

  /** The whole state, frozen. The object stays the same until something changes. */
  get snapshot(): RingToneSnapshot {
    return this.#snapshot;
  }

  /** Takes what rings now; undefined for nothing. Call it with every new state. A tone that is playing continues. */
  ring(kind: RingKind | undefined): void {
    this.#show({ rings: kind });
    this.#update();
  }

  /** Silences the tones, or plays them again. A call that still rings then is heard. */
  setSilent(isSilent: boolean): void {
    this.#show({ silent: isSilent });
    this.#update();
  }

  /**
   * Lets the page make sounds. Call it from a click or a key, such as on a button "Turn on sound". Any other gesture on the
   * page does the same. Resolves with whether the page may make sounds now; never rejects.
   */
  async unlock(): Promise<boolean> {
    await this.#useContext()
      ?.resume()
      .then(this.#rest, () => {});
    return this.#snapshot.sound === "allowed";
  }

  /** Ends the ring tone for good. */
  close(): void {
    this.ring(undefined);
    this.#stopNoticing();
    this.#context?.close().catch(() => {});
    this.#context = undefined;
    this.#show({ sound: "unavailable" });
  }

  #show(news: Partial<RingToneSnapshot>): void {
    const snapshot = keepSame(this.#snapshot, Object.freeze({ ...this.#snapshot, ...news }));
    if (snapshot === this.#snapshot) return;
    this.#snapshot = snapshot;
    this.fire("changed", snapshot);
  }

  #useContext(): AudioContext | undefined {
    if (this.#snapshot.sound === "unavailable") return undefined;
    try {
      this.#context ??= this.#parts.createContext();
    } catch {
      this.#show({ sound: "unavailable" });
    }
    return this.#context;
  }

  #wake(): void {
    // Pending until the first gesture. Rejected when the context is closed meanwhile.
    this.#context?.resume().then(this.#rest, () => {});
  }

  readonly #rest = (): void => {
    if (this.#context?.state !== "running") return;
    this.#stopNoticing();
    this.#show({ sound: "allowed" });
    if (this.#sounding.size === 0) this.#context.suspend().catch(() => {});
  };

  readonly #noticed = (): void => {
    if (this.#useContext() !== undefined) this.#wake();
  };

  #stopNoticing(): void {
    for (const gesture of GESTURES)
      this.#parts.page.removeEventListener?.(gesture, this.#noticed, { capture: true });
  }

  #update(): void {
    const { rings, silent } = this.#snapshot;
    const kind = silent ? undefined : rings;
    if (this.#playing?.kind === kind) return;
    this.#stop();
    if (kind !== undefined) this.#start(kind);
  }

  #start(kind: RingKind): void {
    const here = this.#useContext();
    if (here === undefined) return;
    const samples = renderTune(TUNES[kind]);
    const buffer = here.createBuffer(1, samples.length, SAMPLE_RATE);
    buffer.copyToChannel(samples, 0);
    const source = here.createBufferSource();
    source.buffer = buffer;
    source.loop = true;
    const volume = here.createGain();
    volume.gain.setValueAtTime(0, here.currentTime);
    volume.gain.linearRampToValueAtTime(1, here.currentTime + FADE_IN_S);
    source.connect(volume).connect(here.destination);
    source.addEventListener("ended", () => this.#quieten(source, volume));
    source.start();
    this.#sounding.add(source);
    this.#playing = { kind, source, volume };
    this.#wake();
    if (this.#snapshot.sound === "unknown") this.#parts.later(this.#lock);
  }

  readonly #lock = (): void => {
    const { sound } = this.#snapshot;
    if (sound === "unknown" && !this.#parts.isTouched()) this.#show({ sound: "locked" });
  };

  #stop(): void {
    if (this.#playing === undefined || this.#context === undefined) return;
    const { source, volume } = this.#playing;
    this.#playing = undefined;
    // A suspended context is silent, and its time stands still: a fade would never end.
    if (this.#context.state !== "running") return this.#quieten(source, volume);
    const { currentTime } = this.#context;
    volume.gain.cancelScheduledValues(currentTime);
    volume.gain.setTargetAtTime(0, currentTime, FADE_OUT_S / 4);
    source.stop(currentTime + FADE_OUT_S);
  }

  #quieten(source: AudioBufferSourceNode, volume: GainNode): void {
    source.disconnect();
    volume.disconnect();
    this.#sounding.delete(source);
    this.#rest();
  }
}

/**
 * A ring tone that plays nothing yet. Browsers allow no sound before the first gesture on a page. A ring then begins with that
 * gesture, if it still rings; there is no error. Create the ring tone when the page starts, so that it notices the gesture.
 */
export function createRingTone(parts: RingToneParts = {}): RingTone {
  return new RingTone(parts);
}
