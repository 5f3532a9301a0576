// The ring tones: their notes as data, and the samples of the notes. Pure.

/** One note. Its envelope begins and ends in silence. */
interface Note {
  /** From the start of the tune. */
  readonly atMs: number;
  readonly lengthMs: number;
  readonly hz: number;
  /** Its largest volume, 0 to 1. */
  readonly gain: number;
  /** `bell`: struck, then fading. `purr`: even, with a slight tremolo. */
  readonly timbre: "bell" | "purr";
}

/** Notes, and the time after which they repeat. */
export interface Tune {
  readonly notes: readonly Note[];
  readonly periodMs: number;
}

/** A call comes in; a call comes in during another one; a call that was placed here rings over there. */
export type RingKind = "incoming" | "waiting" | "outgoing";

const CHIME = [392, 523.25, 659.25, 783.99];

/**
 * A rising chime, twice, for a call that comes in. Two quiet strokes at long intervals for one during a call. A soft double
 * purr for a call that rings over there.
 */
export const TUNES: Readonly<Record<RingKind, Tune>> = {
  incoming: {
    periodMs: 3_000,
    notes: [0, 760].flatMap((startMs) =>
      CHIME.map((hz, index) => {
        return { atMs: startMs + index * 130, lengthMs: 700, hz, gain: 0.2, timbre: "bell" } as const;
      }),
    ),
  },
  waiting: {
    periodMs: 5_000,
    notes: [0, 260].map((atMs) => ({ atMs, lengthMs: 600, hz: 523.25, gain: 0.06, timbre: "bell" })),
  },
  outgoing: {
    periodMs: 3_200,
    notes: [0, 620].map((atMs) => ({ atMs, lengthMs: 440, hz: 425, gain: 0.12, timbre: "purr" })),
  },
};

/** In Hz. Enough for these notes, and half the work of a sound card's own rate. */
export const SAMPLE_RATE = 24_000;

/** How long a note takes to swell and to fade, in samples. */
const ATTACK = 0.012 * SAMPLE_RATE;
const RELEASE = 0.05 * SAMPLE_RATE;

/** One period of a tune, as samples from -1 to 1 at {@link SAMPLE_RATE}. */
export function renderTune({ notes, periodMs }: Tune): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(Math.round((periodMs / 1_000) * SAMPLE_RATE));
  for (const note of notes) addNote(samples, note);
  return samples;
}

function addNote(samples: Float32Array, { atMs, lengthMs, hz, gain, timbre }: Note): void {
  const start = Math.round((atMs / 1_000) * SAMPLE_RATE);
  const count = Math.round((lengthMs / 1_000) * SAMPLE_RATE);
  const voice = VOICES[timbre](hz);
  for (let index = 0; index < count; index += 1) {
    const edges = Math.min(1, index / ATTACK, (count - index) / RELEASE);
    samples[start + index] = (samples[start + index] ?? 0) + gain * edges * voice();
  }
}

/** Each timbre, as a function that returns one sample after the other. */
const VOICES: Readonly<Record<Note["timbre"], (hz: number) => () => number>> = {
  bell(hz) {
    const [ground, above] = [createSine(hz), createSine(2.01 * hz)];
    const [fading, fadingFaster] = [createDecay(4.5), createDecay(13.5)];
    return () => ground() * fading() + 0.3 * above() * fadingFaster();
  },
  purr(hz) {
    const [ground, waver] = [createSine(hz), createSine(18)];
    return () => ground() * (0.82 + 0.18 * waver());
  },
};

/** A sine that begins at 0. Each sample follows from the two before it, which is fast: a ring must not hold up the page. */
function createSine(hz: number): () => number {
  const step = (2 * Math.PI * hz) / SAMPLE_RATE;
  const factor = 2 * Math.cos(step);
  let before = -Math.sin(2 * step);
  let now = -Math.sin(step);
  return () => {
    const next = factor * now - before;
    before = now;
    now = next;
    return next;
  };
}

/** A decay from 1 towards 0, by a factor of e in `1 / perSecond` seconds. */
function createDecay(perSecond: number): () => number {
  const factor = Math.exp(-perSecond / SAMPLE_RATE);
  let now = 1 / factor;
  return () => {
    now *= factor;
    return now;
  };
}
