// @ts-check
// Which part of the main entry, and of the entry for calls, takes how much, minified, and its share of the whole. Compression shares
// words between parts, so a part has no compressed size of its own.
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";
import { renderGrid, renderMarkdown } from "./table.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));

/**
 * @typedef {object} Whole
 * @property {string} name
 * @property {string} code that imports it
 * @property {readonly (readonly [name: string, files: RegExp])[]} parts the first pattern that fits a file decides
 */

/** @type {readonly Whole[]} */
const WHOLES = [
  {
    name: "the main entry",
    code: 'export * from "./src/index.ts";',
    parts: [
      ["the adapter for PeerJS, its gate and its registration", /\/src\/peerjs\//],
      ["the book: frames, policy, glare, strangers, posts, what is remembered", /\/src\/core\/book\//],
      ["the client's objects, events, checks and storage", /\/src\/client\//],
      ["the machines of an invitation and of a line, and groups", /\/src\/core\/(?:invitation|line)\//],
      ["frames, limits, reasons and their checks", /\/src\/core\/wire\//],
      ["links: which channel carries what, when to dial, liveness", /\/src\/core\/link\//],
      ["errors, emitters, timers, tables", /\/src\/(?:base|transport)\//],
      ["nanoid", /\/nanoid\//],
    ],
  },
  {
    name: "`peer-invite/call` before the first call",
    code: 'export { getMedia, preconnectCalls, startCall } from "./src/call/index.ts";',
    parts: [
      [
        "the call's machine, its limits, turns and messages",
        /\/call-(?:machine|state|record)|\/(?:allowance|turns|messages)\.ts/,
      ],
      ["the set-up while it rings", /\/(?:preconnect|preconnection|slots|certificate)\.ts/],
      [
        "the object, its line, its streams and their switches",
        /\/src\/call\/(?:call|call-[a-z]+|outgoing|incoming|shared-track|device-setting|start-call)\.ts/,
      ],
      [
        "the connection that the code is still loaded for, and the check of its signals",
        /\/(?:connection|late-media|load-media|media-port|signals)\.ts/,
      ],
      ["checks of what an app passes in", /\/check-call\.ts/],
      ["`getMedia`, and errors of devices", /\/(?:get-media|media-errors)\.ts/],
      ["what the main entry has too: errors, emitters, timers, limits", /\/src\/(?:base|client|core)\//],
    ],
  },
];

/** @returns {Promise<{ text: string, markdown: string }>} */
export async function measureParts() {
  const grids = await Promise.all(WHOLES.map(measure));
  return {
    text: grids.map(renderGrid).join("\n\n"),
    markdown: grids.map(renderMarkdown).join("\n\n"),
  };
}

/** @param {Whole} whole */
async function measure({ name, code, parts }) {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    stdin: { contents: code, resolveDir: root },
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: "esm",
    target: "es2022",
    external: ["peerjs", "./media.ts"],
  });
  const [output] = Object.values(metafile.outputs);
  const bytes = new Map(parts.map(([part]) => [part, 0]));
  for (const [path, { bytesInOutput }] of Object.entries(output?.inputs ?? {})) {
    const part = parts.find(([, files]) => files.test(`/${path}`));
    if (part === undefined) {
      if (bytesInOutput > 0) throw new Error(`${path} belongs to no part of ${name}.`);
      continue;
    }
    bytes.set(part[0], (bytes.get(part[0]) ?? 0) + bytesInOutput);
  }
  const all = outputFiles[0]?.contents ?? new Uint8Array();
  const rows = [...bytes]
    .toSorted(([, a], [, b]) => b - a)
    .map(([part, size]) => [part, kilobytes(size), `${Math.round((100 * size) / all.length)} %`]);
  const sum = ["all of it", kilobytes(all.length), `${kilobytes(brotliCompressSync(all).length)} brotli`];
  return [[`part of ${name}`, "minified", "share"], ...rows, sum];
}

/** @param {number} bytes */
const kilobytes = (bytes) => `${(bytes / 1_000).toFixed(1)} kB`;
