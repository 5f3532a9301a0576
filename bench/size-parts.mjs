// @ts-check
// Which part of the main entry takes how much, minified, and its share of the whole. Compression shares words between parts, so a part
// has no compressed size of its own.
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";
import { renderGrid, renderMarkdown } from "./table.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));

/** Each part, and the files that belong to it: the first pattern that fits decides. */
const PARTS = /** @type {const} */ ([
  ["the adapter for PeerJS, its gate and its registration", /\/src\/peerjs\//],
  ["the book: frames, policy, glare, strangers, posts, what is remembered", /\/src\/core\/book\//],
  ["the client's objects, events, checks and storage", /\/src\/client\//],
  ["the machines of an invitation and of a line, and groups", /\/src\/core\/(?:invitation|line)\//],
  ["frames, limits, reasons and their checks", /\/src\/core\/wire\//],
  ["links: which channel carries what, when to dial, liveness", /\/src\/core\/link\//],
  ["errors, emitters, timers, tables", /\/src\/(?:base|transport)\//],
  ["nanoid", /\/nanoid\//],
]);

/** @returns {Promise<{ text: string, markdown: string }>} */
export async function measureParts() {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: ["src/index.ts"],
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: "esm",
    target: "es2022",
    external: ["peerjs"],
  });
  const [output] = Object.values(metafile.outputs);
  const bytes = new Map(PARTS.map(([name]) => [String(name), 0]));
  for (const [path, { bytesInOutput }] of Object.entries(output?.inputs ?? {})) {
    const part = PARTS.find(([, files]) => files.test(`/${path}`));
    if (part === undefined) {
      if (bytesInOutput > 0) throw new Error(`${path} belongs to no part of the main entry.`);
      continue;
    }
    bytes.set(part[0], (bytes.get(part[0]) ?? 0) + bytesInOutput);
  }
  const code = outputFiles[0]?.contents ?? new Uint8Array();
  const rows = [...bytes]
    .toSorted(([, a], [, b]) => b - a)
    .map(([name, size]) => [name, kilobytes(size), `${Math.round((100 * size) / code.length)} %`]);
  const all = ["all of it", kilobytes(code.length), `${kilobytes(brotliCompressSync(code).length)} brotli`];
  const cells = [["part of the main entry", "minified", "share"], ...rows, all];
  return { text: renderGrid(cells), markdown: renderMarkdown(cells) };
}

/** @param {number} bytes */
const kilobytes = (bytes) => `${(bytes / 1_000).toFixed(1)} kB`;
