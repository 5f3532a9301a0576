// The ring tone: it plays while something rings. The rest of the time the audio context is suspended.
import { type RingKind, renderTune, SAMPLE_RATE, TUNES } from "./tunes.ts";

/** Plays ring tones. */
export interface Ringer {
  /** Takes what rings now; undefined for nothing. Call it with every new state. A tone that is playing continues. */
  ring(kind: RingKind | undefined): void;
  /** Silences the tones, or plays them again. A call that still rings then is heard. */
  setSilent(isSilent: boolean): void;
  /** Ends the ringer for good. */
  close(): void;
}

/** What a ringer needs of its page. */
export interface RingerParts {
  /** Creates the audio context. Default: the browser's. May throw where there is no sound. */
  readonly createContext?: () => AudioContext;
  /** Where gestures are noticed. Default: the window. */
  readonly page?: Pick<EventTarget, "addEventListener" | "removeEventListener">;
}

/** The gestures that let a page make sounds. */
const GESTURES = ["pointerup", "keydown"] as const;
const FADE_IN_S = 0.05;
const FADE_OUT_S = 0.15;

interface Playing {
  readonly kind: RingKind;
  readonly source: AudioBufferSourceNode;
  readonly volume: GainNode;
}

/**
 * A ringer that plays nothing yet. Browsers allow no sound before the first gesture on a page. A ring then begins with that
 * gesture, if it still rings; there is no error. Create the ringer when the page starts, so that it notices the gesture.
 */
export function createRinger(parts: RingerParts = {}): Ringer {
  const { createContext = () => new AudioContext(), page = globalThis } = parts;
  let context: AudioContext | undefined;
  let hasNoSound = false;
  let wanted: RingKind | undefined;
  let isSilent = false;
  let playing: Playing | undefined;
  /** The sources that play or fade out. Without any, the context is suspended. */
  const sounding = new Set<AudioBufferSourceNode>();

  const useContext = (): AudioContext | undefined => {
    if (hasNoSound) return undefined;
    try {
      context ??= createContext();
    } catch {
      hasNoSound = true;
    }
    return context;
  };
  const wake = (): void => {
    // Pending until the first gesture. Rejected when the context is closed meanwhile.
    context?.resume().then(rest, () => {});
  };
  const rest = (): void => {
    if (context?.state !== "running") return;
    stopNoticing();
    if (sounding.size === 0) context.suspend().catch(() => {});
  };
  const noticed = (): void => {
    if (useContext() !== undefined) wake();
  };
  const stopNoticing = (): void => {
    for (const gesture of GESTURES) page.removeEventListener(gesture, noticed, { capture: true });
  };

  const start = (kind: RingKind): void => {
    const here = useContext();
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
    source.addEventListener("ended", () => quieten(source, volume));
    source.start();
    sounding.add(source);
    playing = { kind, source, volume };
    wake();
  };
  const stop = (): void => {
    if (playing === undefined || context === undefined) return;
    const { source, volume } = playing;
    playing = undefined;
    // A suspended context is silent, and its time stands still: a fade would never end.
    if (context.state !== "running") return quieten(source, volume);
    const { currentTime } = context;
    volume.gain.cancelScheduledValues(currentTime);
    volume.gain.setTargetAtTime(0, currentTime, FADE_OUT_S / 4);
    source.stop(currentTime + FADE_OUT_S);
  };
  const quieten = (source: AudioBufferSourceNode, volume: GainNode): void => {
    source.disconnect();
    volume.disconnect();
    sounding.delete(source);
    rest();
  };
  const update = (): void => {
    const kind = isSilent ? undefined : wanted;
    if (playing?.kind === kind) return;
    stop();
    if (kind !== undefined) start(kind);
  };

  for (const gesture of GESTURES) page.addEventListener(gesture, noticed, { capture: true });
  return {
    ring(kind) {
      wanted = kind;
      update();
    },
    setSilent(silent) {
      isSilent = silent;
      update();
    },
    close() {
      wanted = undefined;
      update();
      stopNoticing();
      hasNoSound = true;
      context?.close().catch(() => {});
      context = undefined;
    },
  };
}
