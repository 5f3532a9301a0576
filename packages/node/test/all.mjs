// @ts-check
// `npm run test:node`: every test of the package, also those of a thousand invitations, and those in Chromium and Firefox.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const cwd = fileURLToPath(new URL("../../../", import.meta.url));

for (const [command, ...args] of [
  // Processes of their own import peer-invite as it is built.
  ["npm", "run", "build", "--silent"],
  ["npx", "vitest", "run", "packages/node"],
  ["npx", "playwright", "test", "e2e/node", ...process.argv.slice(2)],
]) {
  const { status } = spawnSync(command ?? "", args, {
    cwd,
    env: { ...process.env, NODE_TESTS: "all" },
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) process.exitCode = 1;
}
