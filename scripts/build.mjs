// @ts-check
// `npm run build`: builds dist/ from src/, always from empty, so that nothing stale is published.
import { spawnSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildBrowser } from "./build-browser.mjs";
import { buildGlobal, GLOBAL_FILES } from "./build-global.mjs";
import { writeDeclarations } from "./declarations.mjs";

const root = new URL("../", import.meta.url);
const dist = new URL("dist/", root);
rmSync(dist, { recursive: true, force: true });
rmSync(new URL(".tmp/declarations/", root), { recursive: true, force: true });
const tsc = spawnSync(
  process.execPath,
  ["node_modules/typescript/bin/tsc", "-p", "scripts/tsconfig.build.json"],
  {
    cwd: root,
    stdio: "inherit",
  },
);
if (tsc.status === 0) {
  writeDeclarations();
  const { script, licenses } = await buildGlobal();
  writeFileSync(new URL(GLOBAL_FILES.script, dist), script);
  writeFileSync(new URL(GLOBAL_FILES.licenses, dist), licenses);
  await buildBrowser(fileURLToPath(new URL("browser/", dist)));
}
process.exitCode = tsc.status ?? 1;
