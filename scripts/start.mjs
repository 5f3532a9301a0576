// @ts-check
// `npm start`: the demo and the broker on one port. Owns the command line and the printed text.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { installMissing } from "./install.mjs";

const DEFAULT_PORT = 5173;

const OPTIONS = /** @type {const} */ ({
  host: { type: "boolean" },
  port: { type: "string" },
  help: { type: "boolean", short: "h" },
});

const HELP = `npm start -- [options]: the demo and a broker, on one port

  --port <number>  the port; without it, ${DEFAULT_PORT} or the next one that is free
  --host           also serves your local network
  --help, -h       shows this text`;

/**
 * @returns {{ help: boolean, host: boolean, port: number | undefined }}
 * @throws {Error} with a message for the person who typed it
 */
function readCommandLine() {
  const { host = false, help = false, port: written } = readValues();
  if (written === undefined) return { help, host, port: undefined };
  const port = Number(written);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`--port takes a number from 1 to 65535, not "${written}".`);
  }
  return { help, host, port };
}

function readValues() {
  try {
    return parseArgs({ options: OPTIONS }).values;
  } catch (error) {
    // The first sentence names the option. The rest is advice for those who call parseArgs.
    const [problem] = error instanceof Error ? error.message.split(/\.(\s|$)/) : [];
    throw new Error(`${problem}. "npm start -- --help" lists the options.`);
  }
}

/**
 * @param {unknown} error
 * @param {number | undefined} port
 */
function explain(error, port) {
  const message = error instanceof Error ? error.message : String(error);
  if (port === undefined || !/already in use|EADDRINUSE/.test(message)) return message;
  const other = port < 65_535 ? port + 1 : port - 1;
  return `Another program uses port ${port}. Choose another one: npm start -- --port ${other}`;
}

async function start() {
  const { help, host, port } = readCommandLine();
  if (help) {
    console.log(HELP);
    return;
  }
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
  }).catch((error) => {
    throw new Error(explain(error, port));
  });

  const stop = () => server.close().finally(() => process.exit(0));
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);

  const urls = server.resolvedUrls ?? { local: [], network: [] };
  console.log(`Peer Invite demo: ${urls.local.join("  ")}`);
  for (const url of urls.network) console.log(`On your network:  ${url}`);
  console.log("Open it, go online, and use the link to a second tab. Ctrl-C ends it.");
  if (host) console.log("Browsers give camera and microphone only to localhost and https pages.");
}

start().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
