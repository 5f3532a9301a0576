// The shapes of the chart: within their place, in order, and different for known and unknown facts.
import { describe, expect, test } from "vitest";
import type { Chart } from "./chart.ts";
import { createChartedPair, PLAIN_WORDS } from "./charted.fixture.ts";
import { layoutChart, WIDTH_MAX, WIDTH_MIN } from "./layout.ts";
import type { Shape } from "./shapes.ts";
import { widthOf } from "./text-fit.ts";

/** The chart of each end after an answer. */
async function chartsOf(answer: "accept" | "refuse" | "none", content = "lunch?") {
  const { clock, call, ringing, ends } = await createChartedPair();
  call("ada", content).send();
  await clock.advance(300);
  if (answer !== "none") ringing()[answer]("as you like");
  await clock.advance(100);
  const chart = (self: "ada" | "bob"): Chart => ({ records: ends[self].records, self, words: PLAIN_WORDS });
  return { ada: chart("ada"), bob: chart("bob") };
}

function textsOf(shapes: readonly Shape[], look: string): readonly string[] {
  return shapes.flatMap((it) => (it.shape === "text" && it.look.split(" ").includes(look) ? [it.text] : []));
}

const shapesOf = (chart: Chart, width = 600) =>
  layoutChart(chart, width).groups.flatMap(({ shapes }) => shapes);
const looks = (shapes: readonly Shape[]) => shapes.map(({ look }) => look);

describe("what is drawn", () => {
  test("names, words, states and frames, in their order", async () => {
    const shapes = shapesOf((await chartsOf("accept")).ada);
    expect(textsOf(shapes, "name")).toEqual(["ada", "bob"]);
    expect(textsOf(shapes, "role")).toEqual(["calls", "is called"]);
    expect(textsOf(shapes, "state")).toEqual([
      "idle",
      "sent",
      "received",
      "ringing",
      "accepted",
      "accepting",
    ]);
    expect(textsOf(shapes, "label")).toEqual(["created", "invite", "received", "accept", "confirm"]);
    expect(textsOf(shapes, "quote")).toEqual(["“lunch?”", "“as you like”"]);
    expect(textsOf(shapes, "time")[0]).toBe("+0 ms");
  });

  test("the names change places at the callee", async () => {
    expect(textsOf(shapesOf((await chartsOf("none")).bob), "name")).toEqual(["ada", "bob"]);
  });

  test("an arrow is dashed until an answer shows that it arrived", async () => {
    const ada = await chartsOf("accept");
    const arrows = (chart: Chart) => looks(shapesOf(chart)).filter((look) => look.startsWith("arrow"));
    // invite, received, accept; the confirmation is never answered.
    expect(arrows(ada.ada)).toEqual(["arrow", "arrow", "arrow", "arrow unseen"]);
    // invite, received (never answered), accept, confirm
    expect(arrows(ada.bob)).toEqual(["arrow", "arrow unseen", "arrow", "arrow"]);
  });

  test("the states of the other side look different from those of this side", async () => {
    const pills = looks(shapesOf((await chartsOf("refuse")).ada)).filter((look) => look.startsWith("pill"));
    expect(pills).toEqual([
      "pill quiet",
      "pill way",
      "pill ring",
      "pill ring told",
      "pill bad",
      "pill bad told",
    ]);
  });

  test("a lifeline ends with a cross once its lifecycle has ended", async () => {
    const crosses = async (answer: "accept" | "refuse" | "none") =>
      looks(shapesOf((await chartsOf(answer)).ada)).filter((look) => look === "cross").length;
    expect([await crosses("none"), await crosses("refuse"), await crosses("accept")]).toEqual([0, 2, 1]);
  });

  test("every row is a sentence too", async () => {
    const { groups } = layoutChart((await chartsOf("accept")).bob, 600);
    expect(groups.map(({ title }) => title)).toEqual([
      undefined,
      "+0 ms ada → bob: invite “lunch?”; ada: sent (as known here); bob: ringing",
      "+40 ms bob → ada: received (arrival unknown)",
      expect.stringMatching(/^\+\d+ ms bob → ada: accept; bob: accepting$/),
      expect.stringMatching(/^\+\d+ ms ada → bob: confirm; ada: accepted \(as known here\); bob: accepted$/),
    ]);
  });
});

describe("where it is drawn", () => {
  test.each([200, 296, 360, 700, 3_000])("all of it is inside, %i px wide", async (place) => {
    for (const content of ["lunch?", "one\ntwo ".repeat(100), "午饭一起吃吗？".repeat(30), "<&\u0000"]) {
      for (const chart of Object.values(await chartsOf("accept", content))) {
        const { width, height, groups } = layoutChart(chart, place);
        expect(width).toBe(Math.min(WIDTH_MAX, Math.max(WIDTH_MIN, place)));
        for (const [left, top, right, bottom] of groups.flatMap(({ shapes }) => shapes.flatMap(boxOf))) {
          expect(left).toBeGreaterThanOrEqual(0);
          expect(top).toBeGreaterThanOrEqual(0);
          expect(right).toBeLessThanOrEqual(width);
          expect(bottom).toBeLessThanOrEqual(height);
        }
      }
    }
  });

  test("times never run into the caller's lifeline", async () => {
    const { ada } = await chartsOf("accept");
    const late = ada.records.map((record, index) => ({ ...record, atMs: record.atMs + index * 59_000 }));
    const shapes = shapesOf({ ...ada, records: late }, 296);
    for (const time of textsOf(shapes, "time")) expect(time.length * 0.6 * 10.5).toBeLessThan(62);
  });

  test("a longer time takes more room, up to a limit", async () => {
    const { ada } = await chartsOf("accept");
    const heights = [0, 1_000, 10_000, 1e9].map((stepMs) => {
      const records = ada.records.map((record, index) => ({ ...record, atMs: index * stepMs }));
      return layoutChart({ ...ada, records }, 600).height;
    });
    expect(heights).toEqual([...heights].sort((a, b) => a - b));
    expect(new Set(heights).size).toBe(4);
    expect((heights[3] ?? 0) - (heights[0] ?? 0)).toBeLessThanOrEqual(4 * 34);
  });
});

/** Left, top, right and bottom, as far as they are known without a page. */
function boxOf(shape: Shape): [number, number, number, number][] {
  switch (shape.shape) {
    case "line":
      return [[Math.min(shape.x1, shape.x2), shape.y1, Math.max(shape.x1, shape.x2), shape.y2]];
    case "rect":
      return [[shape.x, shape.y, shape.x + shape.width, shape.y + shape.height]];
    case "path":
      return [];
    case "text": {
      const width = widthOf(shape.text, shape.look === "time" ? 10.5 : 11);
      const left = shape.x - { start: 0, middle: width / 2, end: width }[shape.anchor];
      return [[left, shape.y - 10, left + width, shape.y + 3]];
    }
  }
}
