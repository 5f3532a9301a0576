// `npm run pictures:write`: takes README's pictures again (docs/pictures). Not part of the tests.
import { defineConfig } from "@playwright/test";
import base from "../../playwright.config.ts";

export default defineConfig({
  ...base,
  testDir: ".",
  testMatch: "*.pictures.ts",
  workers: 1,
  // No time limit matters here, so a slow machine may take its time.
  timeout: 300_000,
  expect: { timeout: 60_000 },
});
