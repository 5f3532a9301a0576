// @ts-check
// Checks that the layer walls of biome.json refuse every violation, and allow legal imports. Lines are linted in a temporary copy
// of the configuration, never in the working tree.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { WALLS } from "./walls/examples.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const biome = join(root, "node_modules/@biomejs/biome/bin/biome");

const WALL_RULES = [
  "lint/style/noRestrictedImports",
  "lint/style/noRestrictedGlobals",
  "lint/suspicious/noImportCycles",
  "plugin",
];

/**
 * @returns {Set<string>} every line a wall refused, as "file:line"
 */
function lintAll() {
  const folder = mkdtempSync(join(tmpdir(), "walls-"));
  try {
    for (const name of ["biome.json", ".gitignore", "scripts/walls"]) {
      cpSync(join(root, name), join(folder, name), { recursive: true });
    }
    for (const [file, { refused, legal }] of Object.entries(WALLS)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), [...refused, ...legal, ""].join("\n"));
    }
    const args = [biome, "lint", "--reporter=json", "--max-diagnostics=none", "."];
    const { stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 2 ** 26,
    });
    if (!stdout.startsWith("{")) throw new Error(`The linter did not run: ${stderr}`);
    /** @type {{ category: string, location: { path: string, start: { line: number } } }[]} */
    const diagnostics = JSON.parse(stdout).diagnostics;
    const ofWalls = diagnostics.filter(({ category }) => WALL_RULES.includes(category));
    return new Set(ofWalls.map(({ location }) => `${location.path}:${location.start.line}`));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const seen = lintAll();
let checked = 0;
for (const [file, { refused, legal }] of Object.entries(WALLS)) {
  for (const [index, text] of [...refused, ...legal].entries()) {
    checked += 1;
    const mustRefuse = index < refused.length;
    if (seen.has(`${file}:${index + 1}`) === mustRefuse) continue;
    console.error(`${file}: ${mustRefuse ? "not refused" : "refused, but legal"}: ${text}`);
    process.exitCode = 1;
  }
}
console.log(`${checked} lines checked against the layer walls.`);
