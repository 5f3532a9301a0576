// Measures, inside a page, what strangers cost it. Runs before anything else of the page.

/** What a page has spent so far. */
export interface Meter {
  /** How many RTCPeerConnections were made. */
  made: number;
  /** How many of them are not closed. */
  readonly open: number;
  /** Whether none of them is being negotiated, or still looks for its addresses. */
  readonly isSettled: boolean;
  /** The longest time that one task has blocked the page since the last reset. */
  readonly longestTaskMs: number;
  reset(): void;
}

declare global {
  interface Window {
    meter: Meter;
  }
}

/** Installs the meter. Playwright runs it as an init script, so it uses nothing from outside. */
export function installMeter(): void {
  const connections = new Set<WeakRef<RTCPeerConnection>>();
  let longestTaskMs = 0;
  /** How many steps of its negotiation each connection waits for. A closed one waits for ever. */
  const steps = new WeakMap<RTCPeerConnection, number>();
  const note = (entries: readonly PerformanceEntry[]): void => {
    for (const { duration } of entries) longestTaskMs = Math.max(longestTaskMs, duration);
  };
  const observer = new PerformanceObserver((list) => note(list.getEntries()));
  observer.observe({ type: "longtask" });
  const live = (): RTCPeerConnection[] =>
    [...connections].flatMap((it) => it.deref() ?? []).filter((it) => it.signalingState !== "closed");
  window.meter = {
    made: 0,
    get open() {
      return live().length;
    },
    get isSettled() {
      const isGathered = (it: RTCPeerConnection): boolean =>
        it.localDescription === null || it.iceGatheringState === "complete";
      return live().every((it) => (steps.get(it) ?? 0) === 0 && isGathered(it));
    },
    get longestTaskMs() {
      note(observer.takeRecords());
      return Math.round(longestTaskMs);
    },
    reset() {
      observer.takeRecords();
      longestTaskMs = 0;
    },
  };
  const count = (it: RTCPeerConnection, more: 1 | -1): void =>
    void steps.set(it, (steps.get(it) ?? 0) + more);
  const { prototype } = RTCPeerConnection;
  for (const name of [
    "setRemoteDescription",
    "createAnswer",
    "setLocalDescription",
    "addIceCandidate",
  ] as const) {
    const step = prototype[name] as (...args: unknown[]) => Promise<unknown>;
    Object.assign(prototype, {
      [name](this: RTCPeerConnection, ...args: unknown[]) {
        count(this, 1);
        const promise = step.apply(this, args);
        const done = (): void => count(this, -1);
        promise.then(done, done);
        return promise;
      },
    });
  }
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      window.meter.made += 1;
      connections.add(new WeakRef(this));
    }
  };
}
