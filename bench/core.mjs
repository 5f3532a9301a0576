// @ts-check
// The part "core": bundles bench/core with the sources, runs it in this process, and turns its numbers into rows.
import { fileURLToPath, pathToFileURL } from "node:url";
import { profile } from "./core/profile.mjs";
import { median } from "./quantile.mjs";
import { renderGrid, renderMarkdown, rowsToCells } from "./table.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const OUT = `${root}.tmp/bench-core`;
const PER_SECOND_GOAL = 300_000;
const FLATNESS_GOAL = 1.5;
const OPEN_BYTES_GOAL = 1_000;
const REMEMBERED_BYTES_GOAL = 200;
const GATE_US_GOAL = 500;
const PROFILED = 60_000;
const PROFILE_ROWS = 12;

/** @returns {Promise<import("./part.mjs").Part>} */
export async function runCore() {
  const { build } = await import("vite");
  await build({
    root,
    configFile: false,
    logLevel: "warn",
    build: {
      ssr: "bench/core/main.ts",
      outDir: OUT,
      emptyOutDir: true,
      target: "es2022",
      minify: false,
      // A file for each module, so that the profile can name the modules.
      rolldownOptions: { output: { preserveModules: true, preserveModulesRoot: root } },
    },
  });
  /** @type {typeof import("./core/main.ts")} */
  const core = await import(pathToFileURL(`${OUT}/bench/core/main.js`).href);
  const numbers = core.measureCore();
  const shares = await profile(() => core.runAlone(PROFILED));
  const cells = rowsToCells([...paceRows(numbers), ...gateRows(numbers.gate), ...heapRows(numbers.heap)]);
  const profiles = [profileCells("file", shares.files), profileCells("function", shares.functions)];
  return {
    text: [cells, ...profiles].map(renderGrid).join("\n\n"),
    numbers: { ...numbers, profile: shares },
    sections: { core: renderMarkdown(cells), profile: profiles.map(renderMarkdown).join("\n\n") },
  };
}

/**
 * @param {import("./core/main.ts").CoreNumbers} numbers
 * @returns {import("./table.mjs").Row[]}
 */
function paceRows({ aloneUs, paces, textUs }) {
  const flatness = paces.flatMap(({ spread, cases: [few, ...more] }) => {
    if (few === undefined) return [];
    const fewUs = median(few.costsUs);
    return more.map(({ open, peers, costsUs }) => ({
      what: `The same, ${open} others open ${spread} (${peers})`,
      measured: pace(median(costsUs)),
      against: `${few.open} others open: ${fewUs.toFixed(1)} µs`,
      ratio: median(costsUs) / fewUs,
      goal: FLATNESS_GOAL,
    }));
  });
  const alone = median(aloneUs);
  return [
    {
      what: "A whole invitation, both ends, their texts included",
      measured: pace(alone),
      against: `the goal: ${pace(1_000_000 / PER_SECOND_GOAL)}`,
      ratio: (alone * PER_SECOND_GOAL) / 1_000_000,
      goal: 1,
    },
    {
      what: "Its four texts alone: JSON.stringify and JSON.parse",
      measured: pace(textUs),
      against: "the invitation",
      ratio: textUs / alone,
    },
    ...flatness,
  ];
}

/**
 * @param {import("./core/gate.ts").GateCosts} gate
 * @returns {import("./table.mjs").Row[]}
 */
function gateRows({ requestUs, postUs }) {
  const row = (/** @type {string} */ what, /** @type {readonly number[]} */ costsUs) => ({
    what: `The gate in front of PeerJS: ${what}`,
    measured: `${median([...costsUs]).toFixed(1)} µs`,
    against: `the goal: ${GATE_US_GOAL} µs`,
    ratio: median([...costsUs]) / GATE_US_GOAL,
    goal: 1,
  });
  return [row("a request for a connection", requestUs), row("a post", postUs)];
}

/** @param {number} costUs of one invitation */
const pace = (costUs) => `${costUs.toFixed(1)} µs, ${Math.round(1_000_000 / costUs)}/s`;

/**
 * @param {import("./core/heap.ts").Heap} heap
 * @returns {import("./table.mjs").Row[]}
 */
function heapRows({ invitations, open, remembered, peer }) {
  const row = (
    /** @type {string} */ what,
    /** @type {import("./core/heap.ts").Bytes} */ bytes,
    /** @type {number} */ goal,
  ) => ({
    what: `Heap of ${what} invitation, of ${invitations}`,
    measured: atBothEnds(bytes),
    against: `the goal: ${goal} B`,
    ratio: Math.max(bytes.caller, bytes.callee) / goal,
    goal: 1,
  });
  return [
    row("an open", open, OPEN_BYTES_GOAL),
    row("a remembered", remembered, REMEMBERED_BYTES_GOAL),
    { what: "Heap of a linked peer with none", measured: atBothEnds(peer) },
  ];
}

/** @param {import("./core/heap.ts").Bytes} bytes */
const atBothEnds = ({ caller, callee }) => `${Math.round(caller)} B caller, ${Math.round(callee)} B callee`;

/**
 * @param {string} of
 * @param {readonly import("./core/profile.mjs").Share[]} shares
 */
function profileCells(of, shares) {
  return [
    [`time in the ${of} itself`, "share"],
    ...shares.slice(0, PROFILE_ROWS).map(({ name, share }) => [name, `${(share * 100).toFixed(1)} %`]),
  ];
}
