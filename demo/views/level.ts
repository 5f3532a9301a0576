// A level meter for the microphone. It measures while it is on the page.
import { css, html, LitElement } from "lit";

const EVERY_MS = 80;
const SEGMENTS = 24;

/** `<demo-level .track=… .label=…>`; without a track, the level is 0. */
export class Level extends LitElement {
  static override properties = {
    track: { attribute: false },
    label: { attribute: false },
    level: { state: true },
  };
  declare track: MediaStreamTrack | undefined;
  declare label: string;
  /** From 0 to 1. */
  declare level: number;
  #stop: () => void = () => {};
  #measured: MediaStreamTrack | undefined;

  static override styles = css`
    :host {
      display: block;
    }

    div {
      display: grid;
      grid-auto-flow: column;
      grid-auto-columns: 1fr;
      gap: 3px;
      height: 8px;
    }

    i {
      border-radius: 999px;
      background: var(--line);
    }

    i.on {
      background: var(--brand);
    }
  `;

  constructor() {
    super();
    this.level = 0;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop();
    this.#measured = undefined;
  }

  protected override render() {
    const on = Math.round(this.level * SEGMENTS);
    return html`
      <div role="meter" aria-label=${this.label} aria-valuemin="0" aria-valuemax="100" aria-valuenow=${Math.round(this.level * 100)}>
        ${Array.from({ length: SEGMENTS }, (_, at) => html`<i class=${at < on ? "on" : ""}></i>`)}
      </div>
    `;
  }

  protected override updated(): void {
    const { track } = this;
    if (track === this.#measured) return;
    this.#stop();
    this.#measured = track;
    if (track === undefined) this.level = 0;
    else this.#stop = measure(track, (level) => (this.level = level));
  }
}

/** Calls `tell` with the level of `track` until the returned function is called. Does nothing if the browser cannot measure. */
function measure(track: MediaStreamTrack, tell: (level: number) => void): () => void {
  try {
    return listen(track, tell);
  } catch {
    return () => {};
  }
}

function listen(track: MediaStreamTrack, tell: (level: number) => void): () => void {
  const context = new AudioContext();
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

customElements.define("demo-level", Level);
