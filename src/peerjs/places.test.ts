// How many connections other peers may have, and how fast they may make them.
import { describe, expect, test } from "vitest";
import type { PeerId } from "../core/wire/ids.ts";
import { DEFAULT_LIMITS } from "../core/wire/limits.ts";
import type { ConnectionBounds, Standing } from "../transport/transport.ts";
import { type Incoming, Places } from "./places.ts";

const BOUNDS: ConnectionBounds = {
  ...DEFAULT_LIMITS,
  connectionsMax: 8,
  connectionsPerPeerMax: 5,
  strangerConnectionsMax: 3,
  strangerConnectionsPerPeerMax: 2,
  connectBurst: 4,
  connectsPerSecond: 1,
  strangerConnectBurst: 10,
  strangerConnectsPerSecond: 2,
};

/** Places on a Peer that has these connections. `standing` may be changed. */
function createPlaces(bounds: ConnectionBounds | undefined = BOUNDS) {
  const incoming: (Incoming & { open: boolean })[] = [];
  const standing = new Map<string, Standing>();
  const asked: string[] = [];
  /** The connections that nobody can use. */
  const useless = new Set<Incoming>();
  const places = new Places({
    incoming: () => incoming,
    isUseless: (one) => useless.has(one),
    dismiss: (one) => remove(one),
  });
  let nowMs = 0;
  const remove = (one: Incoming): void => void incoming.splice(incoming.indexOf(one as never), 1);
  /** What comes of one more request of `peer`. PeerJS makes a connection of each that is let in. */
  const ask = (peer: string, { open = true, isAnswered = true } = {}): string => {
    const standingOf = (it: PeerId): Standing => {
      asked.push(it);
      return standing.get(it) ?? "stranger";
    };
    const verdict = places.take(peer as PeerId, standingOf, bounds, nowMs);
    if (verdict === "known" || verdict === "stranger") {
      const one = {
        peer,
        open,
        ...(isAnswered && { peerConnection: {} as RTCPeerConnection }),
        close: () => remove(one),
      };
      incoming.push(one);
    }
    return verdict;
  };
  const askAll = (...peers: string[]): string[] => peers.map((peer) => ask(peer));
  const pass = (ms: number): void => {
    nowMs += ms;
  };
  return { ask, askAll, asked, standing, incoming, remove, pass, useless };
}

describe("connections of others", () => {
  test("R19.4 strangers share a few", () => {
    const { askAll } = createPlaces();
    expect(askAll("a", "b", "c", "d", "a")).toEqual([
      "stranger",
      "stranger",
      "stranger",
      "crowded",
      "crowded",
    ]);
  });

  test("R19.4 a known peer takes none of those, and needs none of them", () => {
    const { askAll, standing } = createPlaces();
    standing.set("friend", "known");
    expect(askAll("friend", "friend", "a", "b", "c", "friend", "d")).toEqual([
      "known",
      "known",
      "stranger",
      "stranger",
      "stranger",
      "known",
      "crowded",
    ]);
  });

  test("R19.4 one that closes makes room", () => {
    const { askAll, incoming, remove } = createPlaces();
    askAll("a", "b", "c");
    remove(incoming[1] as Incoming);
    expect(askAll("d", "e")).toEqual(["stranger", "crowded"]);
  });

  test("R19.4 so does a stranger that is known by now, and others are asked about only when it matters", () => {
    const { askAll, standing, asked } = createPlaces();
    askAll("a", "b", "c");
    expect(asked).toEqual(["a", "b", "c"]);
    standing.set("b", "known");
    expect(askAll("d", "e")).toEqual(["stranger", "crowded"]);
  });

  test("R19.4 so does one that has not opened for long, and a call of PeerJS that nobody answers for longer", () => {
    const { ask, askAll, pass, incoming } = createPlaces();
    ask("a", { open: false });
    ask("b", { open: false, isAnswered: false });
    ask("c");
    expect(ask("d")).toBe("crowded");
    pass(9_999);
    expect(ask("d")).toBe("crowded");
    pass(1);
    expect(askAll("d", "e")).toEqual(["stranger", "crowded"]);
    expect(incoming.map(({ peer }) => peer)).toEqual(["b", "c", "d"]);
    pass(49_999);
    expect(ask("e")).toBe("crowded");
    pass(1);
    expect(askAll("e", "f")).toEqual(["stranger", "crowded"]);
    expect(incoming.map(({ peer }) => peer)).toEqual(["c", "d", "e"]);
  });

  test("R19.4 so does one that nobody can use, at once", () => {
    const { ask, askAll, incoming, useless } = createPlaces();
    askAll("a", "b", "c");
    expect(ask("d")).toBe("crowded");
    for (const one of incoming.slice(0, 2)) useless.add(one);
    expect(askAll("d", "e", "f")).toEqual(["stranger", "stranger", "crowded"]);
  });

  test("R19.4 a stranger's own connections that have not opened for long make room for its next", () => {
    const { ask, pass } = createPlaces();
    ask("a", { open: false });
    ask("a", { open: false });
    expect(ask("a")).toBe("crowded");
    pass(10_000);
    expect(ask("a")).toBe("stranger");
  });

  test("R19.4 one stranger alone cannot have them all", () => {
    const { askAll } = createPlaces();
    expect(askAll("a", "a", "a", "b")).toEqual(["stranger", "stranger", "crowded", "stranger"]);
  });

  test("R19.4 one peer has only so many, and so have all together", () => {
    const { askAll, standing } = createPlaces();
    for (const peer of ["x", "y"]) standing.set(peer, "known");
    expect(askAll(..."xxxxxx")).toEqual([...Array(5).fill("known"), "crowded"]);
    expect(askAll(..."yyyy")).toEqual([...Array(3).fill("known"), "crowded"]);
  });

  test("R19.4 a stranger that connects again and again must wait, and no other for it", () => {
    const { ask, incoming, remove, pass } = createPlaces();
    const again = (peer: string): string => {
      const verdict = ask(peer);
      if (incoming[0] !== undefined) remove(incoming[0]);
      return verdict;
    };
    expect(Array.from("aaaaa", again)).toEqual([...Array(4).fill("stranger"), "crowded"]);
    expect(again("b")).toBe("stranger");
    pass(1_000);
    expect(Array.from("aa", again)).toEqual(["stranger", "crowded"]);
  });

  test("R19.4 so must all strangers together, but no known peer", () => {
    const { ask, incoming, remove, pass, standing } = createPlaces();
    standing.set("friend", "known");
    const again = (peer: string): string => {
      const verdict = ask(peer);
      if (incoming[0] !== undefined) remove(incoming[0]);
      return verdict;
    };
    const verdicts = Array.from({ length: 12 }, (_, n) => again(`s${n}`));
    expect(verdicts.map((it) => it === "stranger").lastIndexOf(true)).toBe(9);
    expect(Array.from({ length: 12 }, () => again("friend"))).toEqual(Array(12).fill("known"));
    pass(500);
    expect([again("t1"), again("t2")]).toEqual(["stranger", "crowded"]);
  });

  test("R19.1 a refused peer has none, and an attempt costs it nothing of what is shared", () => {
    const { ask, askAll, standing } = createPlaces();
    standing.set("x", "refused");
    expect(askAll(..."xxxxxxxxxxxxxxxx")).toEqual(Array(16).fill("refused"));
    expect(ask("a")).toBe("stranger");
  });

  test("without bounds everyone is let in who may connect", () => {
    const places = new Places({ incoming: () => [], isUseless: () => false, dismiss: () => {} });
    expect(places.take("a" as PeerId, () => "stranger", undefined, 0)).toBe("stranger");
    expect(places.take("a" as PeerId, () => "refused", undefined, 0)).toBe("refused");
  });
});
