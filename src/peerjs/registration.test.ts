// How a Peer gets back to its broker, tested with a stand-in that behaves as PeerJS does.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { BrokerSocket } from "./peer-messages.ts";
import { type Registrable, Registration } from "./registration.ts";

type Listener = (error: { readonly type: string }) => void;

/** PeerJS's socket. A Peer has one socket for its whole life. Anybody may listen for OPEN on it. */
class Socket implements BrokerSocket {
  readonly saidAtMs: number[] = [];
  readonly listeners = new Set<(message: unknown) => void>();
  readonly #peer: StandIn;

  constructor(peer: StandIn) {
    this.#peer = peer;
  }

  send(message: object): void {
    this.saidAtMs.push(Date.now());
    const { relays, id, disconnected } = this.#peer;
    if (relays && !disconnected) setTimeout(() => this.emit("message", { ...message, src: id }), 5);
  }

  emit(_: "message", message: unknown): void {
    if ((message as { type: string }).type === "OPEN") this.#peer.hearOpen();
    for (const listener of [...this.listeners]) listener(message);
  }

  on(_: "message", listener: (message: unknown) => void): void {
    this.listeners.add(listener);
  }

  off(_: "message", listener: (message: unknown) => void): void {
    this.listeners.delete(listener);
  }
}

/** A Peer whose broker answers, refuses or is silent, according to `answer`. */
class StandIn implements Registrable {
  id: string | null = "ada";
  open = true;
  disconnected = false;
  destroyed = false;
  answer: "open" | "lost" | "silence" = "open";
  /** Whether the broker relays the Peer's messages to itself. */
  relays = true;
  socket?: Socket;
  readonly attemptsAtMs: number[] = [];
  readonly #listeners = new Map<string, Set<Listener>>();

  on(event: string, listener: Listener): void {
    this.#listeners.set(event, (this.#listeners.get(event) ?? new Set()).add(listener));
  }

  off(event: string, listener: Listener): void {
    this.#listeners.get(event)?.delete(listener);
  }

  get listeners(): number {
    return [...this.#listeners.values()].reduce(
      (sum, { size }) => sum + size,
      this.socket?.listeners.size ?? 0,
    );
  }

  /** What PeerJS does when its socket is closed: it first emits an error. */
  lose(type = "network"): void {
    if (this.disconnected) return;
    this.emit("error", { type });
    this.disconnect();
  }

  disconnect(): void {
    if (this.disconnected) return;
    this.open = false;
    this.disconnected = true;
    this.emit("disconnected");
  }

  destroy(): void {
    this.disconnect();
    this.destroyed = true;
    this.emit("close");
  }

  reconnect(): void {
    if (!this.disconnected) throw new Error("PeerJS throws when it is not disconnected");
    this.attemptsAtMs.push(Date.now());
    this.disconnected = false;
    if (this.answer === "lost") setTimeout(() => this.lose(), 1);
    if (this.answer === "open") setTimeout(() => this.hearOpen(), 1);
  }

  hearOpen(): void {
    this.open = true;
    this.emit("open");
  }

  emit(event: string, error: { readonly type: string } = { type: "" }): void {
    for (const listener of [...(this.#listeners.get(event) ?? [])]) listener(error);
  }
}

function withSocket(peer = new StandIn()): StandIn & { readonly socket: Socket } {
  return Object.assign(peer, { socket: new Socket(peer) });
}

const network = new EventTarget();
const page = Object.assign(new EventTarget(), { visibilityState: "visible" });
const unanswered = vi.fn();
const kept: Registration[] = [];

function keep(peer: StandIn): Registration {
  const registration = new Registration(peer, unanswered);
  kept.push(registration);
  return registration;
}

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
  vi.stubGlobal("addEventListener", network.addEventListener.bind(network));
  vi.stubGlobal("removeEventListener", network.removeEventListener.bind(network));
  vi.stubGlobal("document", page);
  unanswered.mockClear();
});

afterEach(() => {
  for (const registration of kept.splice(0)) registration.end();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("a lost broker", () => {
  test("is retried after a pause", () => {
    const peer = new StandIn();
    keep(peer);
    peer.lose();
    expect(peer.attemptsAtMs).toEqual([]);
    vi.advanceTimersByTime(300);
    expect(peer.attemptsAtMs).toEqual([250]);
    expect(peer.open).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("pauses double with each failure, up to ten seconds, and start again after a success", () => {
    const peer = new StandIn();
    peer.answer = "lost";
    keep(peer);
    peer.lose();
    vi.advanceTimersByTime(60_000);
    const pauses = peer.attemptsAtMs.map((at, i) => at - (peer.attemptsAtMs[i - 1] ?? 0));
    expect(pauses.slice(0, 7)).toEqual([250, 501, 1_001, 2_001, 4_001, 8_001, 10_001]);
    expect(Math.max(...pauses)).toBe(10_001);
    peer.answer = "open";
    vi.advanceTimersByTime(20_000);
    expect(peer.open).toBe(true);
    peer.lose();
    vi.advanceTimersByTime(300);
    expect(peer.open).toBe(true);
  });

  test("that never sends OPEN is left and retried, and that is reported", () => {
    const peer = new StandIn();
    peer.answer = "silence";
    keep(peer);
    peer.lose();
    vi.advanceTimersByTime(300);
    peer.answer = "open";
    vi.advanceTimersByTime(5_600);
    expect(peer.attemptsAtMs).toEqual([250, 5_750]);
    expect(peer.open).toBe(true);
    expect(unanswered).toHaveBeenCalledOnce();
  });

  test("a new Peer is registered again if the broker silently lets it take over from a dead page", () => {
    const peer = new StandIn();
    peer.open = false;
    keep(peer);
    vi.advanceTimersByTime(5_300);
    expect(peer.attemptsAtMs).toEqual([5_250]);
    expect(peer.open).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
    expect(unanswered).not.toHaveBeenCalled();
  });

  test("a server that accepts a new Peer's connections and never speaks is reported as no broker", () => {
    const peer = withSocket();
    peer.open = false;
    peer.relays = false;
    peer.answer = "silence";
    keep(peer);
    vi.advanceTimersByTime(10_300);
    expect(unanswered).toHaveBeenCalledOnce();
  });

  test("a new Peer that waits for a random id keeps waiting, because it cannot be registered again without one", () => {
    const peer = new StandIn();
    peer.open = false;
    peer.id = null;
    keep(peer);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("a Peer that is already disconnected is reconnected", () => {
    const peer = new StandIn();
    peer.lose();
    keep(peer);
    vi.advanceTimersByTime(300);
    expect(peer.open).toBe(true);
  });

  test("when the network is back, a socket that may be dead is replaced, and a long pause is cut short", () => {
    const peer = new StandIn();
    keep(peer);
    network.dispatchEvent(new Event("online"));
    expect(peer.open).toBe(false);
    vi.advanceTimersByTime(300);
    expect(peer.open).toBe(true);

    peer.answer = "lost";
    peer.lose();
    vi.advanceTimersByTime(20_000);
    peer.answer = "open";
    const attempts = peer.attemptsAtMs.length;
    network.dispatchEvent(new Event("online"));
    vi.advanceTimersByTime(300);
    expect(peer.attemptsAtMs).toHaveLength(attempts + 1);
    expect(peer.open).toBe(true);
  });

  test("if the network comes back during an attempt, nothing changes", () => {
    const peer = new StandIn();
    peer.answer = "silence";
    keep(peer);
    peer.lose();
    vi.advanceTimersByTime(300);
    network.dispatchEvent(new Event("online"));
    expect(peer.attemptsAtMs).toEqual([250]);
  });

  test("a destroyed Peer is left alone", () => {
    const peer = new StandIn();
    keep(peer);
    peer.destroy();
    expect(vi.getTimerCount()).toBe(0);

    const late = new StandIn();
    keep(late);
    late.lose();
    late.destroyed = true;
    vi.advanceTimersByTime(60_000);
    expect([...peer.attemptsAtMs, ...late.attemptsAtMs]).toEqual([]);
  });

  test("after the end nothing is left: no timer, no listener, no attempt", () => {
    const peer = withSocket();
    peer.relays = false;
    const registration = keep(peer);
    registration.doubt();
    peer.lose();
    registration.end();
    expect(vi.getTimerCount()).toBe(0);
    expect(peer.listeners).toBe(0);
    network.dispatchEvent(new Event("online"));
    network.dispatchEvent(new Event("pageshow"));
    page.dispatchEvent(new Event("visibilitychange"));
    vi.advanceTimersByTime(60_000);
    expect(peer.attemptsAtMs).toEqual([]);
  });
});

describe("an app that reconnects its Peer itself", () => {
  // PeerJS calls listeners in the order in which they were added: the app's before ours, or after.
  test.each(["before", "after"])("%s us is online again, once, and we leave it at that", (order) => {
    const peer = new StandIn();
    const reconnect = (): void => peer.reconnect();
    if (order === "before") peer.on("disconnected", reconnect);
    keep(peer);
    if (order === "after") peer.on("disconnected", reconnect);
    peer.lose();
    vi.advanceTimersByTime(60_000);
    expect(peer.attemptsAtMs).toEqual([0]);
    expect(peer.open).toBe(true);
  });

  test.each(["before", "after"])(
    "%s us so soon that the broker silently lets it take over: online within a second",
    (order) => {
      const peer = withSocket();
      peer.answer = "silence";
      const reconnect = (): void => peer.reconnect();
      if (order === "before") peer.on("disconnected", reconnect);
      keep(peer);
      if (order === "after") peer.on("disconnected", reconnect);
      for (const _ of [1, 2, 3]) {
        peer.lose();
        vi.advanceTimersByTime(1_100);
        expect(peer.open).toBe(true);
      }
      expect(peer.attemptsAtMs).toHaveLength(3);
      expect(vi.getTimerCount()).toBe(0);
      expect(unanswered).not.toHaveBeenCalled();
    },
  );

  test("and fails ten times is taken over as soon as the broker is back", () => {
    const peer = withSocket();
    peer.answer = "lost";
    let tries = 0;
    keep(peer);
    peer.on("disconnected", () => {
      tries += 1;
      if (tries === 10) peer.answer = "silence";
      setTimeout(() => peer.disconnected && peer.reconnect(), 20);
    });
    peer.lose();
    vi.advanceTimersByTime(2_000);
    expect(peer.open).toBe(true);
  });
});

describe("a Peer that its app disconnects", () => {
  test("stays away, even if the network comes back or the page is shown, until the app reconnects it", () => {
    const peer = withSocket();
    keep(peer);
    peer.disconnect();
    network.dispatchEvent(new Event("online"));
    page.dispatchEvent(new Event("visibilitychange"));
    vi.advanceTimersByTime(600_000);
    expect([peer.attemptsAtMs, peer.socket.saidAtMs]).toEqual([[], []]);
    peer.reconnect();
    vi.advanceTimersByTime(10);
    expect(peer.open).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("and reconnects at once, so that the broker silently lets it take over, is online within two seconds", () => {
    const peer = withSocket();
    peer.answer = "silence";
    keep(peer);
    peer.disconnect();
    peer.reconnect();
    vi.advanceTimersByTime(2_000);
    expect(peer.open).toBe(true);
  });

  test("is reconnected after a loss again once it was reconnected", () => {
    const peer = new StandIn();
    keep(peer);
    peer.disconnect();
    peer.answer = "lost";
    peer.reconnect();
    peer.answer = "open";
    vi.advanceTimersByTime(300);
    expect(peer.open).toBe(true);
  });

  test.each(["peer-unavailable", "webrtc", "disconnected"])(
    "right after an error of a connection (%s) stays away",
    (type) => {
      const peer = new StandIn();
      keep(peer);
      peer.emit("error", { type });
      peer.disconnect();
      vi.advanceTimersByTime(60_000);
      expect(peer.attemptsAtMs).toEqual([]);
    },
  );

  test("whose id another page takes over with its token leaves it to that page, until the app wants it back", async () => {
    const peer = new StandIn();
    keep(peer);
    peer.lose("unavailable-id");
    await Promise.resolve();
    network.dispatchEvent(new Event("online"));
    vi.advanceTimersByTime(60_000);
    expect(peer.attemptsAtMs).toEqual([]);
    peer.reconnect();
    vi.advanceTimersByTime(10);
    expect(peer.open).toBe(true);
    // Another page has it by the time we are back, which may pass.
    peer.lose();
    peer.answer = "silence";
    vi.advanceTimersByTime(250);
    peer.lose("unavailable-id");
    peer.answer = "open";
    vi.advanceTimersByTime(10_000);
    expect(peer.open).toBe(true);
  });

  test("some time after a fatal error that changed nothing stays away", async () => {
    const peer = new StandIn();
    keep(peer);
    peer.emit("error", { type: "server-error" });
    await Promise.resolve();
    peer.disconnect();
    vi.advanceTimersByTime(60_000);
    expect(peer.attemptsAtMs).toEqual([]);
  });
});

describe("a socket that dies silently", () => {
  test("is noticed and replaced within five seconds of the first sign, and a broker that sends no OPEN has us", () => {
    const peer = withSocket();
    const registration = keep(peer);
    peer.relays = false;
    peer.answer = "silence";
    registration.doubt();
    vi.advanceTimersByTime(2_100);
    expect([peer.open, unanswered.mock.calls.length]).toEqual([false, 1]);
    peer.relays = true;
    vi.advanceTimersByTime(900);
    expect(peer.open).toBe(true);
    expect(peer.attemptsAtMs).toEqual([2_250]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each(["visibilitychange", "pageshow", "resume"])("is noticed when the page wakes up (%s)", (event) => {
    const peer = withSocket();
    keep(peer);
    peer.relays = false;
    (event === "pageshow" ? network : page).dispatchEvent(new Event(event));
    vi.advanceTimersByTime(2_300);
    expect(peer.attemptsAtMs).toEqual([2_250]);
    expect(peer.open).toBe(true);
  });

  test("a hidden page does not probe, and a page that wakes cuts a pause short", () => {
    const peer = withSocket();
    keep(peer);
    page.visibilityState = "hidden";
    page.dispatchEvent(new Event("visibilitychange"));
    page.visibilityState = "visible";
    expect(peer.socket.saidAtMs).toEqual([]);
    peer.answer = "lost";
    peer.lose();
    vi.advanceTimersByTime(20_000);
    peer.answer = "open";
    page.dispatchEvent(new Event("visibilitychange"));
    vi.advanceTimersByTime(300);
    expect(peer.open).toBe(true);
  });

  test("a socket that is alive is probed once at a time, and otherwise left alone", () => {
    const peer = withSocket();
    const registration = keep(peer);
    vi.advanceTimersByTime(600_000);
    expect(peer.socket.saidAtMs).toEqual([]);
    registration.doubt();
    registration.doubt();
    vi.advanceTimersByTime(600_000);
    expect(peer.socket.saidAtMs).toHaveLength(1);
    expect(peer.attemptsAtMs).toEqual([]);
    registration.doubt();
    expect(peer.socket.saidAtMs).toHaveLength(2);
  });

  test("a page that slept through the answer probes once more before it considers the socket dead", () => {
    const peer = withSocket();
    const registration = keep(peer);
    peer.relays = false;
    registration.doubt();
    vi.setSystemTime(30_000);
    vi.advanceTimersByTime(2_000);
    expect([peer.socket.saidAtMs.length, peer.open]).toEqual([2, true]);
    peer.relays = true;
    vi.setSystemTime(60_000);
    vi.advanceTimersByTime(2_000);
    expect([peer.socket.saidAtMs.length, peer.open]).toEqual([2, false]);
  });

  test("a broker that relays nothing to its sender costs one registration, and is probed at most twice", () => {
    const peer = withSocket();
    peer.relays = false;
    const registration = keep(peer);
    for (let doubts = 0; doubts < 10; doubts += 1) {
      registration.doubt();
      vi.advanceTimersByTime(10_000);
    }
    expect(peer.attemptsAtMs).toHaveLength(1);
    expect(peer.socket.saidAtMs).toHaveLength(2);
    expect(peer.open).toBe(true);
  });

  test("messages from others, or from nobody, are not an answer", () => {
    const peer = withSocket();
    const registration = keep(peer);
    peer.relays = false;
    registration.doubt();
    for (const message of [null, "ada", {}, { src: "mallory" }, { src: ["ada"] }])
      peer.socket.emit("message", message ?? { type: 0 });
    for (const listener of peer.socket.listeners) listener(null);
    vi.advanceTimersByTime(2_100);
    expect(peer.open).toBe(false);
  });

  test("without access to the socket there is no probe, and everything else works", () => {
    const peer = new StandIn();
    const registration = keep(peer);
    registration.doubt();
    page.dispatchEvent(new Event("visibilitychange"));
    expect(vi.getTimerCount()).toBe(0);
    peer.lose();
    vi.advanceTimersByTime(300);
    expect(peer.open).toBe(true);
  });
});

test("in Node, where no page sleeps, a lost broker is retried as well", () => {
  for (const name of ["addEventListener", "removeEventListener", "document"]) vi.stubGlobal(name, undefined);
  const peer = new StandIn();
  const registration = keep(peer);
  peer.lose();
  vi.advanceTimersByTime(300);
  expect(peer.open).toBe(true);
  registration.end();
});
