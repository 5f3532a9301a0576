// Builds the pages once, before the tests.
import { fileURLToPath } from "node:url";
import { build } from "vite";

export default async function buildPages(): Promise<void> {
  await build({ configFile: fileURLToPath(new URL("vite.config.ts", import.meta.url)), logLevel: "warn" });
}
