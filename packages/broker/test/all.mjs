// @ts-check
// `npm run test:broker`: every test of the broker, also those of many nodes, of faults, of crowds and of chance, and calls and the demo
// over three nodes in Chromium.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const cwd = fileURLToPath(new URL("../../../", import.meta.url));

for (const args of [
  ["vitest", "run", "packages/broker", ...process.argv.slice(2)],
  ["playwright", "test", "e2e/broker"],
]) {
  const { status } = spawnSync("npx", args, {
    cwd,
    env: { ...process.env, BROKER_TESTS: "all" },
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) process.exitCode = 1;
}
