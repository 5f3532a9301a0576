// The line of an accepted invitation, as an app uses it: signals both ways over links that are lost and rebuilt, and its end.
import { describe, expect, test } from "vitest";
import type { Line } from "../index.ts";
import { createCall, errorOf } from "../testing/clients.fixture.ts";

/** Ada and bob with an accepted invitation. */
async function createAccepted() {
  const call = await createCall();
  const remote = await call.ring();
  remote.accept();
  await call.clock.settle();
  return { ...call, remote };
}

/** Both ends of its line, open, and what their listeners saw. */
async function createLines() {
  const call = await createAccepted();
  const [near, far] = [call.local.openLine(), call.remote.openLine()];
  const [nearNotes, farNotes] = [notes(near), notes(far)];
  await call.clock.settle();
  return { ...call, near, far, nearNotes, farNotes };
}

function notes(line: Line): unknown[][] {
  const seen: unknown[][] = [];
  for (const event of ["data", "changed", "closed"] as const) {
    line.on(event, (...args: readonly unknown[]) => seen.push([event, ...args]));
  }
  return seen;
}

describe("openLine", () => {
  test("R15.1 opens one end, once, and only for an accepted invitation", async () => {
    const { local, ring, clock } = await createCall();
    const message = "Cannot openLine: the invitation is idle. Only an accepted one has a line.";
    expect(errorOf(() => local.openLine())).toMatchObject({
      code: "illegal-command",
      state: "idle",
      message,
    });
    const remote = await ring();
    expect(errorOf(() => remote.openLine())).toMatchObject({ code: "illegal-command", state: "ringing" });
    remote.accept();
    await clock.settle();
    expect(local.openLine().state).toBe("up");
    expect(errorOf(() => local.openLine()).message).toContain("the invitation's line was opened before");
  });

  test("can be called in the listener of accepted, at both ends", async () => {
    const { local, ring, clock } = await createCall();
    const remote = await ring();
    const heard: unknown[] = [];
    const use = (line: Line, name: string): void => {
      line.on("data", (data) => heard.push([name, data]));
      line.send(`hello from ${name}`);
    };
    local.once("accepted", () => use(local.openLine(), "local"));
    remote.once("accepted", () => use(remote.openLine(), "remote"));
    remote.accept();
    await clock.settle();
    expect(heard.toSorted()).toEqual([
      ["local", "hello from remote"],
      ["remote", "hello from local"],
    ]);
  });

  test("throws once the client is closed", async () => {
    const { ada, local } = await createAccepted();
    await ada.close();
    expect(errorOf(() => local.openLine()).code).toBe("client-closed");
  });
});

describe("signals", () => {
  test("R15.2 arrive once and in order, over a new link too", async () => {
    const { near, far, nearNotes, farNotes, network, clock } = await createLines();
    near.send({ a: [1] });
    far.send("b");
    await clock.settle();
    network.cut("ada", "bob");
    near.send("c");
    expect(near.state).toBe("down");
    await clock.advance(5_000);
    expect(farNotes.filter(([event]) => event === "data")).toEqual([
      ["data", { a: [1] }],
      ["data", "c"],
    ]);
    expect(nearNotes).toEqual([
      ["data", "b"],
      ["changed", { state: "down" }],
      ["changed", { state: "up" }],
    ]);
  });

  test("have the value that they had when they were sent", async () => {
    const { local, remote, clock } = await createAccepted();
    const near = local.openLine();
    const said = { n: 1 };
    near.send(said);
    said.n = 2;
    const seen = notes(remote.openLine());
    await clock.settle();
    expect(seen.slice(-1)).toEqual([["data", { n: 1 }]]);
  });

  test("a value that is not JSON, or is too long, is refused at once", async () => {
    const { near, farNotes, clock } = await createLines();
    const circle: unknown[] = [];
    circle.push(circle);
    for (const data of [undefined, () => {}, 1n, circle]) {
      expect(errorOf(() => near.send(data)).code).toBe("invalid-content");
    }
    expect(errorOf(() => near.send("x".repeat(60_000))).code).toBe("content-too-long");
    near.send("x".repeat(59_998));
    await clock.settle();
    expect(farNotes.filter(([event]) => event === "data")).toHaveLength(1);
  });

  test("R15.6 at most a hundred signals may be unacknowledged at a time", async () => {
    const { local, remote, clock } = await createAccepted();
    const near = local.openLine();
    for (let n = 1; n <= 100; n += 1) near.send(n);
    expect(errorOf(() => near.send(101)).code).toBe("line-full");
    await clock.advance(5_000);
    const seen = notes(remote.openLine());
    await clock.settle();
    near.send(101);
    await clock.settle();
    expect(seen.filter(([event]) => event === "data").map(([, data]) => data)).toEqual(
      Array.from({ length: 101 }, (_, n) => n + 1),
    );
  });

  test("R15.6 those that a listener sends count too", async () => {
    const { near, far, clock } = await createLines();
    let refused = 0;
    near.on("data", () => {
      for (let n = 0; n < 120; n += 1) {
        try {
          near.send(n);
        } catch {
          refused += 1;
        }
      }
    });
    far.send("go");
    await clock.settle();
    expect(refused).toBe(20);
  });
});

describe("the end of a line", () => {
  test("R15.7 comes once at each end, with the side that closed it and the parting words", async () => {
    const { near, far, nearNotes, farNotes, clock } = await createLines();
    near.close("bye");
    near.close();
    far.close();
    await clock.settle();
    expect(nearNotes).toEqual([
      ["changed", { state: "closed" }],
      ["closed", "closed-here", "bye"],
    ]);
    expect(farNotes).toHaveLength(2);
    expect(errorOf(() => near.send(1))).toMatchObject({ code: "illegal-command", state: "closed" });
  });

  test("the parting words are checked like any other text", async () => {
    const { near } = await createLines();
    expect(errorOf(() => near.close("x".repeat(8_193)))).toMatchObject({
      code: "content-too-long",
      message: "Cannot close the line: the content is longer than 8192 UTF-8 bytes.",
    });
    near[Symbol.dispose]();
    expect(near.state).toBe("closed");
  });

  test("R15.5 the crash of a peer is noticed, and the line is lost in bounded time", async () => {
    const { nearNotes, network, clock } = await createLines();
    network.crash("bob");
    await clock.advance(4_000);
    expect(nearNotes).toEqual([["changed", { state: "down" }]]);
    await clock.advance(20_000);
    expect(nearNotes.at(-1)).toEqual(["closed", "lost", ""]);
  });

  test("R15.9 a client that closes ends its lines at once, and the other ends are told", async () => {
    const { ada, bob, nearNotes, farNotes, network, clock } = await createLines();
    await ada.close();
    await clock.settle();
    expect(nearNotes.at(-1)).toEqual(["closed", "client-closed", ""]);
    expect(farNotes.at(-1)).toEqual(["closed", "peer-left", ""]);
    await bob.close();
    await clock.settle();
    expect([clock.timers, network.openChannels]).toEqual([0, 0]);
  });
});
