// @ts-check
// `npm start`: the demo and the broker on one port. Owns the command line and the printed text.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { installMissing } from "./install.mjs";

const DEFAULT_PORT = 5173;

/** @returns {{ host: boolean, port: number | undefined }} */
function readCommandLine() {
  const { values } = parseArgs({ options: { host: { type: "boolean" }, port: { type: "string" } } });
  if (values.port === undefined) return { host: values.host ?? false, port: undefined };
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`--port takes a number from 1 to 65535, not "${values.port}".`);
  }
  return { host: values.host ?? false, port };
}

async function start() {
  const { host, port } = readCommandLine();
  installMissing();
  const { build, preview } = await import("vite");
  // A folder for this process alone, because another process that builds must not remove its pages.
  const outDir = mkdtempSync(join(tmpdir(), "peer-invite-demo-"));
  process.once("exit", () => rmSync(outDir, { recursive: true, force: true }));
  const common = /** @type {const} */ ({
    configFile: fileURLToPath(new URL("../vite.config.ts", import.meta.url)),
    logLevel: "warn",
    build: { outDir },
  });
  // Built, because a page of the dev server would reload when this restarts, and lose an active call.
  await build(common);
  const server = await preview({
    ...common,
    preview: { host, port: port ?? DEFAULT_PORT, strictPort: port !== undefined },
  });

  const stop = () => server.close().finally(() => process.exit(0));
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);

  const urls = server.resolvedUrls ?? { local: [], network: [] };
  console.log(`Peer Invite demo: ${urls.local.join("  ")}`);
  for (const url of urls.network) console.log(`On your network:  ${url}`);
  console.log("Open it in two tabs and ring one from the other. Ctrl-C ends it.");
  if (host) console.log("Browsers give camera and microphone only to localhost and https pages.");
}

start().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
