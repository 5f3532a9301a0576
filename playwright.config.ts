// End-to-end tests: real Chromium pages against the demo's own server.
import { defineConfig } from "@playwright/test";
import { requireChromium } from "./scripts/find-chromium.mjs";

const PORT = 5199;
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: "e2e",
  workers: 2,
  fullyParallel: true,
  retries: 0,
  // Several pages a test, each of many small modules: on a busy machine opening them takes most of the time.
  timeout: 60_000,
  forbidOnly: Boolean(process.env["CI"]),
  reporter: "list",
  expect: { timeout: 10_000 },
  use: {
    baseURL: `http://localhost:${PORT}/`,
    trace: "off",
    launchOptions: {
      executablePath: requireChromium(),
      args: [
        ...(isRoot ? ["--no-sandbox"] : []),
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [{ name: "chromium", use: { browserName: "chromium" } }],
  webServer: {
    command: `node scripts/start.mjs --port ${PORT}`,
    url: `http://localhost:${PORT}/`,
    reuseExistingServer: false,
  },
});
