// @ts-check
// The core's part: bundles bench/core with the sources, runs it in this process, and reads its numbers into rows.
import { fileURLToPath, pathToFileURL } from "node:url";
import { median } from "./quantile.mjs";
import { renderGrid, renderMarkdown, rowsToCells } from "./table.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const OUT = `${root}.tmp/bench`;
const GOAL = 1.5;

/** @returns {Promise<import("./run.mjs").Part>} */
export async function runCore() {
  const { build } = await import("vite");
  await build({
    root,
    configFile: false,
    logLevel: "warn",
    build: { ssr: "bench/core/main.ts", outDir: OUT, emptyOutDir: true, target: "es2022", minify: false },
  });
  /** @type {typeof import("./core/main.ts")} */
  const { measureCore } = await import(pathToFileURL(`${OUT}/main.js`).href);
  const numbers = measureCore();
  const cells = rowsToCells([...numbers.paces.map(toRow), ...heapRows(numbers.heap)]);
  return { text: renderGrid(cells), numbers, sections: { core: renderMarkdown(cells) } };
}

/**
 * @param {import("./core/pace.ts").Pace} pace
 * @returns {import("./table.mjs").Row}
 */
function toRow({ spread, few, many }) {
  const [fewUs, manyUs] = [median(few.costsUs), median(many.costsUs)];
  return {
    what: `An invitation, ${many.open} others open, ${spread}`,
    measured: `${manyUs.toFixed(1)} µs, ${perSecond(manyUs)}/s`,
    against: `${few.open} open: ${fewUs.toFixed(1)} µs, ${perSecond(fewUs)}/s`,
    ratio: manyUs / fewUs,
    goal: GOAL,
  };
}

/** @param {number} costUs */
const perSecond = (costUs) => Math.round(1_000_000 / costUs);

/**
 * @param {import("./core/heap.ts").Heap} heap
 * @returns {import("./table.mjs").Row[]}
 */
function heapRows({ invitations, open, remembered, peer }) {
  return [
    { what: `Heap of an open invitation, of ${invitations}`, measured: atBothEnds(open) },
    { what: `Heap of a remembered invitation, of ${invitations}`, measured: atBothEnds(remembered) },
    { what: "Heap of a linked peer with none", measured: atBothEnds(peer) },
  ];
}

/** @param {import("./core/heap.ts").Bytes} bytes */
const atBothEnds = ({ caller, callee }) => `${Math.round(caller)} B caller, ${Math.round(callee)} B callee`;
