// The ring tone: a tune for as long as something rings, and a sleeping audio context when nothing does.
import { type RingKind, renderTune, SAMPLE_RATE, TUNES } from "./tunes.ts";

/** Plays the ring that it is told to play. */
export interface Ringer {
  /** What rings now; undefined: nothing. To be called with every new state: what plays already goes on. */
  ring(kind: RingKind | undefined): void;
  /** Whether nothing is to be heard. What rings meanwhile is heard once this is turned off, if it still rings. */
  setSilent(isSilent: boolean): void;
  /** Ends it for good. */
  close(): void;
}

/** What a ringer needs of its page. */
export interface RingerParts {
  /** Makes the audio context. Default: the browser's. May throw where there is no sound. */
  readonly createContext?: () => AudioContext;
  /** Where a person's touch is noticed. Default: the window. */
  readonly page?: Pick<EventTarget, "addEventListener" | "removeEventListener">;
}

/** What a browser takes for a person's wish to hear something. */
const GESTURES = ["pointerup", "keydown"] as const;
const FADE_IN_S = 0.05;
const FADE_OUT_S = 0.15;

interface Playing {
  readonly kind: RingKind;
  readonly source: AudioBufferSourceNode;
  readonly volume: GainNode;
}

/**
 * A ringer, at rest. Before a person has touched the page, browsers let nothing be heard: a ring then begins with the first
 * touch, if it still rings. There are no errors about it. To be made when the page starts, so that it notices that touch.
 */
export function createRinger(parts: RingerParts = {}): Ringer {
  const { createContext = () => new AudioContext(), page = globalThis } = parts;
  let context: AudioContext | undefined;
  let hasNoSound = false;
  let wanted: RingKind | undefined;
  let isSilent = false;
  let playing: Playing | undefined;
  /** Those that play or fade out: the context sleeps when there is none. */
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
    // Pending until the person touches the page; rejected when the context is closed meanwhile.
    context?.resume().then(rest, () => {});
  };
  const rest = (): void => {
    if (context?.state !== "running") return;
    noticeNoMore();
    if (sounding.size === 0) context.suspend().catch(() => {});
  };
  const noticed = (): void => {
    if (useContext() !== undefined) wake();
  };
  const noticeNoMore = (): void => {
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
    // While nothing is heard there is nothing to fade, and no time passes that would end it.
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
      noticeNoMore();
      hasNoSound = true;
      context?.close().catch(() => {});
      context = undefined;
    },
  };
}
