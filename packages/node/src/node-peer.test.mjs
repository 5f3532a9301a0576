// @ts-check
// A PeerJS Peer in Node, at a broker of its own, and what is said when something is missing.
import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { createInvitationClient } from "peer-invite";
import { startCall } from "peer-invite/call";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { startBroker } from "./broker.fixture.mjs";
import { createNodePeer, NODE_PEER_ERRORS, NodePeerError } from "./index.mjs";
import { checkNode } from "./node-peer.mjs";

/** @type {Awaited<ReturnType<typeof startBroker>>} */
let broker;
/** @type {import("peerjs").Peer[]} */
let peers = [];

/** @param {string} id */
async function open(id) {
  const peer = await createNodePeer(id, broker.at);
  peers.push(peer);
  await new Promise((resolve, reject) => {
    peer.once("open", resolve);
    peer.once("error", reject);
  });
  return peer;
}

beforeAll(async () => {
  broker = await startBroker();
});
afterEach(() => {
  for (const peer of peers) peer.destroy();
  peers = [];
});
afterAll(() => broker.stop());

test("two Peers of one process exchange data over a channel of PeerJS's own, and add nothing to the globals", async () => {
  const before = Object.getOwnPropertyNames(globalThis);
  const [ada, bob] = [await open("ada"), await open("bob")];
  const heard = new Promise((resolve) => {
    bob.on("connection", (connection) => connection.on("data", resolve));
  });
  const connection = ada.connect("bob", { serialization: "json" });
  connection.on("open", () => connection.send({ text: "hello", n: 1 }));
  expect(await heard).toEqual({ text: "hello", n: 1 });
  expect(Object.getOwnPropertyNames(globalThis)).toEqual(before);
});

test("two clients ring each other, say something while it rings, and exchange signals on a line", async () => {
  const [ada, bob] = [createInvitationClient(await open("cat")), createInvitationClient(await open("dan"))];
  /** @type {unknown[]} */
  const heard = [];
  bob.on("invitation", (invitation) => {
    invitation.on("dataWhileRinging", () => invitation.accept("yes"));
    invitation.on("accepted", () => invitation.openLine().on("data", (data) => heard.push(data)));
  });
  const invitation = ada.createLocalInvitation("dan", { content: "lunch?" });
  invitation.once("received", () => invitation.sendWhileRinging("please"));
  expect(await invitation.send().outcome).toEqual({ kind: "accepted", response: "yes" });
  invitation.openLine().send({ seat: 3 });
  await expect.poll(() => heard).toEqual([{ seat: 3 }]);
  await Promise.all([ada.close(), bob.close()]);
});

test("a call of peer-invite/call finds no WebRTC in Node, and ends at both ends", async () => {
  const [ada, bob] = [createInvitationClient(await open("gil")), createInvitationClient(await open("hal"))];
  const limits = { connectTimeoutMs: 1_000 };
  /** @type {string[]} */
  const ends = [];
  bob.on("invitation", (invitation) => {
    invitation.on("accepted", () => {
      startCall(invitation, { limits }).on("ended", ({ reason }) => ends.push(reason));
    });
    invitation.accept();
  });
  const invitation = ada.createLocalInvitation("hal").send();
  await invitation.outcome;
  startCall(invitation, { limits }).on("ended", ({ reason }) => ends.push(reason));
  await expect.poll(() => ends, { timeout: 5_000 }).toHaveLength(2);
  expect(ends).toContain("media-failed");
  await Promise.all([ada.close(), bob.close()]);
});

test("has a token of its own, which nobody can guess, and no STUN servers", async () => {
  const [ada, bob] = [await open("eve"), await open("fay")];
  expect(ada.options.token).toMatch(/^[0-9a-f-]{36}$/);
  expect(ada.options.token).not.toBe(bob.options.token);
  expect(ada.options.config).toEqual({});
});

test.each([
  ["an id that is no text", [7, {}], "the id must be a text"],
  ["no id", ["", {}], "the id must be a text"],
  ["options that are none", ["ada", null], "the options must be an object"],
  ["an unknown option", ["ada", { debug: 3 }], '"debug" is not an option; options are host, port, path'],
  ["a port that is a text", ["ada", { port: "9000" }], '"port" must be a number'],
  ["a host of the page", ["ada", { host: "/" }], '"host" must name a host'],
  ["a server that is none", ["ada", { config: { iceServers: [{ urls: "x" }] } }], '"x" is not the URL'],
])("refuses %s", async (_, args, message) => {
  const error = await createNodePeer(.../** @type {[string]} */ (/** @type {unknown} */ (args))).catch(
    (it) => it,
  );
  expect(error).toBeInstanceOf(NodePeerError);
  expect(error).toMatchObject({ code: "invalid-option", message: expect.stringContaining(message) });
});

describe("what is missing has a code and a sentence", () => {
  const require = createRequire(import.meta.url);
  const folder = mkdtempSync(join(tmpdir(), "node-peer-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  /**
   * @param {string} name of a folder
   * @param {readonly string[]} packages that are installed there
   */
  async function failWith(name, packages) {
    const to = join(folder, name);
    mkdirSync(join(to, "node_modules"), { recursive: true });
    for (const it of packages) {
      const from = require.resolve(it).replace(new RegExp(`(node_modules/${it})/.*`), "$1");
      symlinkSync(from, join(to, "node_modules", it), "junction");
    }
    const sources = dirname(new URL(import.meta.url).pathname);
    for (const file of readdirSync(sources)) {
      if (file.endsWith(".mjs")) copyFileSync(join(sources, file), join(to, file));
    }
    const script = `import(${JSON.stringify(pathToFileURL(join(to, "node-peer.mjs")).href)}).then((it) =>
      it.createNodePeer("ada").catch(({ code, message }) => console.log(JSON.stringify({ code, message }))))`;
    const { stdout } = await promisify(execFile)(process.execPath, ["-e", script]);
    return JSON.parse(stdout);
  }

  test("node-datachannel", async () => {
    expect(await failWith("without-webrtc", ["ws", "peerjs"])).toEqual({
      code: "webrtc-missing",
      message: expect.stringContaining("install it together with its optional dependencies"),
    });
  });

  test("peerjs", async () => {
    expect(await failWith("without-peerjs", ["ws", "node-datachannel"])).toEqual({
      code: "peerjs-missing",
      message: "Could not load PeerJS: install peerjs 1.5.",
    });
  });

  test("a newer Node", () => {
    expect(() => checkNode("20.18.3")).toThrow(expect.objectContaining({ code: "node-too-old" }));
    expect(() => checkNode("18.20.0")).toThrow("peer-invite-node needs Node 20.19, not 18.20.0.");
    for (const version of ["20.19.0", "22.0.0", "24.1.0"]) expect(() => checkNode(version)).not.toThrow();
  });

  test("and every code is explained", () => {
    expect(Object.keys(NODE_PEER_ERRORS)).toHaveLength(4);
    for (const text of Object.values(NODE_PEER_ERRORS)) expect(text).toMatch(/^[a-z].*[^.]$/);
  });
});

test("the last words of a call arrive, though the caller ends it on a link that just came up, and leaves at once", async () => {
  const [CALLS, AT_ONCE] = [40, 4];
  /** @type {unknown[]} */
  const ends = [];
  let begun = 0;
  const callAndLeave = async () => {
    begun += 1;
    const n = begun;
    const [from, to] = [await open(`leaver-${n}`), await open(`listener-${n}`)];
    const [caller, callee] = [createInvitationClient(from), createInvitationClient(to)];
    const closed = new Promise((resolve) => {
      callee.on("invitation", (invitation) => {
        invitation.on("accepted", () => {
          const line = invitation.openLine();
          line.once("closed", (...said) => resolve(said));
          line.send("welcome");
        });
        invitation.accept();
      });
    });
    const invitation = caller.createLocalInvitation(to.id).send();
    await invitation.outcome;
    const line = invitation.openLine();
    await new Promise((resolve) => line.once("data", resolve));
    line.close("bye");
    from.destroy();
    ends.push(await closed);
    to.destroy();
  };
  const work = async () => {
    while (begun < CALLS) await callAndLeave();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  expect(ends).toEqual(Array(CALLS).fill(["closed-there", "bye"]));
});
