// A session ends even if its parts fail to close.
import { describe, expect, test } from "vitest";
import { type Parting, sayFarewell } from "./farewell.ts";

/** A session whose parts behave as `news` says, and a list of what was done with them. */
function createParting(
  news: Partial<Record<"client" | "history" | "destroy" | "disconnect", () => unknown>> = {},
) {
  const done: string[] = [];
  const act = (name: string, run: () => unknown = () => {}) => {
    done.push(name);
    return run();
  };
  const parting: Parting = {
    client: { close: () => act("client", news.client) as Promise<void> },
    history: { close: () => act("history", news.history) as Promise<void> },
    peer: {
      destroy: () => void act("destroy", news.destroy),
      disconnect: () => void act("disconnect", news.disconnect),
      // PeerJS stores this after an OFFER with the serialization "constructor": the id of the peer, as an object.
      connections: { eve: [Object("eve")], bob: [{ close: () => act("bob's connection") }] },
    },
  };
  return { parting, done };
}

const broken = (): never => {
  throw new TypeError("connection.close is not a function");
};

describe("a person who leaves can go online again", () => {
  test("and the Peer is destroyed after client and history are closed", async () => {
    const { parting, done } = createParting();
    await sayFarewell(parting);
    expect(done).toEqual(["client", "history", "destroy"]);
  });

  test("after an OFFER that makes Peer.destroy() throw; the broker and the other connections are closed one by one", async () => {
    const { parting, done } = createParting({ destroy: broken });
    await sayFarewell(parting);
    expect(done).toEqual(["client", "history", "destroy", "disconnect", "bob's connection"]);
  });

  test.each([
    ["closing the client throws", { client: broken }],
    ["closing the client fails", { client: () => Promise.reject(new Error("no")) }],
    ["closing the history throws", { history: broken }],
    ["closing the history fails", { history: () => Promise.reject(new Error("no")) }],
    ["nothing of it works", { client: broken, history: broken, destroy: broken, disconnect: broken }],
  ])("when %s", async (_name, news) => {
    const { parting, done } = createParting(news);
    await sayFarewell(parting);
    expect(done).toContain("destroy");
  });

  test.each(["client", "history"] as const)("after a moment when closing the %s never ends", async (name) => {
    const { parting, done } = createParting({ [name]: () => new Promise(() => {}) });
    const waits: (readonly [() => void, number])[] = [];
    const end = sayFarewell(parting, (run, ms) => waits.push([run, ms]));
    await Promise.resolve();
    expect(done).not.toContain("destroy");
    expect(waits.map(([, ms]) => ms)).toEqual([3_000]);
    waits[0]?.[0]();
    await end;
    expect(done).toContain("destroy");
  });
});
