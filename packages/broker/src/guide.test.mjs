// @ts-check
// DEPLOY.md as it is written, from an empty folder to a broker with TLS, access tokens and TURN: its commands are run, and its files are
// given to the real programs. Only the ports are others, and the certificates. With `npm run test:broker`.
import { execFile, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "node:tls";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { freePort, isLong } from "../test/redis-server.fixture.mjs";
import { allocate } from "../test/turn.fixture.mjs";
import { Talker } from "./broker.fixture.mjs";
import { CLOSES } from "./guard.mjs";
import { readSettings } from "./settings.mjs";

const CLI = fileURLToPath(new URL("cli.mjs", import.meta.url));
/** @param {string} name of a file of the package */
const read = (name) => readFileSync(new URL(`../${name}`, import.meta.url), "utf8");
const GUIDE = read("DEPLOY.md");
const HOST = "broker.example";
const ORIGIN = "https://app.example";

/** The block of the guide that has this. @param {string} part */
function block(part) {
  const found = [...GUIDE.matchAll(/^```\w*\n([\s\S]*?)^```$/gm)].find(([, text]) => text?.includes(part));
  if (found === undefined) throw new Error(`DEPLOY.md has no block with ${part}`);
  return String(found[1]);
}

/** The code within a line of the guide that begins so. @param {string} beginning */
function code(beginning) {
  const found = [...GUIDE.matchAll(/`([^`\n]+)`/g)].find(([, text]) => text?.startsWith(beginning));
  if (found === undefined) throw new Error(`DEPLOY.md has no ${beginning}`);
  return String(found[1]);
}

/** @param {string} program */
const has = (program) => spawnSync("which", [program]).status === 0;
const PROXIES = ["caddy", "nginx"].filter(has);
const canRun = isLong && process.platform === "linux" && has("openssl") && has("turnserver");

describe.skipIf(!canRun)("the guide from an empty server", () => {
  const folder = mkdtempSync(join(tmpdir(), "broker-guide-"));
  /** @param {string} name */
  const at = (name) => join(folder, name);
  const ports = { broker: 0, turn: 0 };
  /** @type {import("node:child_process").ChildProcess[]} */
  const children = [];
  /** What the broker and the proxies have logged. */
  let log = "";

  /** @param {string} program @param {readonly string[]} args @param {NodeJS.ProcessEnv} [env] */
  const run = (program, args, env = {}) => {
    const child = spawn(program, args, {
      cwd: folder,
      env: { ...process.env, PATH, ...env },
      detached: true,
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (text) => {
        log += text;
      });
    }
    children.push(child);
    return child;
  };
  const PATH = `${folder}:${process.env["PATH"]}`;

  /** A program of that name for the commands of the guide. @param {string} name @param {string} line */
  const put = (name, line) => {
    writeFileSync(at(name), `#!/bin/sh\n${line}\n`);
    chmodSync(at(name), 0o755);
  };

  beforeAll(async () => {
    Object.assign(ports, { broker: await freePort(), turn: await freePort() });
    put("npx", `shift; exec "${process.execPath}" "${CLI}" "$@"`);
    const turnserver = spawnSync("which", ["turnserver"]).stdout.toString().trim();
    const local = `-p ${ports.turn} --listening-ip=127.0.0.1 --relay-ip=127.0.0.1 --no-tcp --no-tls --no-dtls`;
    put(
      "turnserver",
      `exec "${turnserver}" "$@" ${local} --userdb="${at("turn.db")}" --pidfile="${at("turn.pid")}" --log-file=stdout`,
    );
    run("sh", ["-c", block("turnserver -c turn.conf")]);
    await vi.waitFor(() => expect(existsSync(at("turn.secret"))).toBe(true));
    const ice = code("--ice-urls").replace(`turn:${HOST}?`, `turn:${HOST}:${ports.turn}?`);
    const command = `${block("npx peer-invite-broker --trust-proxy").trimEnd()} ${ice}`;
    run("sh", ["-c", command], { PEER_INVITE_BROKER_PORT: String(ports.broker) });
    await vi.waitFor(() => expect(log).toContain("Broker at"), 10_000);
  }, 20_000);
  afterAll(() => {
    for (const { pid } of children) {
      // Those that a shell of the guide has started are in its group.
      if (pid !== undefined) process.kill(-pid, "SIGKILL");
    }
    rmSync(folder, { recursive: true });
  });

  test("the secrets are for their owner alone", () => {
    for (const name of ["access.secret", "turn.secret", "turn.conf"])
      expect(spawnSync("stat", ["-c", "%a", at(name)]).stdout.toString()).toBe("600\n");
  });

  /** Starts each proxy with the guide's configuration. @type {Record<string, (port: number) => Promise<{ ca: () => string }>>} */
  const START = {
    async caddy(port) {
      const options = `admin off\n\thttp_port ${await freePort()}\n\thttps_port ${port}\n\tlocal_certs\n\tskip_install_trust`;
      const text = block("reverse_proxy")
        .replace("{\n", `{\n\t${options}\n`)
        .replace("9000", String(ports.broker));
      writeFileSync(at("Caddyfile"), text);
      run("caddy", ["run", "--config", at("Caddyfile"), "--adapter", "caddyfile"], {
        XDG_DATA_HOME: folder,
        XDG_CONFIG_HOME: folder,
      });
      return { ca: () => readFileSync(at("caddy/pki/authorities/local/root.crt"), "utf8") };
    },
    async nginx(port) {
      const make = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2";
      const names = ["-subj", `/CN=${HOST}`, "-addext", `subjectAltName=DNS:${HOST}`];
      await promisify(execFile)("openssl", [
        ...make.split(" "),
        ...names,
        "-keyout",
        at("key.pem"),
        "-out",
        at("cert.pem"),
      ]);
      const text = block("proxy_pass")
        .replace("listen 443", `listen 127.0.0.1:${port}`)
        .replace("/etc/ssl/broker.pem", at("cert.pem"))
        .replace("/etc/ssl/broker.key", at("key.pem"))
        .replace("/var/log/nginx/error.log", at("nginx.log"))
        .replace("127.0.0.1:9000", `127.0.0.1:${ports.broker}`);
      const paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
        (it) => `${it}_temp_path ${at(it)};`,
      );
      writeFileSync(
        at("nginx.conf"),
        `events {}\npid ${at("nginx.pid")};\nhttp {\n${paths.join("\n")}\n${text}\n}\n`,
      );
      run("nginx", ["-c", at("nginx.conf"), "-e", at("nginx.log"), "-p", folder, "-g", "daemon off;"]);
      return { ca: () => readFileSync(at("cert.pem"), "utf8") };
    },
  };

  test.each(PROXIES)(
    "behind %s, only holders of a token come in, over TLS, and get TURN servers that work",
    async (name) => {
      const port = await freePort();
      const proxy = await /** @type {NonNullable<typeof START[string]>} */ (START[name])(port);
      // The certificate is there, and the proxy answers with it.
      await vi.waitFor(async () => {
        const socket = connect({ host: "127.0.0.1", port, servername: HOST, ca: proxy.ca() });
        onTestFinished(() => void socket.destroy());
        await once(socket, "secureConnect");
      }, 20_000);
      const trust = { ca: proxy.ca(), servername: HOST, host: "127.0.0.1", port };
      /** @param {string} path @param {Record<string, string>} [headers] @returns {Promise<{ status: number | undefined, text: string }>} */
      const get = async (path, headers = {}) => {
        const asked = request({ ...trust, path, headers: { host: HOST, ...headers } });
        asked.end();
        const [answer] = await once(asked, "response");
        let text = "";
        for await (const part of answer) text += part;
        return { status: answer.statusCode, text };
      };

      const { stdout } = await promisify(execFile)("sh", ["-c", code("npx peer-invite-broker token")], {
        cwd: folder,
        env: { ...process.env, PATH },
      });
      const token = stdout.trim();
      /** @param {string} id @param {string} given @param {string} [origin] */
      const ask = (id, given, origin = ORIGIN) => {
        const path = `/peerjs?key=peerjs&id=${id}&token=${encodeURIComponent(given)}&version=1.5.5`;
        const headers = { host: HOST };
        const talker = new Talker(`wss://127.0.0.1:${port}${path}`, { ...trust, origin, headers });
        onTestFinished(() => talker.terminate());
        return talker;
      };
      const alice = ask("alice", token);
      expect(await alice.next()).toEqual({ type: "OPEN" });
      await alice.isHeard("alice");
      expect(await ask("bob", token).closed).toEqual([...CLOSES.tokenUnsigned]);
      expect(await ask("alice", "nonsense").closed).toEqual([...CLOSES.tokenAbsent]);
      expect(await ask("alice", token, "https://evil.example").refused).toBe(403);

      const { status, text } = await get("/ice?id=alice", { authorization: `Bearer ${token}` });
      expect(status).toBe(200);
      const { iceServers } = JSON.parse(text);
      expect(iceServers.map((/** @type {{ urls: string[] }} */ { urls }) => urls)).toEqual([
        [`stun:${HOST}`],
        [`turn:${HOST}:${ports.turn}?transport=udp`],
      ]);
      const allocation = await allocate(ports.turn, iceServers[1]);
      expect(allocation).toMatchObject({ relayedPort: expect.any(Number) });
      if ("end" in allocation) allocation.end();
      expect((await get("/ice?id=alice", { authorization: "Bearer nonsense" })).status).toBe(401);

      expect(await get("/readyz")).toEqual({ status: 200, text: "ok" });
      expect((await get("/metrics")).status).toBe(404);
      const metrics = await (await fetch(`http://127.0.0.1:${ports.broker}/metrics`)).text();
      expect(metrics).toMatch(/^peer_invite_broker_registrations 1$/m);
      alice.terminate();
      await vi.waitFor(async () => {
        const after = await (await fetch(`http://127.0.0.1:${ports.broker}/metrics`)).text();
        expect(after).toMatch(/^peer_invite_broker_registrations 0$/m);
      });
      const logs = log + (existsSync(at("nginx.log")) ? readFileSync(at("nginx.log"), "utf8") : "");
      for (const secret of [
        token,
        ...["access.secret", "turn.secret"].map((it) => readFileSync(at(it), "utf8").trim()),
      ])
        expect(logs).not.toContain(secret);
    },
    40_000,
  );
});

test("the files for containers name settings that exist, and the health check of a process that runs", async () => {
  const compose = read("compose.yaml");
  const variables = [...compose.matchAll(/^ +(PEER_INVITE_BROKER_\w+): (.+)$/gm)].map(([, name, value]) => {
    const text = String(value)
      .replaceAll(/\$\{\w+:\?\}/g, "a-value-of-at-least-32-characters")
      .replaceAll('"', "");
    return [String(name), text];
  });
  expect(variables.length).toBeGreaterThan(5);
  expect(readSettings([], Object.fromEntries(variables))).toMatchObject({ trustProxy: true });

  const container = read("Containerfile");
  const list = (/** @type {RegExp} */ of) =>
    /** @type {string[]} */ (JSON.parse(String(of.exec(container)?.[1])));
  const [node, script, ...args] = list(/^ENTRYPOINT (\[.*\])$/m);
  const health = list(/^ {2}CMD (\[.*\])$/m);
  expect([node, script, container.match(/^USER (.+)$/m)?.[1]]).toEqual(["node", "src/cli.mjs", "node"]);
  const port = await freePort();
  const check = async () => {
    const [program = "", ...rest] = health.map((it) => it.replace("9000", String(port)));
    const [status] = await once(spawn(program, rest), "exit");
    return status;
  };
  expect(await check()).toBe(1);
  const child = spawn(process.execPath, [CLI, ...args, "--port", String(port)]);
  onTestFinished(() => void child.kill("SIGKILL"));
  await once(child.stdout, "data");
  expect(await check()).toBe(0);
});
