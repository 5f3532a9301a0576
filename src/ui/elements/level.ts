// The level of a microphone, measured while its element is on the page, and a meter that shows it.
import { css, html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from "lit";

const EVERY_MS = 80;
const SEGMENTS = 24;

/** Measures a track while its element is on the page. */
abstract class Measuring implements ReactiveController {
  protected readonly host: ReactiveControllerHost & { readonly isConnected: boolean };
  readonly #read: () => MediaStreamTrack | undefined;
  #measured: MediaStreamTrack | undefined;
  #stop: () => void = () => {};

  /** `read`: the track to measure at the moment. */
  constructor(
    host: ReactiveControllerHost & { readonly isConnected: boolean },
    read: () => MediaStreamTrack | undefined,
  ) {
    this.host = host;
    this.#read = read;
    host.addController(this);
  }

  /** A level from 0 to 1. */
  protected abstract take(level: number): void;
  /** Nothing is measured any more. */
  protected abstract forget(): void;

  hostUpdate(): void {
    const track = this.host.isConnected ? this.#read() : undefined;
    if (track === this.#measured) return;
    this.hostDisconnected();
    this.#measured = track;
    if (track !== undefined) this.#stop = measure(track, (level) => this.take(level));
  }

  hostDisconnected(): void {
    this.#stop();
    this.#stop = () => {};
    this.#measured = undefined;
    this.forget();
  }
}

/** Redraws its element when the level of a track changes. */
export class Level extends Measuring {
  #segments = 0;

  /** The meter. */
  draw(label: string): TemplateResult {
    const percent = Math.round((100 * this.#segments) / SEGMENTS);
    return html`
      <div
        class="meter"
        part="level"
        role="meter"
        aria-label=${label}
        aria-valuemin="0"
        aria-valuemax="100"
        aria-valuenow=${percent}
      >
        ${Array.from({ length: SEGMENTS }, (_, at) => html`<i class=${at < this.#segments ? "on" : ""}></i>`)}
      </div>
    `;
  }

  protected override take(level: number): void {
    const segments = Math.round(level * SEGMENTS);
    if (segments === this.#segments) return;
    this.#segments = segments;
    this.host.requestUpdate();
  }

  protected override forget(): void {
    this.#segments = 0;
  }
}

/** Somebody speaks from this level on. */
const SPOKEN_MIN = 0.06;
/** Between two words it is quiet for less than so many measurements. */
const PAUSE_MAX = 8;

/** Redraws its element when somebody begins or stops to speak. */
export class Speech extends Measuring {
  #quietFor = PAUSE_MAX;

  /** Whether somebody speaks. */
  get isHeard(): boolean {
    return this.#quietFor < PAUSE_MAX;
  }

  protected override take(level: number): void {
    const before = this.isHeard;
    this.#quietFor = level >= SPOKEN_MIN ? 0 : this.#quietFor + 1;
    if (this.isHeard !== before) this.host.requestUpdate();
  }

  protected override forget(): void {
    this.#quietFor = PAUSE_MAX;
  }
}

/** The styles of the meter. */
export const levelStyle = css`
  .meter {
    display: grid;
    grid-auto-flow: column;
    grid-auto-columns: 1fr;
    gap: 3px;
    height: 8px;
  }

  .meter i {
    border-radius: 999px;
    background: var(--_line);
  }

  .meter i.on {
    background: var(--_brand);
  }

  @media (forced-colors: active) {
    .meter i {
      border: 1px solid GrayText;
    }

    .meter i.on {
      forced-color-adjust: none;
      background: Highlight;
    }
  }
`;

/** Calls `tell` with the level from 0 to 1 until the returned function is called. Does nothing if the browser cannot measure. */
function measure(track: MediaStreamTrack, tell: (level: number) => void): () => void {
  let context: AudioContext | undefined;
  try {
    context = new AudioContext();
    return listen(context, track, tell);
  } catch {
    // A browser has only a few of them.
    void context?.close();
    return () => {};
  }
}

function listen(context: AudioContext, track: MediaStreamTrack, tell: (level: number) => void): () => void {
  const analyser = context.createAnalyser();
  analyser.fftSize = 512;
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const interval = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
    tell(Math.min(1, Math.sqrt(power) * 4));
  }, EVERY_MS);
  return () => {
    clearInterval(interval);
    void context.close();
  };
}
