// @ts-check
// Builds the pages that the browsers open.
import { fileURLToPath } from "node:url";

/** @returns {Promise<string>} the folder they are in, with Vite's manifest */
export async function buildFieldPages() {
  const { build } = await import("vite");
  await build({ configFile: fileURLToPath(new URL("vite.config.ts", import.meta.url)), logLevel: "warn" });
  return fileURLToPath(new URL("../../.tmp/field", import.meta.url));
}
