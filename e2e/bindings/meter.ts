// Counts what an app could leave behind on its page. Imported before all else, so that nothing escapes it.

/** What is there now. */
export interface Counts {
  /** Connections to the broker. */
  readonly sockets: number;
  /** Connections to other pages, of PeerJS and of calls. */
  readonly connections: number;
  /** Live tracks of cameras and microphones. */
  readonly tracks: number;
  /** Timers that have neither run nor been cleared. */
  readonly timers: number;
  /** What is listened to on the page and its devices: the names of the events. */
  readonly listeners: string;
}

const sockets = new Set<WebSocket>();
const connections = new Set<RTCPeerConnection>();
const tracks = new Set<MediaStreamTrack>();
const timers = new Set<unknown>();
const listeners: string[] = [];
/** The browser's driver and the frameworks listen to a person's hands, and never let go of the page. */
const HANDS = /^(__playwright|.*click|contextmenu|mouse|pointer|touch|selectionchange)/;

window.WebSocket = class extends WebSocket {
  constructor(...args: ConstructorParameters<typeof WebSocket>) {
    super(...args);
    sockets.add(this);
  }
};
window.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(config?: RTCConfiguration) {
    super(config);
    connections.add(this);
  }
};
const devices = navigator.mediaDevices;
const ask = devices.getUserMedia.bind(devices);
devices.getUserMedia = async (constraints) => {
  const stream = await ask(constraints);
  for (const track of stream.getTracks()) tracks.add(track);
  return stream;
};

const { setTimeout: begin, clearTimeout: end, setInterval: repeat } = window;
window.setTimeout = ((run: () => void, ms?: number, ...args: unknown[]) => {
  const timer: unknown = begin(() => {
    timers.delete(timer);
    (run as (...args: unknown[]) => void)(...args);
  }, ms);
  timers.add(timer);
  return timer;
}) as typeof window.setTimeout;
window.setInterval = ((run: () => void, ms?: number) => {
  const timer = repeat(run, ms);
  timers.add(timer);
  return timer;
}) as typeof window.setInterval;
window.clearTimeout = (timer) => {
  timers.delete(timer);
  end(timer);
};
window.clearInterval = window.clearTimeout;

for (const target of [window, document, devices]) {
  // The same listener may be added twice, and is then there once.
  const known = new Map<string, Set<unknown>>();
  const of = (type: string): Set<unknown> => {
    const set = known.get(type) ?? new Set();
    known.set(type, set);
    return set;
  };
  const { addEventListener: add, removeEventListener: remove } = target;
  target.addEventListener = (type: string, listener: never, options?: never) => {
    if (!of(type).has(listener)) listeners.push(type);
    of(type).add(listener);
    add.call(target, type, listener, options);
  };
  target.removeEventListener = (type: string, listener: never, options?: never) => {
    if (of(type).delete(listener)) listeners.splice(listeners.indexOf(type), 1);
    remove.call(target, type, listener, options);
  };
}

/** Counts. */
export function count(): Counts {
  return {
    sockets: [...sockets].filter(({ readyState }) => readyState <= WebSocket.OPEN).length,
    connections: [...connections].filter(({ signalingState }) => signalingState !== "closed").length,
    tracks: [...tracks].filter(({ readyState }) => readyState === "live").length,
    timers: timers.size,
    listeners: listeners.filter((type) => !HANDS.test(type)).join(),
  };
}
