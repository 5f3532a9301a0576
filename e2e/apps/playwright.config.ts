// The guide's apps, each installed from the packed package, built and served: `npm run test:apps`. It takes minutes and needs the
// npm registry.
import { defineConfig } from "@playwright/test";
import common from "../../playwright.config.ts";

const { webServer: _none, ...rest } = common;

export default defineConfig({
  ...rest,
  testDir: ".",
  testIgnore: [],
  workers: 1,
  // npm installs and bundlers build in it.
  timeout: 300_000,
});
