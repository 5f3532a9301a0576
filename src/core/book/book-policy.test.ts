// Whether an incoming invitation may ring: busy, do not disturb, callers who may not ring.
import { describe, expect, test } from "vitest";
import type { PeerId } from "../wire/ids.ts";
import { type BookDriver, idOf } from "./book.fixture.ts";
import { BUSY, cat, closeLine, missed, REFUSE } from "./policy.fixture.ts";

describe("busy", () => {
  test.each(Object.keys(BUSY))("R10.4 R10.6 while %s, another is refused as busy without ringing", (name) => {
    const driver = cat();
    BUSY[name]?.(driver);
    driver.effects();
    driver.invited("ada", 2);
    expect(driver.remote(2)).toBe("refused (busy)");
    const effects = driver.effects();
    expect(missed(effects)).toEqual([`${idOf(2)} busy`]);
    const frames = effects.flatMap((effect) => (effect.do === "say" ? [effect.frame] : []));
    expect(frames).toEqual([{ t: "refuse", id: idOf(2), reason: "busy", response: "" }]);
    expect(effects).toContainEqual({ do: "note", text: `ada: did not ring for ${idOf(2)}: busy` });
    expect(driver.book.stats).toMatchObject({ invitationsBusy: 1, invitationsSilenced: 0 });
  });

  test.each(Object.keys(BUSY))(
    "R10.4 while %s, another rings as call waiting if the app wants it",
    (name) => {
      const driver = cat({ whenBusy: "ring" });
      BUSY[name]?.(driver);
      driver.invited("ada", 2);
      expect(driver.remote(2)).toBe("ringing");
      expect(missed(driver.effects())).toEqual([]);
    },
  );

  test.each([
    [
      "one that is ignored",
      (driver: BookDriver) => {
        driver.invited("bob", 1);
        driver.ignore("bob", 1);
      },
    ],
    [
      "one that was refused",
      (driver: BookDriver) => {
        driver.invited("bob", 1);
        driver.refuse("bob", 1);
      },
    ],
    [
      "one of ours that was canceled",
      (driver: BookDriver) => {
        driver.send("bob", 1);
        driver.cancel("bob", 1);
      },
    ],
    [
      "a call that is over",
      (driver: BookDriver) => {
        BUSY["a call that came in is on"]?.(driver);
        closeLine(driver, "remote");
      },
    ],
    [
      "a call that went out and is over",
      (driver: BookDriver) => {
        BUSY["a call that went out is on"]?.(driver);
        closeLine(driver, "local");
      },
    ],
  ] as const)("R10.4 %s makes nobody busy", (_name, act) => {
    const driver = cat();
    act(driver);
    driver.invited("ada", 2);
    expect(driver.remote(2)).toBe("ringing");
  });

  test("R10.4 two from one peer: the second is busy too", () => {
    const driver = cat();
    driver.invited("ada", 1);
    driver.invited("ada", 2);
    expect([driver.remote(1), driver.remote(2)]).toEqual(["ringing", "refused (busy)"]);
  });

  test("R10.4 an app that holds its call elsewhere says that it is busy", () => {
    const driver = cat({ isBusy: true });
    driver.invited("ada", 1);
    expect(missed(driver.effects())).toEqual([`${idOf(1)} busy`]);
  });
});

describe("do not disturb, and callers who may not ring", () => {
  test.each([
    ["do-not-disturb", { doNotDisturb: true }],
    ["not-allowed", { mayRing: false }],
  ] as const)("R10.5 R10.6 %s: nothing rings, and the caller is told that we are busy", (reason, stance) => {
    const driver = cat({ ...stance, whenBusy: "ring" });
    driver.invited("ada", 1, { content: "hello?", channelId: "room" });
    const effects = driver.effects();
    const frames = effects.flatMap((effect) => (effect.do === "say" ? [effect.frame] : []));
    expect(frames).toEqual([{ t: "refuse", id: idOf(1), reason: "busy", response: "" }]);
    const told = { peer: "ada", content: "hello?", channelId: "room", state: { kind: "refused" } };
    expect(effects).toContainEqual({
      do: "missed",
      reason,
      record: expect.objectContaining({ ...told, state: expect.objectContaining(told.state) }),
    });
    expect(driver.book.stats).toMatchObject({
      invitationsBusy: 0,
      invitationsSilenced: 1,
      invitationsRung: 0,
    });
  });

  test("R10.5 what rings already rings on", () => {
    const driver = cat();
    driver.invited("ada", 1);
    driver.stance = { ...REFUSE, doNotDisturb: true };
    driver.invited("ada", 1);
    driver.accept("ada", 1);
    expect(driver.remote(1)).toBe("accepting");
  });
});

describe("when the policy is asked", () => {
  test("R10.3 once for each that could ring, with what is so by then; it is deferred until the answer", () => {
    const driver = cat();
    const ask = { do: "ask", record: expect.objectContaining({ peer: "ada", id: idOf(1) }) };
    const channel = driver.link("ada")?.current ?? 0;
    const text = JSON.stringify({ t: "invite", id: idOf(1), ttlMs: 60_000, content: "" });
    const effects = driver.book.handle({ type: "text", peer: "ada" as PeerId, channel, text }, 0);
    expect(effects.filter((effect) => effect.do === "ask" || effect.do === "say")).toEqual([ask]);
    const admit = { type: "admit", peer: "ada" as PeerId, id: idOf(1), stance: REFUSE } as const;
    const said = driver.book
      .handle(admit, 0)
      .flatMap((effect) => (effect.do === "say" ? [effect.frame.t] : []));
    expect(said).toEqual(["received"]);
    // A second answer of any kind comes too late, because it rings.
    expect(driver.book.handle({ ...admit, stance: { ...REFUSE, doNotDisturb: true } }, 0)).toEqual([]);
    expect(driver.book.handle({ ...admit, id: idOf(9) }, 0)).toEqual([]);
  });

  test("R10.3 an answer that comes after its time is over changes nothing", () => {
    const driver = cat();
    const channel = driver.link("ada")?.current ?? 0;
    const text = JSON.stringify({ t: "invite", id: idOf(1), ttlMs: 60_000, content: "" });
    driver.book.handle({ type: "text", peer: "ada" as PeerId, channel, text }, 0);
    driver.nowMs = 60_000;
    driver.take({ type: "admit", peer: "ada" as PeerId, id: idOf(1), stance: REFUSE });
    expect(driver.remote(1)).toBe("failed (expired)");
    expect(missed(driver.effects())).toEqual([]);
  });

  test("R9.4 R10.3 of one that crosses a call of ours it is not asked: it rings, or is deferred until ours comes to nothing", () => {
    const wins = cat({ doNotDisturb: true, mayRing: false, isBusy: true });
    wins.send("ada", 5);
    wins.invited("ada", 1);
    expect([wins.remote(1), wins.local(5)]).toEqual(["ringing", "canceled (superseded)"]);
    const loses = cat({ doNotDisturb: true });
    loses.send("ada", 1);
    loses.invited("ada", 5);
    expect(loses.remote(5)).toBe("deferred");
    expect(missed(loses.effects())).toEqual([]);
    loses.cancel("ada", 1);
    expect(loses.remote(5)).toBe("refused (busy)");
    expect(missed(loses.effects())).toEqual([`${idOf(5)} do-not-disturb`]);
  });

  test("R10.3 one whose caller is called from here before the answer is left to glare", () => {
    const driver = cat({ doNotDisturb: true });
    const channel = driver.link("ada")?.current ?? 0;
    const text = JSON.stringify({ t: "invite", id: idOf(5), ttlMs: 60_000, content: "" });
    driver.book.handle({ type: "text", peer: "ada" as PeerId, channel, text }, 0);
    driver.send("ada", 1);
    driver.take({ type: "admit", peer: "ada" as PeerId, id: idOf(5), stance: driver.stance });
    const { remote } = driver.book.state.entries.get("ada" as PeerId) ?? {};
    expect(remote?.open.get(idOf(5))?.state.kind).toBe("deferred");
    expect(missed(driver.effects())).toEqual([]);
  });

  test("R10.4 of several that are released at once the first rings", () => {
    const driver = cat();
    driver.send("ada", 1);
    driver.invited("ada", 5);
    driver.invited("ada", 6);
    driver.cancel("ada", 1);
    expect([driver.remote(5), driver.remote(6)]).toEqual(["ringing", "refused (busy)"]);
  });
});

describe("missed", () => {
  test("R10.8 for want of room or of time too", () => {
    const driver = cat({ whenBusy: "ring" });
    for (let n = 1; n <= 6; n += 1) driver.invited("ada", n);
    driver.invited("bob", 7, { ttlMs: 100 });
    expect(missed(driver.effects())).toEqual([`${idOf(6)} busy`, `${idOf(7)} expired`]);
  });

  test("R10.8 but not for a cancel that overtook its invite: nobody knows what it was about", () => {
    const driver = cat();
    driver.hears("ada", { t: "cancel", id: idOf(1), reason: "canceled" });
    driver.invited("ada", 1);
    expect(missed(driver.effects())).toEqual([]);
  });
});
