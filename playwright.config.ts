// End-to-end tests: real Chromium pages, built, beside the demo's own broker.
import { defineConfig } from "@playwright/test";
import { requireBrowser } from "./scripts/find-browser.mjs";

// Two checkouts on one machine need two ports.
const PORT = Number(process.env["E2E_PORT"] ?? 5199);
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: "e2e",
  // These need root, or the npm registry, and have their own configuration.
  testIgnore: ["rig/**", "apps/**"],
  workers: 2,
  fullyParallel: true,
  retries: 0,
  timeout: 60_000,
  forbidOnly: Boolean(process.env["CI"]),
  reporter: "list",
  expect: { timeout: 10_000 },
  use: {
    baseURL: `http://localhost:${PORT}/demo/`,
    contextOptions: { reducedMotion: "reduce" },
    trace: "off",
    launchOptions: {
      executablePath: requireBrowser("chromium"),
      args: [
        ...(isRoot ? ["--no-sandbox"] : []),
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // Fake cameras, microphones and screens, allowed without asking. The second camera gives depth, and no picture.
        "--use-fake-device-for-media-stream=device-count=3,fps=12",
        "--use-fake-ui-for-media-stream",
      ],
    },
  },
  projects: [{ name: "chromium", use: { browserName: "chromium" } }],
  webServer: {
    cwd: import.meta.dirname,
    command: `npx vite build -c e2e/vite.config.ts -l warn && npx vite preview -c e2e/vite.config.ts -l warn --port ${PORT} --strictPort`,
    url: `http://localhost:${PORT}/demo/`,
    reuseExistingServer: false,
  },
});
