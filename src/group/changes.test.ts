// A group that its caller changes while it rings, and the order in which `next` calls.
import { describe, expect, test, vi } from "vitest";
import { createStage, statesOf } from "../testing/stage.fixture.ts";

describe("update", () => {
  test("R6.5 those who ring see it, and so does who is called later", async () => {
    const { clock, group, ringing, answer } = createStage("bob", "carol");
    const call = group(["bob", "carol"], { mode: "next", content: "help!", kind: "audio" }).send();
    await clock.settle();
    call.update({ content: "urgent!" });
    await clock.settle();
    expect(ringing("bob")[0]).toMatchObject({ content: "urgent!", kind: "audio" });
    answer("bob", "refuse");
    await clock.settle();
    expect(ringing("carol")[0]).toMatchObject({ content: "urgent!", kind: "audio" });
  });

  test("a new time is for the whole, and for those who ring within their own", async () => {
    const { clock, group, ringing } = createStage("bob", "carol");
    const call = group(["bob", "carol"], { ttlMs: 10_000 }).send();
    await clock.settle();
    await clock.advance(9_000);
    call.update({ ttlMs: 30_000 });
    await clock.advance(29_000);
    expect([ringing("bob").length, ringing("carol").length, call.state]).toEqual([1, 1, "open"]);
    await clock.advance(2_000);
    expect([ringing("bob").length, await call.outcome]).toEqual([0, { kind: "unanswered" }]);
  });

  test("with a time of their own, those who ring get no more than that", async () => {
    const { clock, group, ringing } = createStage("bob");
    const call = group(["bob"], { memberTtlMs: 6_000, ttlMs: 20_000 }).send();
    await clock.settle();
    call.update({ ttlMs: 60_000 });
    await clock.advance(5_000);
    expect(ringing("bob")).toHaveLength(1);
    await clock.advance(2_000);
    expect(ringing("bob")).toHaveLength(0);
    expect(await call.outcome).toEqual({ kind: "unanswered" });
  });

  test("reaches the others though one member's time is over, whose timer is late", async () => {
    const { clock, group, ringing } = createStage("bob", "carol");
    const call = group(["bob"], { mode: "all", memberTtlMs: 10_000 }).send();
    await clock.settle();
    await clock.advance(5_000);
    call.add("carol");
    await clock.settle();
    clock.sleep(6_000);
    call.update({ content: "urgent!" });
    await clock.settle();
    expect(ringing("carol")[0]?.content).toBe("urgent!");
  });

  test("before it is sent, it is sent that way", async () => {
    const { clock, group, ringing } = createStage("bob");
    const call = group(["bob"], { content: "help!" });
    call.update({ content: "urgent!", ttlMs: 8_000 });
    call.send();
    await clock.settle();
    expect(ringing("bob")[0]?.content).toBe("urgent!");
    await clock.advance(9_000);
    expect(call.state).toBe("ended");
  });

  test("leaves those alone who have answered", async () => {
    const { clock, group, answer, ringing } = createStage("bob", "carol");
    const call = group(["bob", "carol"], { mode: "all" }).send();
    await clock.settle();
    answer("bob", "accept");
    await clock.settle();
    call.update({ content: "come too" });
    await clock.settle();
    expect(statesOf(call)).toEqual({ bob: "accepted", carol: "ringing" });
    expect(ringing("carol")[0]?.content).toBe("come too");
  });

  test.each([
    ["content that is none", { content: 7 }, "invalid-content"],
    ["a kind that is too long", { kind: "a".repeat(65) }, "content-too-long"],
    ["a time that is too short", { ttlMs: 4_000 }, "invalid-option"],
    ["an unknown name", { mode: "all" }, "invalid-option"],
  ])("refuses %s, and changes nothing", async (_name, changes, code) => {
    const { clock, group, ringing } = createStage("bob");
    const call = group(["bob"], { content: "help!" }).send();
    await clock.settle();
    expect(() => call.update(changes as object)).toThrow(
      expect.objectContaining({ code, operation: "update" }),
    );
    await clock.settle();
    expect(ringing("bob")[0]?.content).toBe("help!");
  });

  test("is refused after the end", async () => {
    const { group } = createStage("bob");
    const call = group(["bob"]).send();
    call.cancel();
    expect(() => call.update({})).toThrow(
      expect.objectContaining({ code: "illegal-command", state: "ended" }),
    );
  });
});

describe("the order of next", () => {
  const orderOf = async (options: object, names = ["bob", "carol", "dave"]) => {
    const { clock, group, ringing, answer } = createStage(...names);
    group(names, { mode: "next", ...options }).send();
    const called: string[] = [];
    for (const _ of names) {
      await clock.settle();
      const [name = ""] = names.filter((it) => ringing(it).length > 0);
      called.push(name);
      answer(name, "refuse");
    }
    return called;
  };

  test("is that in which they were named", async () => {
    expect(await orderOf({})).toEqual(["bob", "carol", "dave"]);
    expect(await orderOf({ order: "listed" })).toEqual(["bob", "carol", "dave"]);
  });

  test("is the app's, who is asked of those who wait", async () => {
    const order = vi.fn((waiting: readonly string[]) => [...waiting].sort().at(-1) ?? "");
    expect(await orderOf({ order })).toEqual(["dave", "carol", "bob"]);
    expect(order.mock.calls).toEqual([[["bob", "carol", "dave"]], [["bob", "carol"]], [["bob"]]]);
  });

  test("is at random, and everyone is called once", async () => {
    const random = vi.spyOn(Math, "random").mockReturnValueOnce(0.99).mockReturnValue(0.5);
    try {
      expect(await orderOf({ order: "random" })).toEqual(["dave", "carol", "bob"]);
    } finally {
      random.mockRestore();
    }
  });

  test("is the listed one where the app names nobody who waits, or throws", async () => {
    const reported = vi.fn();
    vi.stubGlobal("reportError", reported);
    try {
      expect(await orderOf({ order: () => "eve" })).toEqual(["bob", "carol", "dave"]);
      const broken = () => {
        throw new Error("by the app");
      };
      expect(await orderOf({ order: broken })).toEqual(["bob", "carol", "dave"]);
      const greedy = (waiting: readonly string[]) => (waiting as string[]).pop() ?? "";
      expect(await orderOf({ order: greedy }), "the list is not the app's to change").toEqual([
        "bob",
        "carol",
        "dave",
      ]);
      expect(reported).toHaveBeenCalledTimes(9);
    } finally {
      vi.unstubAllGlobals();
    }
  });
});
