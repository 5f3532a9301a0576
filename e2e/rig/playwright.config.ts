// End-to-end tests on networks that a test makes bad (bench/rig): `npm run test:rig`. They take minutes and need root.
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: ".",
  globalSetup: "./build-pages.ts",
  // One rig at a time, because the tests depend on time, and machines have two cores.
  workers: 1,
  retries: 0,
  timeout: 60_000,
  forbidOnly: Boolean(process.env["CI"]),
  reporter: "list",
});
