// @ts-check
// A bot on a network in memory: what it does with invitations, with errors and at its end.
import { createInvitationClient } from "peer-invite";
import { createMemoryNetwork } from "peer-invite/testing";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { startBroker } from "./broker.fixture.mjs";
import { createBot, createNodePeer } from "./index.mjs";

/** @typedef {import("./index.d.mts").BotOptions} BotOptions */

/** @type {import("peer-invite/testing").MemoryNetwork} */
let network;
/** @type {import("peer-invite").InvitationClient} */
let ada;
/** @type {unknown[]} */
let errors;

beforeEach(() => {
  network = createMemoryNetwork();
  ada = createInvitationClient(network.join("ada"));
  errors = [];
});
afterEach(() => vi.restoreAllMocks());

/** @param {BotOptions["onInvitation"]} onInvitation @param {Partial<BotOptions>} [options] */
function start(onInvitation, options = {}) {
  const onError = (/** @type {unknown} */ error) => errors.push(error);
  return createBot({ peer: network.join("bot"), onInvitation, onError, ...options });
}

/** @param {string} [content] */
function ring(content = "") {
  return ada.createLocalInvitation("bot", { content }).send();
}

test("hands over every invitation, several at once, and lets each be answered", async () => {
  /** @type {import("peer-invite").RemoteInvitation[]} */
  const rang = [];
  const bot = await start(async (invitation) => {
    rang.push(invitation);
    await invitation.outcome;
  });
  const sent = ["one", "two", "three"].map((content) => ring(content));
  await expect.poll(() => rang.map(({ content }) => content)).toEqual(["one", "two", "three"]);
  expect(bot.working).toBe(3);
  rang.map((invitation, index) => (index === 1 ? invitation.refuse("no") : invitation.accept("yes")));
  expect((await Promise.all(sent.map(({ outcome }) => outcome))).map(({ kind }) => kind)).toEqual([
    "accepted",
    "refused",
    "accepted",
  ]);
  await expect.poll(() => bot.working).toBe(0);
  await bot.close();
});

describe("an error of the app's function", () => {
  test.each([
    [
      "that throws",
      () => {
        throw new Error("mine");
      },
    ],
    ["that rejects", () => Promise.reject(new Error("mine"))],
  ])("%s refuses the invitation, and is reported with it", async (_, onInvitation) => {
    const onError = vi.fn();
    const bot = await start(onInvitation, { onError });
    expect(await ring("x").outcome).toMatchObject({ kind: "refused", reason: "refused" });
    expect(onError).toHaveBeenCalledExactlyOnceWith(
      new Error("mine"),
      expect.objectContaining({ content: "x" }),
    );
    await bot.close();
  });

  test("leaves an accepted invitation accepted", async () => {
    const bot = await start(async (invitation) => {
      invitation.accept();
      await invitation.outcome;
      throw new Error("later");
    });
    expect((await ring().outcome).kind).toBe("accepted");
    await expect.poll(() => errors).toEqual([new Error("later")]);
    await bot.close();
  });

  test.each([
    [
      "throws",
      () => {
        throw new Error("again");
      },
    ],
    ["rejects", () => Promise.reject(new Error("again"))],
  ])("is printed if the app's `onError` %s", async (_, onError) => {
    const printed = vi.spyOn(console, "error").mockImplementation(() => {});
    const bot = await start(() => Promise.reject(new Error("mine")), { onError });
    await ring().outcome;
    await expect.poll(() => printed.mock.calls).toEqual([[new Error("again")]]);
    await bot.close();
  });

  test("is printed if there is no `onError`", async () => {
    const printed = vi.spyOn(console, "error").mockImplementation(() => {});
    const bot = await createBot({
      peer: network.join("bot"),
      onInvitation: () => Promise.reject(new Error("mine")),
    });
    await ring().outcome;
    await expect.poll(() => printed.mock.calls).toEqual([[new Error("mine")]]);
    await bot.close();
  });
});

describe("the signal", () => {
  /** Rings, and gives the signal of that invitation. @param {BotOptions["onInvitation"]} [then] */
  async function signalOf(then) {
    /** @type {AbortSignal[]} */
    const signals = [];
    const bot = await start((invitation, context) => {
      signals.push(context.signal);
      return then?.(invitation, context);
    });
    const sent = ring();
    await expect.poll(() => signals.length).toBe(1);
    return { bot, sent, signal: /** @type {AbortSignal} */ (signals[0]) };
  }

  test("aborts when the caller cancels", async () => {
    const { bot, sent, signal } = await signalOf(() => new Promise(() => {}));
    expect(signal.aborted).toBe(false);
    sent.cancel();
    await expect.poll(() => signal.reason).toEqual(new Error("The invitation was canceled."));
    await bot.close();
  });

  test("aborts when the line of an accepted invitation closes, and not before", async () => {
    const { bot, sent, signal } = await signalOf((invitation) => {
      invitation.on("accepted", () => invitation.openLine());
      invitation.accept();
    });
    await sent.outcome;
    const line = sent.openLine();
    await expect.poll(() => bot.client.calls.length).toBe(1);
    expect(signal.aborted).toBe(false);
    line.close();
    await expect.poll(() => signal.reason).toEqual(new Error("The line closed."));
    await bot.close();
  });

  test("aborts when the bot closes, which waits for no function and may be called twice", async () => {
    const { bot, sent, signal } = await signalOf(() => new Promise(() => {}));
    await Promise.all([bot.close(), bot.close()]);
    expect(signal.reason).toEqual(new Error("The bot closes."));
    expect((await sent.outcome).kind).toBe("failed");
    expect([bot.client.state, bot.working]).toEqual(["closed", 0]);
  });
});

test("refuses options that are wrong, and destroys the Peer that it made for nothing", async () => {
  const onInvitation = () => {};
  await expect(createBot(/** @type {any} */ ({ peer: network.join("x") }))).rejects.toMatchObject({
    code: "invalid-option",
  });
  await expect(createBot({ peer: { id: "" }, onInvitation })).rejects.toMatchObject({
    code: "invalid-option",
  });
  const broker = await startBroker();
  const wrong = { peer: { id: "bot", ...broker.at }, onInvitation, limits: { ttlMs: 1 } };
  await expect(createBot(wrong)).rejects.toMatchObject({ name: "InvitationError", code: "invalid-option" });
  await broker.stop();
});

test("destroys a Peer that it made, and leaves one that it was given", async () => {
  const broker = await startBroker();
  const peer = await createNodePeer("given", broker.at);
  const given = await createBot({ peer, onInvitation: () => {} });
  await given.close();
  expect(peer.destroyed).toBe(false);
  peer.destroy();
  const own = await createBot({ peer: { id: "own", ...broker.at }, onInvitation: () => {} });
  await expect.poll(() => own.client.state).toBe("online");
  await own.close();
  // The id is free again for another token, once the broker has noticed.
  const register = async () => {
    const next = await createBot({
      peer: { id: "own", ...broker.at },
      onInvitation: () => {},
      onError: () => {},
    });
    await expect.poll(() => next.client.state).not.toBe("connecting");
    const { state } = next.client;
    await next[Symbol.asyncDispose]();
    return state;
  };
  await expect.poll(register, { timeout: 5_000 }).toBe("online");
  await broker.stop();
});
