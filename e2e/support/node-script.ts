// Scripts in Node beside the pages of a test: the examples of packages/node, each in a process of its own.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { test as lab } from "./lab.ts";

const EXAMPLES = fileURLToPath(new URL("../../packages/node/examples/", import.meta.url));
const BUILT = fileURLToPath(new URL("../../dist/index.js", import.meta.url));

/** A script that runs. */
export class NodeScript {
  readonly #process: ChildProcess;
  readonly #ended: Promise<unknown[]>;
  /** What it has printed so far, its errors too. */
  output = "";

  /** @throws Error if peer-invite, which the script imports, is not built */
  constructor(path: string, args: readonly string[]) {
    if (!existsSync(BUILT)) throw new Error("Scripts in Node need the package as it is built: npm run build");
    this.#process = fork(path, args, { silent: true });
    this.#ended = once(this.#process, "exit");
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream?.on("data", (data) => {
        this.output += data;
      });
    }
  }

  /** Asks it to end, unless it has. Resolves with its exit code once it has ended by itself. */
  async end(): Promise<unknown> {
    this.#process.kill("SIGTERM");
    return this.exitCode();
  }

  /** Resolves with its exit code once it has ended. */
  async exitCode(): Promise<unknown> {
    const [code] = await this.#ended;
    return code;
  }

  /** Ends it, as a crash would. */
  kill(): void {
    this.#process.kill("SIGKILL");
  }
}

/** What a test gets. */
interface NodeFixture {
  /** Starts an example of packages/node with these arguments, followed by the port and the path of the pages' broker. */
  runExample(name: string, ...args: readonly string[]): NodeScript;
}

/** The test function for pages and scripts in Node at one broker. */
export const test = lab.extend<NodeFixture>({
  runExample: async ({ baseURL }, use) => {
    const { port } = new URL(baseURL ?? "");
    const running: NodeScript[] = [];
    await use((name, ...args) => {
      const script = new NodeScript(`${EXAMPLES}${name}.mjs`, [...args, port, "/broker"]);
      running.push(script);
      return script;
    });
    for (const script of running) script.kill();
  },
});
