// `npm run pictures`: retakes README's pictures (docs/pictures). No part of the tests.
import { defineConfig } from "@playwright/test";
import base from "../../playwright.config.ts";

export default defineConfig({
  ...base,
  testDir: ".",
  testMatch: "*.pictures.ts",
  workers: 1,
  // A picture waits for no one: a slow machine takes its time.
  timeout: 300_000,
  expect: { timeout: 60_000 },
});
