// What is never refused as busy: an invitation that rang once, and callers that call again because their page forgot the old call.
import { describe, expect, test } from "vitest";
import type { PeerId } from "../wire/ids.ts";
import { type BookDriver, helloOf, idOf } from "./book.fixture.ts";
import { copyBook } from "./copy.fixture.ts";
import { Pair } from "./pair.fixture.ts";
import { cat, missed, openLine, REFUSE } from "./policy.fixture.ts";

describe("what rang once", () => {
  test("R10.7 is never refused: stated again, on a new link, and deferred behind a call of ours in between", () => {
    const driver = cat();
    driver.invited("ada", 5);
    driver.stance = { ...REFUSE, isBusy: true };
    driver.invited("ada", 5);
    expect(driver.remote(5)).toBe("ringing");
    driver.closes("ada", driver.link("ada")?.current ?? 0);
    driver.opens("ada");
    driver.hears("ada", helloOf("ada", { life: 2 }));
    driver.invited("ada", 5);
    expect(driver.remote(5)).toBe("ringing");
    driver.send("ada", 1);
    expect(driver.remote(5)).toBe("deferred");
    driver.cancel("ada", 1);
    expect(driver.remote(5)).toBe("ringing");
    expect(missed(driver.effects())).toEqual([]);
  });

  test("R10.7 and was ignored stays so, deferred in between or not", () => {
    const driver = cat();
    driver.invited("ada", 5);
    driver.ignore("ada", 5);
    driver.stance = { ...REFUSE, isBusy: true };
    driver.send("ada", 1);
    driver.cancel("ada", 1);
    expect(driver.remote(5)).toBe("ignored");
  });
});

describe("a caller that calls again", () => {
  /** Ada's link goes down, and comes back in another life of her page. */
  function returns(driver: BookDriver): void {
    driver.closes("ada", driver.link("ada")?.current ?? 0);
    driver.opens("ada");
    driver.hears("ada", helloOf("ada", { life: 2 }));
  }

  test("R10.7 from a page that was reloaded rings, though its old call still does", () => {
    const driver = cat();
    driver.invited("ada", 1);
    returns(driver);
    driver.invited("ada", 2);
    expect([driver.remote(1), driver.remote(2)]).toEqual(["ringing", "ringing"]);
  });

  test("R10.7 and states both of its calls makes the second one too many", () => {
    const driver = cat();
    driver.invited("ada", 1);
    returns(driver);
    driver.invited("ada", 1);
    driver.invited("ada", 2);
    expect([driver.remote(1), driver.remote(2)]).toEqual(["ringing", "refused (busy)"]);
  });

  test("R10.7 and states one of two old calls makes a third one too many", () => {
    const driver = cat({ whenBusy: "ring" });
    driver.invited("ada", 1);
    driver.invited("ada", 2);
    returns(driver);
    driver.stance = REFUSE;
    driver.invited("ada", 2);
    driver.invited("ada", 3);
    expect([1, 2, 3].map((n) => driver.remote(n))).toEqual(["ringing", "ringing", "refused (busy)"]);
  });

  test.each(["stays gone", "is still on"])("R10.7 and whose call with us %s", (how) => {
    const driver = cat();
    driver.invited("ada", 1);
    driver.accept("ada", 1);
    driver.hears("ada", { t: "confirm", id: idOf(1) });
    openLine(driver, "remote", "ada");
    returns(driver);
    if (how === "is still on") driver.hears("ada", { t: "line", id: idOf(1), by: "caller", ack: 0 });
    driver.invited("ada", 2);
    expect(driver.remote(2)).toBe(how === "is still on" ? "refused (busy)" : "ringing");
  });

  test("R10.7 the line is stated before the invitations, so that a call that is on is known by then", () => {
    const pair = new Pair().connect();
    pair.ada.send("bob", 1);
    pair.deliver();
    pair.bob.accept("ada", 1);
    pair.deliver();
    openLine(pair.ada, "local", "bob");
    openLine(pair.bob, "remote", "ada");
    pair.deliver().disconnect();
    pair.ada.send("bob", 2);
    pair.bob.stance = REFUSE;
    pair.connect();
    expect([pair.ada.local(2), pair.bob.remote(2)]).toEqual(["refused (busy)", "refused (busy)"]);
  });

  test("R10.7 another's doubtful ring and call count", () => {
    const driver = cat();
    driver.invited("bob", 1);
    driver.closes("bob", driver.link("bob")?.current ?? 0);
    driver.invited("ada", 2);
    expect(driver.remote(2)).toBe("refused (busy)");
  });
});

describe("a copy of a book", () => {
  test("doubts what the book does", () => {
    const driver = cat();
    driver.invited("ada", 1);
    driver.closes("ada", driver.link("ada")?.current ?? 0);
    const copy = copyBook(driver.book);
    expect([...(copy.state.entries.get("ada" as PeerId)?.unspoken ?? [])]).toEqual([idOf(1)]);
  });
});
