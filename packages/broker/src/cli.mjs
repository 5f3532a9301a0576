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

async function main() {
  const [command, ...args] = process.argv.slice(2);
  if (command === "token") return printToken(args);
  const settings = readSettings(process.argv.slice(2), process.env);
  if (settings === "help") return console.log(helpText());
  if (settings === "version") return console.log(versionText());
  const broker = await serve(settings);
  console.log(`Broker at ${broker.url}`);
  let isStopping = false;
  const stop = () => {
    // A person who presses Ctrl-C twice does not want to wait.
    if (isStopping) process.exit(1);
    isStopping = true;
    void broker.stop().then(() => process.exit(0));
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
