// @ts-check
// `npm run broker:three`: three nodes over a Redis of their own behind one port, to try what happens when one of them is killed.
import { createInterface } from "node:readline";
import { requireRedis } from "../../../scripts/find-redis.mjs";
import { startNodes } from "./nodes.fixture.mjs";

const PORT = 9_000;

async function main() {
  const args = ["--path", "/broker", "--allowed-origins", "*", "--log-format", "text"];
  const { nodes, address, stop } = await startNodes(requireRedis(), { port: PORT, args });
  console.log(
    `Three nodes (ports ${nodes.map(({ port }) => port).join(", ")}) behind http://${address}/broker`,
  );
  console.log("In the demo: Settings, Broker, http://localhost:9000/broker");
  console.log(
    "k1, k2 or k3 kills a node, s1 starts it again, p1 pauses it, c1 lets it go on. Ctrl-C ends all.",
  );
  const commands = {
    k: (/** @type {typeof nodes[number]} */ node) => node.signal("SIGKILL"),
    s: (/** @type {typeof nodes[number]} */ node) => node.start(),
    p: (/** @type {typeof nodes[number]} */ node) => node.signal("SIGSTOP"),
    c: (/** @type {typeof nodes[number]} */ node) => node.signal("SIGCONT"),
  };
  createInterface({ input: process.stdin }).on("line", (line) => {
    const [, command = "", number] = /^([kspc])([1-3])$/.exec(line.trim()) ?? [];
    const node = nodes[Number(number) - 1];
    const act = commands[/** @type {keyof typeof commands} */ (command)];
    if (node === undefined || act === undefined)
      return console.log("k, s, p or c, and the number of a node: k2");
    void act(node).then(() => console.log(`${line.trim()}: done`));
  });
  process.once("SIGINT", () => void stop().then(() => process.exit(0)));
  process.once("SIGTERM", () => void stop().then(() => process.exit(0)));
}

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
