// @ts-check
// A coturn on a loopback port, and the least client of it that asks for an allocation (RFC 8489 and 8656), for tests.
import { spawn, spawnSync } from "node:child_process";
import { createHash, createHmac, randomBytes } from "node:crypto";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Whether coturn is installed. */
export const hasTurnServer = spawnSync("turnserver", ["--version"]).error === undefined;

const COOKIE = 0x2112a442;
const HEADER_BYTES = 20;
const METHOD = { binding: 0x001, allocate: 0x003, refresh: 0x004 };
const SUCCESS = 0x100;
const ATTRIBUTE = {
  username: 0x0006,
  integrity: 0x0008,
  error: 0x0009,
  lifetime: 0x000d,
  realm: 0x0014,
  nonce: 0x0015,
  relayed: 0x0016,
  transport: 0x0019,
};
const UDP = Buffer.from([17, 0, 0, 0]);
/** How long one answer may take, and how many times it is asked for. */
const WAIT_MS = 200;
const ATTEMPTS_MAX = 50;

/** @typedef {{ type: number, attributes: Map<number, Buffer> }} StunMessage */

/**
 * Starts coturn with `use-auth-secret`.
 *
 * @param {string} secret
 */
export async function startTurnServer(secret) {
  const folder = mkdtempSync(join(tmpdir(), "turn-"));
  const port = await findPort();
  const options = {
    "listening-ip": "127.0.0.1",
    "relay-ip": "127.0.0.1",
    "listening-port": port,
    "static-auth-secret": secret,
    realm: "test",
    "log-file": "stdout",
    pidfile: join(folder, "turn.pid"),
    userdb: join(folder, "turn.db"),
  };
  // Without TCP, whose port of the same number may be taken.
  const flags = [
    "-n",
    "--use-auth-secret",
    "--no-tls",
    "--no-dtls",
    "--no-cli",
    "--no-tcp",
    "--allow-loopback-peers",
  ];
  const args = [...flags, ...Object.entries(options).map(([name, value]) => `--${name}=${value}`)];
  const child = spawn("turnserver", args, { cwd: folder, stdio: "ignore" });
  const exited = once(child, "exit");
  const stop = async () => {
    child.kill("SIGKILL");
    await exited;
    rmSync(folder, { recursive: true, force: true });
  };
  const client = await connectTo(port);
  try {
    await client.ask(METHOD.binding, []);
  } catch (error) {
    await stop();
    throw error;
  } finally {
    client.close();
  }
  return { port, stop };
}

/**
 * Asks for an allocation.
 *
 * @param {number} port of the TURN server on this machine
 * @param {{ username: string, credential: string }} credentials
 * @returns {Promise<{ error: number } | { relayedPort: number, refresh: () => Promise<number>, end: () => void }>} the error code; or
 *   the port, and what asks for more time and returns the error code or 0
 */
export async function allocate(port, { username, credential }) {
  const client = await connectTo(port);
  /** @type {[number, Buffer][]} */
  const transport = [[ATTRIBUTE.transport, UDP]];
  const challenge = await client.ask(METHOD.allocate, transport);
  if (errorOf(challenge) !== 401) throw new Error("The TURN server did not ask for credentials.");
  const realm = challenge.attributes.get(ATTRIBUTE.realm) ?? Buffer.alloc(0);
  const key = createHash("md5").update(`${username}:${realm}:${credential}`).digest();
  /** @type {[number, Buffer][]} */
  const proof = [
    [ATTRIBUTE.username, Buffer.from(username)],
    [ATTRIBUTE.realm, realm],
    [ATTRIBUTE.nonce, challenge.attributes.get(ATTRIBUTE.nonce) ?? Buffer.alloc(0)],
  ];
  const answer = await client.ask(METHOD.allocate, [...transport, ...proof], key);
  const relayed = answer.attributes.get(ATTRIBUTE.relayed);
  if (relayed === undefined) {
    client.close();
    return { error: errorOf(answer) };
  }
  const lifetime = Buffer.alloc(4);
  lifetime.writeUInt32BE(600);
  return {
    relayedPort: relayed.readUInt16BE(2) ^ (COOKIE >>> 16),
    refresh: async () =>
      errorOf(await client.ask(METHOD.refresh, [[ATTRIBUTE.lifetime, lifetime], ...proof], key)),
    end: () => client.close(),
  };
}

/** @param {number} port */
async function connectTo(port) {
  const socket = createSocket("udp4");
  // Until the server listens, each request is answered by an error of the socket.
  socket.on("error", () => {});
  socket.connect(port, "127.0.0.1");
  await once(socket, "connect");
  return {
    close: () => void socket.close(),
    /**
     * @param {number} method
     * @param {[number, Buffer][]} attributes
     * @param {Buffer} [key] signs the request
     * @returns {Promise<StunMessage>}
     */
    async ask(method, attributes, key) {
      const request = toRequest(method, attributes, key);
      for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
        socket.send(request);
        const answer = await nextMessage(socket);
        if (answer?.subarray(8, HEADER_BYTES).equals(request.subarray(8, HEADER_BYTES))) return read(answer);
      }
      throw new Error("The TURN server does not answer.");
    },
  };
}

/** @param {import("node:dgram").Socket} socket @returns {Promise<Buffer | undefined>} undefined: none came in time */
function nextMessage(socket) {
  return new Promise((resolve) => {
    const timer = setTimeout(() => take(undefined), WAIT_MS);
    /** @param {Buffer | undefined} data */
    const take = (data) => {
      clearTimeout(timer);
      socket.off("message", take);
      resolve(data);
    };
    socket.on("message", take);
  });
}

/** @param {number} method @param {[number, Buffer][]} attributes @param {Buffer} [key] */
function toRequest(method, attributes, key) {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt16BE(method, 0);
  header.writeUInt32BE(COOKIE, 4);
  randomBytes(12).copy(header, 8);
  const body = Buffer.concat(attributes.map(([type, value]) => toAttribute(type, value)));
  header.writeUInt16BE(body.length, 2);
  if (key === undefined) return Buffer.concat([header, body]);
  // The length that is signed includes the signature: 4 bytes and 20.
  header.writeUInt16BE(body.length + 24, 2);
  const signature = createHmac("sha1", key).update(header).update(body).digest();
  return Buffer.concat([header, body, toAttribute(ATTRIBUTE.integrity, signature)]);
}

/** @param {number} type @param {Buffer} value */
function toAttribute(type, value) {
  const attribute = Buffer.alloc(4 + Math.ceil(value.length / 4) * 4);
  attribute.writeUInt16BE(type, 0);
  attribute.writeUInt16BE(value.length, 2);
  value.copy(attribute, 4);
  return attribute;
}

/** @param {Buffer} data @returns {StunMessage} */
function read(data) {
  const attributes = new Map();
  for (let at = HEADER_BYTES; at + 4 <= data.length; ) {
    const length = data.readUInt16BE(at + 2);
    attributes.set(data.readUInt16BE(at), data.subarray(at + 4, at + 4 + length));
    at += 4 + Math.ceil(length / 4) * 4;
  }
  return { type: data.readUInt16BE(0), attributes };
}

/** @param {StunMessage} message @returns {number} the error code; 0 if it is none */
function errorOf({ type, attributes }) {
  const error = attributes.get(ATTRIBUTE.error);
  if (error === undefined) return (type & 0x110) === SUCCESS ? 0 : -1;
  return error.readUInt8(2) * 100 + error.readUInt8(3);
}

/** @returns {Promise<number>} a port that nobody uses now */
async function findPort() {
  const socket = createSocket("udp4");
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  const { port } = socket.address();
  socket.close();
  await once(socket, "close");
  return port;
}
