// What both ends of an invitation know about it. The invitations are real, on a network in memory.
import { describe, expect, test } from "vitest";
import { createChartedPair, shortly } from "./charted.fixture.ts";
import { type ChartRecord, recordCall, recordChange, recordsOfOne } from "./records.ts";

type Pair = Awaited<ReturnType<typeof createChartedPair>>;

/** The chart of each end after ada has called bob and `go` has run while it rang. */
async function chartsAfter(go: (pair: Pair) => unknown, afterMs = 100) {
  const pair = await createChartedPair();
  pair.call("ada", "lunch?").send();
  await pair.clock.advance(300);
  await go(pair);
  await pair.clock.advance(afterMs);
  return { ada: pair.ends.ada.records.map(shortly), bob: pair.ends.bob.records.map(shortly), pair };
}

const CALLED = [
  "created caller=idle",
  "→ invite caller=sent “lunch?”",
  "← received caller=received callee=ringing",
];
/** A first invitation rings before there is a link to answer on. */
const RUNG = ["→ invite caller=sent callee=ringing “lunch?”", "← received"];

describe("both ends of one invitation", () => {
  test("accepted: the caller's confirmation is sent last", async () => {
    const { ada, bob } = await chartsAfter(({ ringing }) => ringing().accept("yes"));
    expect(ada).toEqual([...CALLED, "← accept caller=accepted callee=accepting “yes”", "→ confirm"]);
    expect(bob).toEqual([...RUNG, "← accept callee=accepting", "→ confirm caller=accepted callee=accepted"]);
  });

  test("accepted before there is a link: the first link states it again", async () => {
    const pair = await createChartedPair();
    pair.call("ada", "lunch?").send();
    while (pair.bob.invitations.length === 0) await pair.clock.advance(5);
    pair.ringing().accept();
    await pair.clock.advance(500);
    expect(pair.ends.bob.records.map(shortly)).toEqual([
      RUNG[0],
      "← accept callee=accepting",
      "← accept",
      "→ confirm caller=accepted callee=accepted",
    ]);
  });

  test("a second call uses the link of the first", async () => {
    const { pair } = await chartsAfter(({ ringing }) => ringing().refuse());
    pair.call("ada").send();
    await pair.clock.advance(300);
    expect(recordsOfOne(pair.ends.bob.records).map(shortly)).toEqual([
      "→ invite caller=sent",
      "← received callee=ringing",
    ]);
  });

  test("refused, with words", async () => {
    const { ada, bob } = await chartsAfter(({ ringing }) => ringing().refuse("at 5"));
    expect(ada.slice(3)).toEqual(["← refuse caller=refused callee=refused “at 5”"]);
    expect(bob.slice(2)).toEqual(["← refuse callee=refused “at 5”"]);
  });

  test("canceled, with words", async () => {
    const { ada, bob } = await chartsAfter(({ ada: client }) => {
      for (const it of client.invitations) if (it.role === "local") it.cancel("never mind");
    });
    expect(ada.slice(3)).toEqual(["→ cancel caller=canceled “never mind”"]);
    expect(bob.slice(2)).toEqual(["→ cancel caller=canceled callee=canceled “never mind”"]);
  });

  test("ignored: the caller learns nothing until its time is over", async () => {
    const { ada, bob } = await chartsAfter(({ ringing }) => ringing().ignore(), 61_000);
    expect(ada.slice(3)).toEqual([expect.stringMatching(/expired caller=failed/)]);
    expect(bob[2]).toBe("ignored callee=ignored");
    expect(bob[3]).toMatch(/expired callee=failed/);
  });

  test("the callee leaves", async () => {
    const { ada, bob } = await chartsAfter(({ bob: client }) => void client.close());
    expect(ada.slice(3)).toEqual(["← gone peer-closed caller=failed callee=failed"]);
    expect(bob.slice(2)).toEqual(["← gone closed callee=failed"]);
  });

  test("the caller leaves", async () => {
    const { ada, bob } = await chartsAfter(({ ada: client }) => void client.close());
    expect(ada.slice(3)).toEqual(["→ cancel closed caller=canceled"]);
    expect(bob.slice(2)).toEqual(["→ cancel closed caller=canceled callee=canceled"]);
  });

  test("an active call proves to the caller that its confirmation arrived", async () => {
    const { pair } = await chartsAfter(({ ringing }) => ringing().accept());
    const { records: before } = pair.ends.ada;
    const after = recordCall(before, before.at(-1)?.key ?? "");
    expect(recordCall(before, "another")).toEqual(before);
    expect(after.at(-1)).toMatchObject({
      arrow: { frame: "confirm", hasArrived: true },
      states: { callee: "accepted" },
    });
    expect(after.slice(0, -1)).toEqual(before.slice(0, -1));
  });

  test("the link breaks and comes back", async () => {
    const { ada, bob } = await chartsAfter(async ({ network, clock }) => {
      network.partition("ada", "bob");
      await clock.advance(5_000);
      network.heal("ada", "bob");
    }, 5_000);
    expect(ada.slice(3)).toEqual([
      "link-lost caller=sent callee=unknown",
      "← received caller=received callee=ringing",
    ]);
    expect(bob.slice(2)).toEqual(["link-lost caller=unknown", "← received link-back caller=sent"]);
  });

  test("the caller crashes", async () => {
    const { bob } = await chartsAfter(({ network }) => network.crash("ada"), 20_000);
    expect(bob.slice(2)).toEqual(["link-lost caller=unknown", "caller-lost callee=failed caller=unknown"]);
  });

  test("a callee that is not there", async () => {
    const pair = await createChartedPair();
    await pair.bob.close();
    pair.call("ada").send();
    await pair.clock.advance(40_000);
    expect(pair.ends.ada.records.map(shortly)).toEqual([
      "created caller=idle",
      "→ invite caller=sent",
      "peer-absent",
      "peer-offline caller=failed",
    ]);
  });

  test("canceled before it was sent", async () => {
    const pair = await createChartedPair();
    pair.call("ada")[Symbol.dispose]();
    expect(pair.ends.ada.records.map(shortly)).toEqual(["created caller=idle", "discarded caller=canceled"]);
  });

  test("two calls that cross: one counts, the other is superseded", async () => {
    const pair = await createChartedPair();
    pair.call("ada").send();
    pair.call("bob").send();
    await pair.clock.advance(500);
    const [bobsOwn, adas] = ["caller", "callee"].map((self) =>
      pair.ends.bob.records.filter((record) => record.self === self).map(shortly),
    );
    expect(bobsOwn?.at(-1)).toBe("→ cancel superseded caller=canceled");
    expect(adas?.at(-1)).toBe("→ confirm caller=accepted callee=accepted");
  });
});

describe("records", () => {
  test("carry their times, the peer, and the key of their invitation", async () => {
    const { pair } = await chartsAfter(({ ringing }) => ringing().accept());
    const { records } = pair.ends.ada;
    const times = records.map(({ atMs }) => atMs);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(new Set(records.map(({ key }) => key)).size).toBe(1);
    expect(records[0]?.key).toMatch(/^local\/bob\/ada-invitation-\d$/);
    expect(pair.ends.bob.records.every(({ peer, self }) => peer === "ada" && self === "callee")).toBe(true);
  });

  test("are the same array if nothing is new", async () => {
    const { pair } = await chartsAfter(() => {});
    const { snapshot } = pair.ringing();
    const { records } = pair.ends.bob;
    expect(recordChange(records, snapshot, snapshot, pair.clock.nowMs())).toBe(records);
  });

  test("of one invitation are those of the newest, or of the one with the given key", async () => {
    const { pair } = await chartsAfter(({ ringing }) => ringing().refuse());
    const second = pair.call("ada").send();
    await pair.clock.advance(300);
    const { records } = pair.ends.ada;
    expect(recordsOfOne(records)).toEqual(records.filter(({ key }) => key === second.key));
    expect(recordsOfOne(records)).toHaveLength(3);
    expect(recordsOfOne(records, records[0]?.key)).toHaveLength(4);
    expect(recordsOfOne([])).toEqual([]);
  });

  test("are bounded", async () => {
    const { pair } = await chartsAfter(() => {});
    const { snapshot } = pair.ringing();
    let records: readonly ChartRecord[] = [];
    for (let n = 0; n < 400; n += 1) records = recordChange(records, undefined, snapshot, n);
    expect(records).toHaveLength(500);
    expect(records.at(-1)?.atMs).toBe(399);
    const drawn = recordsOfOne(records);
    expect(drawn).toHaveLength(100);
    expect([drawn[0], drawn.at(-1)]).toEqual([records[0], records.at(-1)]);
  });
});
