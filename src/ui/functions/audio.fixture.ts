// A browser's audio for tests: a context whose time the test moves, and which may stay suspended.

/** A source that was started. */
interface Source extends EventTarget {
  buffer: { readonly samples: Float32Array; readonly rate: number } | null;
  loop: boolean;
  endsAtS: number;
  connected: boolean;
}

/** The audio, and what a test does with it. */
export interface FakeAudio {
  readonly context: AudioContext;
  /** Whether there was a gesture on the page. Before the first one, `resume` stays pending. */
  touched: boolean;
  /** The sources that can be heard now. */
  readonly heard: readonly Source[];
  /** Lets time pass while the context runs, and promises settle. */
  pass(seconds: number): Promise<void>;
}

/** A context that is suspended, as on a page without a gesture yet. */
export function createFakeAudio(): FakeAudio {
  const sources = new Set<Source>();
  const waiting: (() => void)[] = [];
  let state: AudioContextState = "suspended";
  let currentTime = 0;
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  };
  const audio = {
    touched: false,
    get heard() {
      return state === "running" ? [...sources].filter(({ connected }) => connected) : [];
    },
    async pass(seconds: number) {
      await settle();
      if (state === "running") currentTime += seconds;
      for (const source of sources) {
        if (source.endsAtS > currentTime) continue;
        sources.delete(source);
        source.dispatchEvent(new Event("ended"));
      }
      await settle();
    },
  };
  const createSource = (): Source => {
    const source = Object.assign(new EventTarget(), {
      buffer: null as Source["buffer"],
      loop: false,
      endsAtS: Number.POSITIVE_INFINITY,
      connected: false,
      connect: (next: unknown) => {
        source.connected = true;
        return next;
      },
      disconnect: () => {
        source.connected = false;
        sources.delete(source);
      },
      start: () => void sources.add(source),
      stop: (atS: number) => {
        source.endsAtS = atS;
      },
    });
    return source;
  };
  const createGain = () => {
    const param = {
      setValueAtTime() {},
      linearRampToValueAtTime() {},
      cancelScheduledValues() {},
      setTargetAtTime() {},
    };
    return { gain: param, connect: (next: unknown) => next, disconnect() {} };
  };
  const context = {
    get state() {
      return state;
    },
    get currentTime() {
      return currentTime;
    },
    destination: {},
    createBuffer(_channels: number, length: number, rate: number) {
      const samples = new Float32Array(length);
      return { samples, rate, copyToChannel: (from: Float32Array) => samples.set(from) };
    },
    createBufferSource: createSource,
    createGain,
    resume(): Promise<void> {
      if (state === "closed") return Promise.reject(new Error("closed"));
      return new Promise((resolve) => {
        waiting.push(resolve);
        if (!audio.touched) return;
        state = "running";
        for (const go of waiting.splice(0)) go();
      });
    },
    async suspend() {
      state = "suspended";
    },
    async close() {
      state = "closed";
    },
  };
  return Object.assign(audio, { context: context as unknown as AudioContext }) as FakeAudio;
}
