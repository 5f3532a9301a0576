// @ts-check
// Processes of the tests: each runs one script, and tells and is told by messages.
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** A process that runs one script beside this file. */
export class Child {
  #process;
  #ended;
  /** @type {any[]} */
  #heard = [];
  output = "";

  /**
   * @param {string} script
   * @param {readonly string[]} args
   */
  constructor(script, args) {
    const path = fileURLToPath(new URL(script, import.meta.url));
    this.#process = fork(path, args, { silent: true, execArgv: ["--expose-gc"] });
    this.#ended = once(this.#process, "exit");
    this.#process.on("message", (message) => this.#heard.push(message));
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream?.on("data", (data) => {
        this.output += data;
      });
    }
  }

  /** Resolves with its next message. Rejects if it ends without one. @returns {Promise<any>} */
  async next() {
    if (this.#heard.length === 0) await Promise.race([once(this.#process, "message"), this.#ended]);
    if (this.#heard.length === 0) throw new Error(`The process ended: ${this.output}`);
    return this.#heard.shift();
  }

  /** @param {string} word */
  say(word) {
    this.#process.send(word);
  }

  /** Resolves with its exit code and with how long it took from now. */
  async exit() {
    const startedAtMs = performance.now();
    const [code] = await this.#ended;
    return { code, tookMs: performance.now() - startedAtMs };
  }

  kill() {
    this.#process.kill("SIGKILL");
  }
}
