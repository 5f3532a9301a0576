// @ts-check
// Nodes over a Redis that is behind TLS and knows users, as anybody runs it on a network that others use. With `npm run test:broker`.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { Node } from "../../test/nodes.fixture.mjs";
import { isLong, redisForTests, startRedis } from "../../test/redis-server.fixture.mjs";
import { Talker } from "../broker.fixture.mjs";
import { pass, until } from "./node.fixture.mjs";

const program = redisForTests();
const hasOpenssl = spawnSync("openssl", ["version"]).error === undefined;
const PASSWORD = "a-password-of-redis";
const GUIDE = readFileSync(new URL("../../DEPLOY.md", import.meta.url), "utf8");
/** What a node may do in Redis, as the guide says. */
const RIGHTS = String(/^user broker on >PASSWORD (.+)$/m.exec(GUIDE)?.[1]);
const USERS = {
  broker: RIGHTS,
  "broker-that-may-not-publish": RIGHTS.replace(" +publish", ""),
  "broker-of-another-prefix": RIGHTS.replaceAll("peer-invite:", "another:"),
};

describe.skipIf(program === undefined || !isLong || !hasOpenssl)("over a Redis with TLS and users", () => {
  const folder = mkdtempSync(join(tmpdir(), "broker-tls-"));
  const [key, certificate, users] = ["key.pem", "certificate.pem", "users.acl"].map((name) =>
    join(folder, name),
  );
  /** @type {Awaited<ReturnType<typeof startRedis>>} */
  let redis;

  beforeAll(async () => {
    const request =
      "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost";
    const args = ["-addext", "subjectAltName=DNS:localhost", "-keyout", `${key}`, "-out", `${certificate}`];
    expect(spawnSync("openssl", [...request.split(" "), ...args]).status).toBe(0);
    const lines = Object.entries(USERS).map(([name, rights]) => `user ${name} on >${PASSWORD} ${rights}`);
    writeFileSync(`${users}`, ["user default off", ...lines, ""].join("\n"));
    redis = await startRedis(String(program), (port) => ({
      port: 0,
      "tls-port": port,
      "tls-cert-file": `${certificate}`,
      "tls-key-file": `${key}`,
      "tls-ca-cert-file": `${certificate}`,
      "tls-auth-clients": "no",
      aclfile: `${users}`,
    }));
  });
  afterAll(async () => {
    await redis.stop();
    rmSync(folder, { recursive: true });
  });

  /** @param {string} [user] @param {{ password?: string, env?: NodeJS.ProcessEnv }} [how] */
  const start = async (
    user = "broker",
    { password = PASSWORD, env = { NODE_EXTRA_CA_CERTS: certificate } } = {},
  ) => {
    const url = `rediss://${user}:${password}@localhost:${redis.port}`;
    // As a variable, because everybody on a machine can read the arguments of a process.
    const node = new Node([], { ...env, PEER_INVITE_BROKER_REDIS: url });
    await node.start();
    onTestFinished(() => node.signal("SIGKILL"));
    return node;
  };

  /** Registers when that is possible: a new Redis makes strangers wait. @param {Node} node @param {string} id */
  const register = async (node, id) => {
    for (;;) {
      const talker = new Talker(`ws://127.0.0.1:${node.port}/peerjs?key=peerjs&id=${id}&token=t`);
      const first = await Promise.race([talker.next(), talker.closed]);
      if (!Array.isArray(first)) return talker;
      expect(first[0]).toBe(1013);
      await pass(100);
    }
  };

  test("nodes with no more rights than they need carry texts between them", async () => {
    const nodes = [await start(), await start()];
    const [alice, bob] = await Promise.all(nodes.map((node, n) => register(node, ["alice", "bob"][n] ?? "")));
    alice?.say({ type: "ANSWER", dst: "bob", payload: { post: "hello" } });
    expect(await bob?.next()).toMatchObject({ src: "alice", payload: { post: "hello" } });
    alice?.say({ type: "ANSWER", dst: "nobody", payload: { post: "hello" } });
    expect(await alice?.next()).toMatchObject({ type: "EXPIRE", src: "nobody" });
    alice?.terminate();
    const stranger = await register(/** @type {Node} */ (nodes[1]), "alice");
    expect(await stranger.isHeard("alice")).toEqual([]);
  }, 30_000);

  test.each([
    ["a certificate that nobody has vouched for", "broker", { env: {} }, "DEPTH_ZERO_SELF_SIGNED_CERT"],
    [
      "a wrong password",
      "broker",
      { password: "wrong" },
      "WRONGPASS invalid username-password pair or user is disabled",
    ],
    [
      "too few rights",
      "broker-that-may-not-publish",
      {},
      "ERR The user executing the script can't run this command or subcommand script",
    ],
    [
      "rights for another prefix",
      "broker-of-another-prefix",
      {},
      "NOPERM this user has no permissions to access one of the channels used as arguments",
    ],
  ])("with %s a node is not ready, and says why", async (_, user, how, why) => {
    const node = await start(user, how);
    await until(() => node.log.includes("not ready"), "it says so");
    expect(node.log).toContain(`"Broker: not ready: Redis: ${why}"`);
    expect((await fetch(`http://127.0.0.1:${node.port}/readyz`)).status).toBe(503);
    expect(node.log).not.toContain(PASSWORD);
  });
});
