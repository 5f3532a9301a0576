#!/usr/bin/env node
// @ts-check
// The command `peer-invite-broker`. Owns the process: its arguments, its signals, and what it prints.
import { createAccessToken } from "./access.mjs";
import { serve } from "./serve.mjs";
import { toOptions } from "./serve-options.mjs";
import { helpText, readSettings, versionText } from "./settings.mjs";

/**
 * `peer-invite-broker token ID [SECONDS]` prints an access token, for a first try and for scripts.
 *
 * @param {string[]} args
 */
async function printToken([id, seconds = "3600", ...rest]) {
  const settings = readSettings(rest, process.env);
  const { access } = typeof settings === "string" ? {} : toOptions(settings);
  if (id === undefined || access === undefined) throw new Error(TOKEN_USAGE);
  console.log(await createAccessToken(access, id, Number(seconds)));
}

const TOKEN_USAGE =
  "peer-invite-broker token ID SECONDS --access-secret-file FILE (or --jwt-secret-file, --jwt-private-key-file)";

/** How long after the first Ctrl-C another one is another press, in ms. */
const AGAIN_MS = 500;

async function main() {
  const [command, ...args] = process.argv.slice(2);
  if (command === "token") return printToken(args);
  const settings = readSettings(process.argv.slice(2), process.env);
  if (settings === "help") return console.log(helpText());
  if (settings === "version") return console.log(versionText());
  const broker = await serve(settings);
  /** @type {number | undefined} */
  let stoppingAtMs;
  const stop = () => {
    if (stoppingAtMs !== undefined) return;
    stoppingAtMs = performance.now();
    void broker.stop().then(() => process.exit(0));
  };
  // A service manager may send it to the whole group, and once more to what is left.
  process.on("SIGTERM", stop);
  process.on("SIGINT", () => {
    // A person who presses Ctrl-C twice does not want to wait. npm passes one press on a second time.
    if (stoppingAtMs !== undefined && performance.now() - stoppingAtMs > AGAIN_MS) process.exit(1);
    stop();
  });
}

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
