// What brings a Peer back to its broker, against a stand-in that behaves as PeerJS was measured to.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { keepRegistered, type Registrable } from "./registration.ts";

/** A Peer whose broker answers, refuses or says nothing, as `answer` tells. */
class StandIn extends EventTarget implements Registrable {
  id: string | null = "ada";
  open = true;
  disconnected = false;
  destroyed = false;
  answer: "open" | "lost" | "silence" = "open";
  readonly attemptsAtMs: number[] = [];
  readonly #listeners = new Map<string, Set<() => void>>();

  on(event: "open" | "disconnected", listener: () => void): void {
    this.#listeners.set(event, (this.#listeners.get(event) ?? new Set()).add(listener));
  }

  off(event: "open" | "disconnected", listener: () => void): void {
    this.#listeners.get(event)?.delete(listener);
  }

  get listeners(): number {
    return [...this.#listeners.values()].reduce((sum, { size }) => sum + size, 0);
  }

  disconnect(): void {
    if (this.disconnected) return;
    this.open = false;
    this.disconnected = true;
    this.#emit("disconnected");
  }

  reconnect(): void {
    if (!this.disconnected) throw new Error("PeerJS throws when it is not disconnected");
    this.attemptsAtMs.push(Date.now());
    this.disconnected = false;
    if (this.answer === "lost") setTimeout(() => this.disconnect(), 1);
    if (this.answer !== "open") return;
    setTimeout(() => {
      this.open = true;
      this.#emit("open");
    }, 1);
  }

  #emit(event: string): void {
    for (const listener of [...(this.#listeners.get(event) ?? [])]) listener();
  }
}

describe("keepRegistered", () => {
  const network = new EventTarget();

  beforeEach(() => {
    vi.useFakeTimers({ now: 0 });
    vi.stubGlobal("addEventListener", network.addEventListener.bind(network));
    vi.stubGlobal("removeEventListener", network.removeEventListener.bind(network));
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  test("a lost broker is asked again after a pause", () => {
    const peer = new StandIn();
    keepRegistered(peer);
    peer.disconnect();
    expect(peer.attemptsAtMs).toEqual([]);
    vi.advanceTimersByTime(300);
    expect(peer.attemptsAtMs).toEqual([250]);
    expect(peer.open).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("pauses double with each failure, up to ten seconds, and begin anew after a success", () => {
    const peer = new StandIn();
    peer.answer = "lost";
    keepRegistered(peer);
    peer.disconnect();
    vi.advanceTimersByTime(60_000);
    const pauses = peer.attemptsAtMs.map((at, i) => at - (peer.attemptsAtMs[i - 1] ?? 0));
    expect(pauses.slice(0, 7)).toEqual([250, 501, 1_001, 2_001, 4_001, 8_001, 10_001]);
    expect(Math.max(...pauses)).toBe(10_001);
    peer.answer = "open";
    vi.advanceTimersByTime(20_000);
    expect(peer.open).toBe(true);
    peer.disconnect();
    vi.advanceTimersByTime(300);
    expect(peer.open).toBe(true);
  });

  test("a broker that never says OPEN is left and asked anew", () => {
    const peer = new StandIn();
    peer.answer = "silence";
    keepRegistered(peer);
    peer.disconnect();
    vi.advanceTimersByTime(300);
    peer.answer = "open";
    vi.advanceTimersByTime(5_600);
    expect(peer.attemptsAtMs).toEqual([250, 5_750]);
    expect(peer.open).toBe(true);
  });

  test("a new Peer that the broker takes over from a dead page in silence is registered anew", () => {
    const peer = new StandIn();
    peer.open = false;
    keepRegistered(peer);
    vi.advanceTimersByTime(5_300);
    expect(peer.attemptsAtMs).toEqual([5_250]);
    expect(peer.open).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("a new Peer that waits for a random id is left to wait: without one it cannot be registered anew", () => {
    const peer = new StandIn();
    peer.open = false;
    peer.id = null;
    keepRegistered(peer);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("a Peer that is disconnected already is brought back", () => {
    const peer = new StandIn();
    peer.disconnect();
    keepRegistered(peer);
    vi.advanceTimersByTime(300);
    expect(peer.open).toBe(true);
  });

  test("when the network is back, a socket that may be dead is replaced, and a long pause is cut short", () => {
    const peer = new StandIn();
    keepRegistered(peer);
    network.dispatchEvent(new Event("online"));
    expect(peer.open).toBe(false);
    vi.advanceTimersByTime(300);
    expect(peer.open).toBe(true);

    peer.answer = "lost";
    peer.disconnect();
    vi.advanceTimersByTime(20_000);
    peer.answer = "open";
    const attempts = peer.attemptsAtMs.length;
    network.dispatchEvent(new Event("online"));
    vi.advanceTimersByTime(300);
    expect(peer.attemptsAtMs).toHaveLength(attempts + 1);
    expect(peer.open).toBe(true);
  });

  test("a network that is back while an attempt is under way changes nothing", () => {
    const peer = new StandIn();
    peer.answer = "silence";
    keepRegistered(peer);
    peer.disconnect();
    vi.advanceTimersByTime(300);
    network.dispatchEvent(new Event("online"));
    expect(peer.attemptsAtMs).toEqual([250]);
  });

  test("a destroyed Peer is left alone", () => {
    const peer = new StandIn();
    keepRegistered(peer);
    peer.destroyed = true;
    peer.disconnect();
    vi.advanceTimersByTime(60_000);
    expect(peer.attemptsAtMs).toEqual([]);

    const late = new StandIn();
    keepRegistered(late);
    late.disconnect();
    late.destroyed = true;
    vi.advanceTimersByTime(60_000);
    expect(late.attemptsAtMs).toEqual([]);
  });

  test("once ended, nothing is left: no timer, no listener, no attempt", () => {
    const peer = new StandIn();
    const end = keepRegistered(peer);
    peer.disconnect();
    end();
    expect(vi.getTimerCount()).toBe(0);
    expect(peer.listeners).toBe(0);
    network.dispatchEvent(new Event("online"));
    vi.advanceTimersByTime(60_000);
    expect(peer.attemptsAtMs).toEqual([]);
  });
});
