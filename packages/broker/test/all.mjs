// @ts-check
// `npm run test:broker`: every test of the broker, also those of many nodes, of faults and of chance.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const { status } = spawnSync("npx", ["vitest", "run", "packages/broker", ...process.argv.slice(2)], {
  cwd: fileURLToPath(new URL("../../../", import.meta.url)),
  env: { ...process.env, BROKER_TESTS: "all" },
  stdio: "inherit",
  shell: process.platform === "win32",
});
process.exitCode = status ?? 1;
