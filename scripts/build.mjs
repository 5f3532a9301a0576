// @ts-check
// `npm run build`: dist/ from src/, always from empty, so that nothing stale is published.
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";

const root = new URL("../", import.meta.url);
rmSync(new URL("dist", root), { recursive: true, force: true });
const tsc = spawnSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"], {
  cwd: root,
  stdio: "inherit",
});
process.exitCode = tsc.status ?? 1;
