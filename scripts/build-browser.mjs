// @ts-check
// Builds dist/browser: one ES module for each entry of the package, with everything inside, for pages without a bundler. What two
// of them share is in a file of its own, so a page has one copy of it. PeerJS is an entry too, because its own files do not load
// without a bundler.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const root = fileURLToPath(new URL("../", import.meta.url));

/** What a page brings itself, because an app has one copy of it: the import map names it. */
const FRAMEWORKS = ["react", "react-dom", "svelte", "vue"];
/** Entries that no page needs. */
const TOOLS = ["testing"];
/** Dependencies in files of their own. Their source maps would be larger than the package's own, and name files that it has not. */
const VENDORS = ["peerjs", "simple-peer"];
const LICENSES = "licenses.md";

/** @type {import("vite").Plugin} */
const vendorsWithoutMaps = {
  name: "vendors-without-maps",
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== "chunk" || file.isEntry || !VENDORS.includes(file.name)) continue;
      file.code = file.code.replace(/\/\/# sourceMappingURL=.*\n?$/, "");
      file.map = null;
      delete bundle[`${file.fileName}.map`];
    }
  },
};

/**
 * The browser's files, by the name in an import: `peer-invite/call` is `call.js`.
 *
 * @returns {{ specifier: string, file: string, input: string }[]}
 */
export function browserEntries() {
  const { name, exports } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
  const own = Object.entries(exports)
    .filter(([entry, { types }]) => types !== undefined && !TOOLS.includes(entry.slice("./".length)))
    .map(([entry, { default: script }]) => ({
      specifier: `${name}${entry.slice(1)}`,
      file: entry === "." ? `${name}.js` : `${entry.slice("./".length)}.js`,
      input: `${root}src/${script.slice("./dist/".length, -".js".length)}.ts`,
    }));
  return [...own, { specifier: "peerjs", file: "peerjs.js", input: "peerjs" }];
}

/**
 * Writes them.
 *
 * @param {string} outDir
 */
export async function buildBrowser(outDir) {
  const entries = browserEntries();
  await build({
    configFile: false,
    root,
    logLevel: "warn",
    plugins: [vendorsWithoutMaps],
    build: {
      outDir,
      emptyOutDir: true,
      target: "es2022",
      license: { fileName: LICENSES },
      sourcemap: true,
      modulePreload: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: Object.fromEntries(entries.map(({ file, input }) => [file.slice(0, -".js".length), input])),
        external: (id) => FRAMEWORKS.some((framework) => id === framework || id.startsWith(`${framework}/`)),
        preserveEntrySignatures: "strict",
        output: {
          entryFileNames: "[name].js",
          chunkFileNames: "shared/[name]-[hash].js",
          codeSplitting: {
            groups: VENDORS.map((name) => ({ name, test: new RegExp(`/node_modules/${name}/`) })),
          },
          postBanner: ({ isEntry, fileName }) =>
            isEntry ? `/*! ${fileName} and what it needs. Licences: ${LICENSES} */` : "",
        },
      },
    },
  });
}
