// @ts-check
// The credentials that the broker gives, as a real coturn takes them. Without coturn on this machine, these tests are skipped.
import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { allocate, hasTurnServer, startTurnServer } from "../test/turn.fixture.mjs";
import { ACCESS, inSeconds, tokenOf } from "./access.fixture.mjs";
import { startBroker } from "./broker.fixture.mjs";

const SECRET = "secret-of-coturn";

if (!hasTurnServer) console.warn("Skipped, because coturn is not installed: the tests of TURN credentials.");

describe.skipIf(!hasTurnServer)("coturn", () => {
  /** @type {Awaited<ReturnType<typeof startTurnServer>>} */
  let turn;

  beforeAll(async () => {
    turn = await startTurnServer(SECRET);
  });

  afterAll(() => turn.stop());

  /** What the broker gives to this peer. @param {string} id @param {string} [secret] */
  async function credentialsOf(id, secret = SECRET) {
    const urls = [`turn:127.0.0.1:${turn.port}?transport=udp`];
    const broker = await startBroker({ access: ACCESS.EdDSA, ice: { urls, secret } });
    onTestFinished(broker.stop);
    const headers = { authorization: `Bearer ${tokenOf("EdDSA", id)}` };
    const url = `http://${broker.address}/broker/ice?id=${encodeURIComponent(id)}`;
    const { iceServers } = await (await fetch(url, { headers })).json();
    return /** @type {{ username: string, credential: string }} */ (iceServers[0]);
  }

  /** The right credentials for this expiry. @param {number} expiry @param {string} id */
  const credentialsUntil = (expiry, id) => {
    const username = `${expiry}:${id}`;
    return { username, credential: createHmac("sha1", SECRET).update(username).digest("base64") };
  };

  test.each(["alice", "a b_c-d", "a".repeat(128)])(
    "allocates for the broker's credentials: %s",
    async (id) => {
      const allocation = await allocate(turn.port, await credentialsOf(id));
      expect(allocation).toMatchObject({ relayedPort: expect.any(Number) });
      if ("end" in allocation) allocation.end();
    },
  );

  test("refuses a wrong credential, and one for another id or expiry", async () => {
    const { username, credential } = await credentialsOf("alice");
    const [expiry] = username.split(":");
    for (const wrong of [
      { username, credential: `${credential.slice(1)}A` },
      { username: `${expiry}:bob`, credential },
      { username: `${Number(expiry) + 1}:alice`, credential },
      await credentialsOf("alice", "another-secret-of-coturn"),
    ])
      expect(await allocate(turn.port, wrong)).toEqual({ error: 401 });
  });

  test("refuses a credential that has expired", async () => {
    expect(await allocate(turn.port, credentialsUntil(inSeconds(-1), "alice"))).toEqual({ error: 401 });
  });

  test("goes on with an allocation after its credential has expired", async () => {
    const expiry = inSeconds(2);
    const credentials = credentialsUntil(expiry, "alice");
    const allocation = await allocate(turn.port, credentials);
    if (!("refresh" in allocation)) throw new Error(`It was refused: ${allocation.error}.`);
    while (Date.now() <= (expiry + 1) * 1_000) await new Promise((go) => setTimeout(go, 100));
    expect(await allocate(turn.port, credentials)).toEqual({ error: 401 });
    expect(await allocation.refresh()).toBe(0);
    allocation.end();
  });
});
