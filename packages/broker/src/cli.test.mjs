// @ts-check
// The command: its settings, its health, and how it stops.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { redisForTests, startRedis } from "../test/redis-server.fixture.mjs";
import { OTHER_PAIR, PRIVATE_KEY, PUBLIC_KEY } from "./access.fixture.mjs";
import { Talker } from "./broker.fixture.mjs";
import { beginBroker } from "./registry/first.mjs";
import { toOptions } from "./serve-options.mjs";
import { helpText, readSettings, SettingError } from "./settings.mjs";

const CLI = fileURLToPath(new URL("cli.mjs", import.meta.url));

/** Runs the command. @param {string[]} args @param {NodeJS.ProcessEnv} [env] */
function run(args, env = {}) {
  const child = spawn(process.execPath, [CLI, ...args], { env: { ...process.env, ...env } });
  onTestFinished(() => void child.kill("SIGKILL"));
  const said = { out: "", err: "" };
  child.stdout.on("data", (text) => {
    said.out += text;
  });
  child.stderr.on("data", (text) => {
    said.err += text;
  });
  const ended = once(child, "exit").then(([code]) => code);
  return { child, said, ended };
}

/** @param {string[]} args @param {NodeJS.ProcessEnv} [env] */
async function start(args, env) {
  const { child, said, ended } = run(["--port", "0", "--host", "127.0.0.1", ...args], env);
  await once(child.stdout, "data");
  const url = /Broker at (http:[^\s"]+)/.exec(said.out)?.[1] ?? "";
  return { child, said, ended, url };
}

test("runs at once, and peers open, reach each other, and get a random id", async () => {
  const { url } = await start([]);
  const ask = (/** @type {string} */ id) =>
    new Talker(`${url.replace("http", "ws")}peerjs?key=peerjs&id=${id}&token=t`);
  const [alice, bob] = [ask("alice"), ask("bob")];
  expect([await alice.next(), await bob.next()]).toEqual([{ type: "OPEN" }, { type: "OPEN" }]);
  alice.say({ type: "ANSWER", dst: "bob", payload: { post: "hello" } });
  expect(await bob.next()).toMatchObject({ src: "alice", payload: { post: "hello" } });
  expect(await (await fetch(`${url}peerjs/id`)).text()).toMatch(/^[\w-]{36}$/);
  expect(await (await fetch(url)).json()).toMatchObject({ name: "PeerJS Server" });
});

test("a stop makes it not ready, lets nobody in, closes its sockets spread over the drain time, and ends it", async () => {
  const { child, ended, url } = await start(["--drain-ms", "400"]);
  const talkers = Array.from(
    { length: 20 },
    (_, n) => new Talker(`${url.replace("http", "ws")}peerjs?key=peerjs&id=peer-${n}&token=t`),
  );
  for (const talker of talkers) expect(await talker.next()).toEqual({ type: "OPEN" });
  expect((await fetch(`${url}readyz`)).status).toBe(200);
  const closedAt = talkers.map((talker) => talker.closed.then(() => performance.now()));
  child.kill("SIGTERM");
  await Promise.race(closedAt);
  expect((await fetch(`${url}readyz`)).status).toBe(503);
  expect((await fetch(`${url}healthz`)).status).toBe(200);
  expect(await new Talker(`${url.replace("http", "ws")}peerjs?key=peerjs&id=late&token=t`).refused).toBe(503);
  expect(await talkers[0]?.closed).toEqual([1012, "the broker restarts"]);
  const times = await Promise.all(closedAt);
  expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(100);
  expect(await ended).toBe(0);
});

test("metrics count what is there, what is relayed and what is refused; the log is JSON, without a token", async () => {
  const { url, said } = await start([]);
  const secret = "very-secret-token";
  const alice = new Talker(`${url.replace("http", "ws")}peerjs?key=peerjs&id=alice&token=${secret}`);
  await alice.next();
  alice.say({ type: "ANSWER", dst: "alice", payload: {} });
  await alice.next();
  alice.say({
    type: "OFFER",
    dst: "nobody",
    payload: { type: "data", serialization: "raw", connectionId: "dc_1" },
  });
  expect(await alice.next()).toMatchObject({ type: "EXPIRE" });
  alice.say("{");
  await alice.isHeard("alice");
  const text = await (await fetch(`${url}metrics`)).text();
  for (const line of [
    "peer_invite_broker_sockets 1",
    "peer_invite_broker_registrations 1",
    "peer_invite_broker_ready 1",
    'peer_invite_broker_relayed_total{type="OFFER"} 1',
    "peer_invite_broker_expired_total 1",
    'peer_invite_broker_refused_total{reason="no JSON"} 1',
  ]) {
    expect(text).toContain(line);
  }
  expect(text).toContain("nodejs_eventloop_lag_seconds");
  const [first, ...lines] = said.out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line).msg);
  expect(first).toMatch(/^Broker at http:/);
  expect(lines).toEqual(["Broker: no JSON (1)"]);
  expect(`${text}${said.out}${said.err}`).not.toContain(secret);
});

const redisProgram = redisForTests();

test.skipIf(redisProgram === undefined)("over Redis, it also counts how long Redis takes", async () => {
  const redis = await startRedis(String(redisProgram));
  onTestFinished(() => redis.stop());
  await beginBroker(redis);
  const { url } = await start(["--redis", redis.url]);
  const alice = new Talker(`${url.replace("http", "ws")}peerjs?key=peerjs&id=alice&token=t`);
  expect(await alice.next()).toEqual({ type: "OPEN" });
  const text = await (await fetch(`${url}metrics`)).text();
  const count = Number(/^peer_invite_broker_engine_seconds_count (\d+)$/m.exec(text)?.[1]);
  const sum = Number(/^peer_invite_broker_engine_seconds_sum (\S+)$/m.exec(text)?.[1]);
  // Its first beat and the claim, at least.
  expect(count).toBeGreaterThanOrEqual(2);
  expect(sum / count).toBeGreaterThan(0);
  expect(sum / count).toBeLessThan(0.9);
});

test("a second SIGTERM, as a service manager sends it to what is left, does not cut the drain short", async () => {
  const { child, ended, url } = await start(["--drain-ms", "600"]);
  const talkers = Array.from(
    { length: 20 },
    (_, n) => new Talker(`${url.replace("http", "ws")}peerjs?key=peerjs&id=peer-${n}&token=t`),
  );
  for (const talker of talkers) expect(await talker.next()).toEqual({ type: "OPEN" });
  child.kill("SIGTERM");
  await Promise.race(talkers.map(({ closed }) => closed));
  child.kill("SIGTERM");
  const ends = await Promise.all(talkers.map(({ closed }) => closed));
  expect(new Set(ends.map(([code]) => code))).toEqual(new Set([1012]));
  expect(await ended).toBe(0);
});

test("says what keeps it from being ready, without the address or a password of its Redis", async () => {
  const { said, url } = await start(["--redis", "redis://:a-secret@127.0.0.1:1"]);
  expect((await fetch(`${url}readyz`)).status).toBe(503);
  const line = () => said.out.split("\n").find((it) => it.includes("not ready"));
  while (line() === undefined) await new Promise((go) => setTimeout(go, 10));
  expect(JSON.parse(String(line())).msg).toBe("Broker: not ready: Redis: ECONNREFUSED");
  expect(said.out + said.err).not.toContain("a-secret");
});

test("settings come from flags, and from the environment where there is no flag", async () => {
  const env = {
    PEER_INVITE_BROKER_PATH: "/b",
    PEER_INVITE_BROKER_PORT: "1",
    PEER_INVITE_BROKER_TRUST_PROXY: "true",
  };
  expect(readSettings(["--port", "2", "--allowed-origins", "https://a, https://b"], env)).toEqual({
    path: "/b",
    port: 2,
    trustProxy: true,
    allowedOrigins: ["https://a", "https://b"],
  });
  expect(readSettings(["--messages-per-second", "7"], {})).toEqual({ messagesPerSecond: 7 });
  expect(readSettings(["--help"], {})).toBe("help");
  expect(helpText()).toContain("--messages-per-second");
});

test.each([
  [["--prot", "1"], "--prot"],
  [["--port", "x"], '--port takes a whole number, not "x".'],
  [["--path", "no slash"], 'option "path" must be a path'],
  [["--messages-per-second", "0"], "must be a whole number from 1 to"],
  [["--redis", "nonsense://x"], "--redis must begin with redis://"],
  [["--log-format", "yaml"], '--log-format must be "json" or "text".'],
])("a wrong setting ends it with a sentence: %j", async (args, words) => {
  const { said, ended } = run(args);
  expect(await ended).toBe(1);
  expect(said.err).toContain(words);
  expect(said.err).not.toContain("    at ");
  expect(() => readSettings(["--prot"], {})).toThrow(SettingError);
});

test.each([
  [
    { PEER_INVITE_BROKER_TRUST_PROXY: "yes" },
    'PEER_INVITE_BROKER_TRUST_PROXY takes true or false, not "yes".',
  ],
  [{ PEER_INVITE_BROKER_REDIS: "" }, "PEER_INVITE_BROKER_REDIS must begin with redis://"],
  [{ PEER_INVITE_BROKER_PROT: "1" }, "There is no setting PEER_INVITE_BROKER_PROT."],
])("a wrong variable is named: %j", (env, words) => {
  const ofKubernetes = {
    PEER_INVITE_BROKER_PORT: "tcp://10.0.0.1:9000",
    PEER_INVITE_BROKER_SERVICE_HOST: "10.0.0.1",
    PEER_INVITE_BROKER_PORT_9000_TCP_ADDR: "10.0.0.1",
  };
  expect(readSettings([], ofKubernetes)).toEqual({});
  expect(() => readSettings([], env)).toThrow(words);
});

test("with a secret in a file, only peers with a token register, and `token` makes one", async () => {
  const folder = mkdtempSync(join(tmpdir(), "broker-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "secret");
  const secret = "a-secret-of-at-least-thirty-two-characters";
  writeFileSync(file, `${secret}\n`);
  const made = run(["token", "alice", "60", "--access-secret-file", file]);
  expect(await made.ended).toBe(0);
  const token = made.said.out.trim();
  const { url, said } = await start(["--access-secret-file", file]);
  const ask = (/** @type {string} */ given) =>
    new Talker(`${url.replace("http", "ws")}peerjs?key=peerjs&id=alice&token=${encodeURIComponent(given)}`);
  expect(await ask("anything").next()).toMatchObject({ type: "ERROR" });
  expect(await ask(token).next()).toEqual({ type: "OPEN" });
  expect(said.out).not.toContain(token);
  // The variable of the environment may have the secret itself.
  const other = run(["token", "alice", "60"], { PEER_INVITE_BROKER_ACCESS_SECRET: secret });
  expect(await other.ended).toBe(0);
  expect(await ask(other.said.out.trim()).next()).toEqual({ type: "OPEN" });
  const none = run(["token", "alice"]);
  expect([await none.ended, none.said.err]).toEqual([1, expect.stringContaining("token ID SECONDS")]);
  const missing = run(["--access-secret-file", join(folder, "nothing")]);
  expect([await missing.ended, missing.said.err]).toEqual([1, expect.stringContaining("ENOENT")]);
});

test("a file may have several keys: all are accepted, and the first makes tokens", async () => {
  const folder = mkdtempSync(join(tmpdir(), "broker-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const write = (/** @type {string} */ name, /** @type {string} */ text) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const [newer, older] = ["a".repeat(32), "b c ".repeat(10)];
  const secrets = write("secrets", `${newer}\r\n\n${older}\n`);
  const pems = write("keys.pem", `comment\n${PUBLIC_KEY}${OTHER_PAIR.publicKey}`);
  const empty = write("empty", "\n \n");
  /** @param {string[]} args */
  const accessOf = (args) => toOptions(/** @type {any} */ (readSettings(args, {}))).access;
  expect(accessOf(["--access-secret-file", secrets])).toEqual([{ secret: newer }, { secret: older.trim() }]);
  const publicKeys = [PUBLIC_KEY, OTHER_PAIR.publicKey].map((it) => ({
    jwt: { publicKey: it.trim(), issuer: "me" },
  }));
  expect(accessOf(["--jwt-public-key-file", pems, "--jwt-issuer", "me"])).toEqual(publicKeys);
  // From one kind to another.
  const privateKey = write("private.pem", PRIVATE_KEY);
  const both = ["--access-secret-file", secrets, "--jwt-private-key-file", privateKey];
  expect(accessOf(both)).toEqual([
    { jwt: { privateKey: PRIVATE_KEY.trim() } },
    { secret: newer },
    { secret: older.trim() },
  ]);
  expect(accessOf([])).toBeUndefined();
  expect(() => accessOf(["--access-secret-file", empty])).toThrow(
    "--access-secret-file: there is nothing in it.",
  );
  expect(() => readSettings([], { PEER_INVITE_BROKER_JWT_SECRET: " " })).toThrow(
    "JWT_SECRET: there is nothing in it.",
  );
  const { said, ended } = run(["--jwt-audience", "x"]);
  expect(await ended).toBe(1);
  expect(said.err).toContain("has no key in jwt");
});

test("behind a proxy, sockets are counted by the address that the proxy has added", async () => {
  const { url } = await start(["--trust-proxy", "--sockets-per-host", "1"]);
  const ask = (/** @type {string} */ id, /** @type {string} */ address) =>
    new Talker(`${url.replace("http", "ws")}peerjs?key=peerjs&id=${id}&token=t`, {
      headers: { "x-forwarded-for": `198.51.100.1, ${address}` },
    });
  expect(await ask("a", "203.0.113.1").next()).toEqual({ type: "OPEN" });
  expect(await ask("b", "203.0.113.1").next()).toMatchObject({ type: "ERROR" });
  expect(await ask("c", "203.0.113.2").next()).toEqual({ type: "OPEN" });
});
