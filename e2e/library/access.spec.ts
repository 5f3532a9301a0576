// Access tokens and TURN servers of the broker, with unmodified PeerJS in real browsers: what README and DEPLOY.md say of them.
import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { expect } from "@playwright/test";
import { createAccessToken, createBroker } from "peer-invite-broker";
import { hasTurnServer, startTurnServer } from "../../packages/broker/test/turn.fixture.mjs";
import { beginBareApp, loadBarePeerJs } from "../support/bare-peerjs.ts";
import { test as base, type CallPeer, is, seesMovement } from "../support/call.ts";

const ACCESS = { secret: "the-secret-of-tokens-in-these-tests" };
const TURN_SECRET = "the-secret-of-coturn-in-these-tests";
/** The relay alone, so that a call without good credentials has no path at all. */
const RELAY: RTCConfiguration = { iceServers: [], iceTransportPolicy: "relay" };

interface TestBroker {
  /** What a page needs to come in. */
  readonly options: { readonly brokerPort: number; readonly tokenFor: (id: string) => Promise<string> };
  /** The tokens with which sockets came, in order. */
  readonly tokens: string[];
  makeToken(id: string, seconds: number): Promise<string>;
  /** Cuts every connection. */
  cut(): void;
}

const test = base.extend<{ broker: TestBroker }>({
  broker: async ({ pages }, use) => {
    const turn = hasTurnServer ? await startTurnServer(TURN_SECRET) : undefined;
    const urls = [`turn:127.0.0.1:${turn?.port ?? 9}?transport=udp`];
    const broker = createBroker({
      access: ACCESS,
      allowedOrigins: ["*"],
      log: () => {},
      clockToleranceMs: 0,
      ice: { urls, secret: TURN_SECRET },
    });
    const server = createServer(broker.handle);
    const sockets = new Set<Socket>();
    const tokens: string[] = [];
    server.on("connection", (socket) => sockets.add(socket));
    server.on("upgrade", ({ url }) => {
      tokens.push(new URL(`http://broker${url}`).searchParams.get("token") ?? "");
    });
    broker.attach(server);
    await new Promise<void>((listening) => server.listen(0, "localhost", listening));
    const makeToken = (id: string, seconds: number) => createAccessToken(ACCESS, id, seconds);
    await use({
      options: {
        brokerPort: (server.address() as AddressInfo).port,
        tokenFor: (id) => makeToken(id, 600),
      },
      tokens,
      makeToken,
      cut: () => {
        for (const socket of sockets) socket.destroy();
      },
    });
    // The pages outlive their broker, and try to reconnect.
    pages.allowError(/WebSocket connection to .* failed/);
    await broker.stop();
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
    await turn?.stop();
  },
});

const stateOf = ({ page }: CallPeer) => page.evaluate(() => window.callPage.client.state);

test("a Peer with an access token keeps its id through a renewal, and reconnects with the new token", async ({
  calls,
  broker,
  pages,
}) => {
  pages.allowError(/WebSocket connection to .* failed/);
  const alice = await calls.join("alice", { ...broker.options, access: true });
  const renewed = await alice.page.evaluate(() => window.callPage.peer.options.token);
  expect(renewed).not.toBe(broker.tokens[0]);
  expect(await stateOf(alice)).toBe("online");
  broker.cut();
  await expect.poll(() => broker.tokens.length).toBe(2);
  expect(broker.tokens[1]).toBe(renewed);
  await expect.poll(() => stateOf(alice)).toBe("online");
  expect(await alice.page.evaluate(() => window.callPage.peer.id)).toBe(alice.id);
});

test("a token that expired while the broker was away is renewed, and the Peer comes back with its id", async ({
  calls,
  broker,
  pages,
}) => {
  pages.allowError(/WebSocket connection to .* failed/);
  const alice = await calls.join("alice", { ...broker.options, access: true });
  const expired = await broker.makeToken(alice.id, 1);
  await expect.poll(() => Date.now() / 1_000 > Number(expired.split(".")[0])).toBe(true);
  const errors = await alice.page.evaluateHandle((token) => {
    const seen: string[] = [];
    window.callPage.client.on("error", ({ code, message }) => seen.push(`${code}: ${message}`));
    window.callPage.peer.options.token = token;
    return seen;
  }, expired);
  broker.cut();
  await expect.poll(() => stateOf(alice)).toBe("offline");
  await expect.poll(() => stateOf(alice)).toBe("online");
  expect(broker.tokens[1]).toBe(expired);
  expect(broker.tokens.at(-1)).not.toBe(expired);
  expect(await errors.jsonValue()).toContainEqual(
    'broker-refused: the broker says "the access token has expired"',
  );
  expect(await alice.page.evaluate(() => window.callPage.peer.id)).toBe(alice.id);
});

test("nobody gets an id with a token for another one, and the page reads why", async ({
  calls,
  broker,
  pages,
}) => {
  const alice = await calls.join("alice", broker.options);
  const page = await pages.open("mallory");
  await page.goto("/e2e/call/index.html");
  await page.waitForFunction(() => window.openCallPage !== undefined);
  const said = await page.evaluate(
    async ({ id, token, brokerPort }) => {
      void window.openCallPage({ id, token, brokerPort, media: undefined });
      await new Promise((go) => setTimeout(go));
      return new Promise((resolve) =>
        window.callPage.client.once("error", ({ message }) => resolve(message)),
      );
    },
    { id: alice.id, token: await broker.makeToken("mallory", 60), brokerPort: broker.options.brokerPort },
  );
  expect(said).toBe('the broker says "the access token is not signed for this id"');
  expect(await stateOf(alice)).toBe("online");
});

test("links and calls go through TURN with credentials of the broker, and later ones with renewed credentials", async ({
  calls,
  broker,
}) => {
  test.skip(!hasTurnServer, "coturn is not installed");
  const options = { ...broker.options, access: true, config: RELAY };
  const [alice, bob] = [await calls.join("alice", options), await calls.join("bob", options)];
  const credentials = () =>
    alice.page.evaluate(() => window.callPage.access?.config.iceServers?.[0]?.username);
  const usernames: (string | undefined)[] = [];
  for (const round of [1, 2]) {
    usernames.push(await credentials());
    await alice.page.evaluate((callee) => window.callPage.invite(callee), bob.id);
    await Promise.all([is(alice, "connected"), is(bob, "connected")]);
    await seesMovement(alice);
    const [media, link] = await alice.page.evaluate(async () => {
      const relayed = async (connection: RTCPeerConnection) => {
        const rows = [...(await connection.getStats()).values()];
        const pair = rows.find(
          ({ type, nominated, state }) => type === "candidate-pair" && nominated && state === "succeeded",
        );
        const local = rows.find(({ id }) => id === pair?.localCandidateId);
        return {
          type: local?.candidateType,
          username: connection.getConfiguration().iceServers?.[0]?.username,
        };
      };
      const links = Object.values(
        window.callPage.peer.connections as Record<string, { peerConnection: RTCPeerConnection }[]>,
      ).flat();
      return [
        await relayed(window.callPage.connections.at(-1) as RTCPeerConnection),
        await relayed(links.at(-1)?.peerConnection as RTCPeerConnection),
      ];
    });
    expect(media).toEqual({ type: "relay", username: usernames.at(-1) });
    expect(link).toEqual({ type: "relay", username: usernames.at(-1) });
    await alice.page.evaluate(() => window.callPage.call?.hangUp());
    await is(bob, "ended");
    if (round === 2) break;
    // So that the next call makes a new one.
    await alice.page.evaluate(() => window.callPage.cutLink());
    // The credentials are named by the second at which they expire.
    await expect
      .poll(async () => {
        await alice.page.evaluate(() => window.callPage.access?.renew());
        return credentials();
      })
      .not.toBe(usernames[0]);
  }
  expect(new Set(usernames).size).toBe(2);
});

test("an app with PeerJS alone needs only its token: it talks, renews it with one request, and comes back with the new one", async ({
  broker,
  pages,
}) => {
  pages.allowError(/WebSocket connection to .* failed/);
  const { brokerPort, tokenFor } = broker.options;
  const [alice, bob, eve] = await Promise.all(["alice", "bob", "eve"].map((name) => pages.open(name)));
  if (alice === undefined || bob === undefined || eve === undefined) throw new Error("No page");
  for (const page of [alice, bob, eve]) await loadBarePeerJs(page);
  const [aliceId, bobId] = [pages.idOf("alice"), pages.idOf("bob")];
  const token = await tokenFor(aliceId);
  expect(await beginBareApp(alice, aliceId, token, brokerPort)).toBe("open");
  expect(await beginBareApp(bob, bobId, await tokenFor(bobId), brokerPort)).toBe("open");
  const refused = await beginBareApp(eve, aliceId, await tokenFor(bobId), brokerPort);
  expect(refused).toBe("server-error: the access token is not signed for this id");

  const isHeard = async (words: string) => {
    await alice.evaluate(([to, text]) => window.bare.say(to, text), [bobId, words] as const);
    await bob.waitForFunction((text) => window.bare.heard.includes(text), words);
  };
  await isHeard("before");
  const renewed = await alice.evaluate(() => window.bare.renew());
  expect(renewed).not.toBe(token);
  broker.cut();
  await expect.poll(() => broker.tokens).toContain(renewed);
  for (const page of [alice, bob]) await page.waitForFunction(() => window.bare.peer.open);
  expect(await alice.evaluate(() => window.bare.peer.id)).toBe(aliceId);
  await isHeard("after");
});
