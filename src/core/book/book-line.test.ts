// Rule R15 in the book: lines of accepted invitations over links that go down and up, and frames for unknown lines.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { LineCommand, LineRecord } from "../line/line.ts";
import type { PeerId } from "../wire/ids.ts";
import { type BookDriver, idOf, linkedTo } from "./book.fixture.ts";
import { Pair } from "./pair.fixture.ts";

const id = idOf(1);
const OTHER = { ada: "bob", bob: "ada" } as const;
const ROLE = { ada: "local", bob: "remote" } as const;

function use(driver: BookDriver, name: keyof typeof OTHER, command: LineCommand): void {
  driver.take({ type: "line", peer: OTHER[name] as PeerId, role: ROLE[name], id, command });
}

/** Two peers with an accepted invitation from ada, and the test's commands for their lines. */
class Lines {
  readonly pair = new Pair().connect();

  constructor() {
    this.pair.ada.send("bob", 1);
    this.pair.deliver().bob.accept("ada", 1);
    this.pair.deliver();
  }

  open(name: keyof typeof OTHER): this {
    use(this.pair[name], name, { type: "open" });
    return this;
  }

  /** Opens both ends, and delivers everything. */
  openBoth(): this {
    this.open("ada").open("bob").pair.deliver();
    return this;
  }

  send(name: keyof typeof OTHER, data: unknown): this {
    use(this.pair[name], name, { type: "send", data });
    return this;
  }

  close(name: keyof typeof OTHER, content = ""): this {
    use(this.pair[name], name, { type: "close", reason: "closed-here", content });
    return this;
  }

  /** The signals that this end took, in order, and `closed (reason)` at its end. */
  seen(name: keyof typeof OTHER): unknown[] {
    return this.pair[name].lineNews;
  }

  record(name: keyof typeof OTHER): LineRecord | undefined {
    const entry = this.pair[name].book.state.entries.get(OTHER[name] as PeerId);
    return entry?.records[`${ROLE[name]}Lines`].open.get(id);
  }
}

describe("a line", () => {
  test("R15.2 carries signals both ways, in order", () => {
    const lines = new Lines().openBoth();
    lines.send("ada", 1).send("ada", { two: 2 }).send("bob", null).pair.deliver();
    expect([lines.seen("ada"), lines.seen("bob")]).toEqual([[null], [1, { two: 2 }]]);
  });

  test("R15.8 what is said before the other end opens is heard once it does", () => {
    const lines = new Lines().open("ada").send("ada", 1).send("ada", 2);
    lines.pair.deliver();
    expect(lines.seen("bob")).toEqual([]);
    lines.open("bob").pair.deliver();
    expect(lines.seen("bob")).toEqual([1, 2]);
  });

  test("R15.8 a signal that comes while the callee is still accepting waits for its end to open", () => {
    const bob = linkedTo("ada", "bob");
    bob.invited("ada", 1);
    bob.accept("ada", 1);
    bob.said();
    bob.hears("ada", { t: "signal", id, by: "caller", n: 1, ack: 0, data: 1 });
    expect(bob.said()).toEqual([]);
  });

  test("R15.8 a signal that comes before the caller's end is open waits for it too", () => {
    const lines = new Lines().open("bob").send("bob", 1);
    lines.pair.deliver();
    expect(lines.seen("bob")).toEqual([]);
    lines.open("ada").pair.deliver();
    expect([lines.seen("ada"), lines.seen("bob")]).toEqual([[1], []]);
  });

  test("R15.3 what was lost with a link is said again on the next", () => {
    const lines = new Lines().openBoth().send("ada", 1);
    lines.pair.deliver();
    lines.send("ada", 2).send("bob", 3).pair.disconnect();
    lines.send("ada", 4).pair.connect();
    expect([lines.seen("ada"), lines.seen("bob")]).toEqual([[3], [1, 2, 4]]);
  });

  test("R15.1 opening an end again changes nothing, also after its end", () => {
    const lines = new Lines().openBoth().send("ada", 1);
    const before = lines.record("ada");
    lines.open("ada");
    expect(lines.record("ada")).toBe(before);
    lines.close("ada").open("ada");
    expect(lines.record("ada")).toBeUndefined();
  });

  test("R15.4 a long one-way talk leaves little to be said again", () => {
    const lines = new Lines().openBoth();
    for (let n = 1; n <= 150; n += 1) lines.send("ada", n).pair.deliver();
    expect(lines.seen("bob")).toHaveLength(150);
    expect(lines.record("ada")?.outbox.length).toBeLessThan(16);
  });

  test("R15.5 keeps the link in use, and both ends dial when it is gone", () => {
    const lines = new Lines().openBoth();
    for (const name of ["ada", "bob"] as const) lines.pair[name].broker("online");
    lines.pair.disconnect();
    for (const name of ["ada", "bob"] as const) {
      expect(lines.pair[name].effects()).toMatchObject([{ do: "line" }, { do: "dial" }]);
    }
  });

  test("R15.5 is up again with the link", () => {
    const lines = new Lines().openBoth();
    lines.pair.disconnect().connect();
    expect([lines.record("ada")?.state, lines.record("bob")?.state]).toEqual([
      { kind: "up" },
      { kind: "up" },
    ]);
  });

  test("R15.4 what is told to be heard is not said again for that", () => {
    const lines = new Lines().openBoth();
    lines.send("ada", 1).send("ada", 2).pair.ada.effects();
    lines.pair.ada.hears("bob", { t: "heard", id, by: "callee", ack: 1 });
    expect(lines.pair.ada.said()).toEqual([]);
    expect(lines.record("ada")?.outbox).toEqual([{ n: 2, data: 2 }]);
  });

  test("R15.5 ends as lost when the link stays away for the grace time", () => {
    const lines = new Lines().openBoth();
    lines.pair.disconnect().advance(19_999);
    expect(lines.record("ada")?.state.kind).toBe("down");
    lines.pair.advance(1);
    expect([lines.seen("ada"), lines.seen("bob")]).toEqual([["closed (lost)"], ["closed (lost)"]]);
  });

  test("R15.5 R6.4 a late timer changes nothing: a sleeper finds its line lost", () => {
    const lines = new Lines().openBoth();
    lines.pair.disconnect();
    lines.pair.ada.nowMs += 60_000;
    lines.pair.ada.take({ type: "tick" });
    expect(lines.seen("ada")).toEqual(["closed (lost)"]);
  });

  test("R15.7 closing tells the other end, with a word of parting", () => {
    const lines = new Lines().openBoth().close("bob", "bye");
    lines.pair.deliver();
    expect([lines.seen("ada"), lines.seen("bob")]).toEqual([
      ["closed (closed-there) bye"],
      ["closed (closed-here) bye"],
    ]);
  });

  test("R15.7 an end that was closed while the link was down is told when it is back", () => {
    const lines = new Lines().openBoth();
    lines.pair.disconnect();
    lines.close("ada", "bye").pair.connect();
    expect(lines.seen("bob")).toEqual(["closed (closed-there) bye"]);
  });

  test("R15.7 an end that was closed before the other opened closes it as it opens", () => {
    const lines = new Lines().open("ada").close("ada");
    lines.pair.deliver();
    lines.open("bob").pair.deliver();
    expect(lines.seen("bob")).toEqual(["closed (closed-there)"]);
  });

  test("R15.7 two ends that close at once do not answer each other for ever", () => {
    const lines = new Lines().openBoth();
    const { ada, bob } = lines.pair;
    const before = ada.book.stats.framesSent + bob.book.stats.framesSent;
    lines.close("ada").close("bob").pair.deliver();
    expect(ada.book.stats.framesSent + bob.book.stats.framesSent - before).toBe(2);
  });

  test("R15.8 a page that was reloaded does not know the line, and says so", () => {
    const lines = new Lines().openBoth();
    lines.pair.reloadBob().connect();
    expect(lines.seen("ada")).toEqual(["closed (unknown)"]);
  });

  test.each(["closed", "left"] as const)("R15.9 a client that ends (%s) closes its lines", (how) => {
    const lines = new Lines().openBoth();
    lines.pair.ada.take({ type: "end", how });
    lines.pair.deliver();
    expect([lines.seen("ada"), lines.seen("bob")]).toEqual([
      ["closed (client-closed)"],
      ["closed (peer-left)"],
    ]);
  });

  test("S8 leaves no timer and nothing open behind", () => {
    const lines = new Lines().openBoth().send("ada", 1).close("ada");
    lines.pair.deliver().disconnect().advance(3_600_000);
    for (const name of ["ada", "bob"] as const) {
      expect(lines.pair[name].wakes).toEqual({});
      expect(lines.pair[name].book.state.entries.size).toBe(0);
    }
  });
});

describe("frames for lines that are not there", () => {
  test.each(["line", "heard"] as const)("R15.8 R7.1 %s for an unknown invitation is answered", (t) => {
    const ada = linkedTo("bob");
    ada.hears("bob", { t, id, by: "callee", ack: 0 });
    expect(ada.said()).toEqual([{ t: "end", id, by: "caller", reason: "unknown" }]);
    expect(ada.book.stats.frameStray).toBe(1);
  });

  test("R15.8 so it is while it is not answered, and after a refusal", () => {
    const bob = linkedTo("ada", "bob");
    bob.invited("ada", 1);
    bob.said();
    const frame = { t: "line", id, by: "caller", ack: 0 } as const;
    bob.hears("ada", frame);
    expect(bob.said()).toEqual([{ t: "end", id, by: "callee", reason: "unknown" }]);
    bob.refuse("ada", 1);
    bob.said();
    bob.hears("ada", frame);
    expect(bob.said()).toEqual([{ t: "end", id, by: "callee", reason: "unknown" }]);
  });

  test("R15.8 an end of a line that is unknown here is not answered", () => {
    const ada = linkedTo("bob");
    ada.hears("bob", { t: "end", id, by: "callee", reason: "closed" });
    expect(ada.said()).toEqual([]);
    expect(ada.book.stats.frameStray).toBe(1);
  });

  test("R7.1 an end speaks for itself only: the same id in the other direction is another line", () => {
    const lines = new Lines().openBoth();
    lines.pair.ada.hears("bob", { t: "end", id, by: "caller", reason: "closed" });
    expect(lines.seen("ada")).toEqual([]);
  });
});

test("R15.2 R15.3 whatever is lost, doubled or late: what is taken is the beginning of what was said, and in the end all", () => {
  const step = fc.oneof(
    fc.constantFrom("open ada", "open bob", "cut", "connect"),
    fc.constantFrom("say ada", "say bob", "say ada", "say bob"),
    fc.tuple(fc.constantFrom("arrive", "drop", "double"), fc.nat({ max: 20 })),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const lines = new Lines();
      const said = { ada: [] as unknown[], bob: [] as unknown[] };
      let connected = true;
      for (const it of steps) {
        if (it === "cut" && connected) lines.pair.disconnect();
        if (it === "connect" && !connected) lines.pair.connect();
        if (it === "cut" || it === "connect") connected = it === "connect";
        for (const name of ["ada", "bob"] as const) {
          if (it === `open ${name}`) lines.open(name);
          if (it !== `say ${name}` || lines.record(name) === undefined) continue;
          said[name].push(said[name].length);
          lines.send(name, said[name].length - 1);
        }
        if (!Array.isArray(it)) continue;
        const [what, index] = it;
        const text = lines.pair.say()[index];
        if (text !== undefined && what !== "drop") lines.pair.arrive(text);
        if (what !== "double" && text !== undefined) {
          const late = lines.pair.say().indexOf(text);
          if (late >= 0) lines.pair.underway.splice(late, 1);
        }
        expect(said.ada.slice(0, lines.seen("bob").length)).toEqual(lines.seen("bob"));
        expect(said.bob.slice(0, lines.seen("ada").length)).toEqual(lines.seen("ada"));
      }
      if (connected) lines.pair.disconnect();
      lines.open("ada").open("bob").pair.connect();
      expect([lines.seen("bob"), lines.seen("ada")]).toEqual([said.ada, said.bob]);
    }),
    { seed: 15, numRuns: 300 },
  );
});

describe("the last words", () => {
  /** What ada says on `channel` from now on, by kind. */
  const saidOn = (ada: BookDriver, channel: number, act: () => void): string[] => {
    ada.effects();
    act();
    return ada.effects().flatMap((it) => (it.do === "say" && it.channel === channel ? [it.frame.t] : []));
  };

  test("R4.6 an end, and the signals before it, are said on a second channel too", () => {
    const lines = new Lines().openBoth();
    const { ada } = lines.pair;
    const second = ada.opens("bob");
    expect(saidOn(ada, second, () => lines.send("ada", "last"))).toEqual([]);
    expect(saidOn(ada, second, () => lines.close("ada", "bye"))).toEqual(["signal", "end"]);
  });

  test("R4.6 a peer that opens many channels is told on two, so that it cannot make an end cost much", () => {
    const lines = new Lines().openBoth();
    const { ada } = lines.pair;
    const all = Array.from({ length: 10 }, () => ada.opens("bob"));
    for (let n = 0; n < 20; n += 1) lines.send("ada", n);
    ada.effects();
    lines.close("ada");
    const said = ada.effects().flatMap((it) => (it.do === "say" ? [it.channel] : []));
    expect(said.filter((channel) => all.includes(channel))).toEqual(Array(21).fill(all.at(-1)));
    expect(said).toHaveLength(22);
  });

  test("R4.6 bob takes them from the channel that he has kept", () => {
    const lines = new Lines().openBoth();
    const { ada, bob } = lines.pair;
    const second = bob.opens("ada");
    ada.opens("bob", { channel: second });
    ada.effects();
    lines.send("ada", "last").close("ada", "bye");
    for (const it of ada.effects())
      if (it.do === "say" && it.channel === second) bob.hears("ada", it.frame, second);
    expect(lines.seen("bob")).toEqual(["last", "closed (closed-there) bye"]);
  });

  test("R4.6 a cancel is said on a second channel too, and what goes on is not", () => {
    const { ada } = new Pair().connect();
    const second = ada.opens("bob");
    expect(saidOn(ada, second, () => ada.send("bob", 1))).toEqual([]);
    expect(saidOn(ada, second, () => ada.cancel("bob", 1))).toEqual(["cancel"]);
  });
});
