// Cat, whom ada and bob may call, and every way in which she can be busy.

import type { Stance } from "../invitation/policy.ts";
import type { PeerId } from "../wire/ids.ts";
import { BookDriver, helloOf, idOf } from "./book.fixture.ts";
import type { BookEffect } from "./effects.ts";

/** The stance of an app that sets nothing. */
export const REFUSE: Stance = {
  whenBusy: "refuse",
  doNotDisturb: false,
  mayRing: true,
  isBusy: false,
  knows: false,
  mayConnect: true,
  joins: undefined,
};

/** Cat, who is linked to ada and bob, with this stance towards callers. */
export function cat(stance: Partial<Stance> = {}): BookDriver {
  const driver = new BookDriver("cat");
  driver.stance = { ...REFUSE, ...stance };
  for (const peer of ["ada", "bob"]) {
    driver.opens(peer);
    driver.hears(peer, helloOf(peer));
  }
  driver.effects();
  return driver;
}

/** The reasons of missed invitations, in order. */
export const missed = (effects: readonly BookEffect[]): string[] =>
  effects.flatMap((effect) => (effect.do === "missed" ? [`${effect.record.id} ${effect.reason}`] : []));

/** The ways in which bob makes cat busy. */
export const BUSY: { readonly [name: string]: (driver: BookDriver) => void } = {
  "one rings": (driver) => driver.invited("bob", 1),
  "one is being accepted": (driver) => {
    driver.invited("bob", 1);
    driver.accept("bob", 1);
  },
  "one of ours is sent": (driver) => driver.send("bob", 1),
  "one of ours rings there": (driver) => {
    driver.send("bob", 1);
    driver.hears("bob", { t: "received", id: idOf(1) });
  },
  "a call that came in is on": (driver) => {
    driver.invited("bob", 1);
    driver.accept("bob", 1);
    driver.hears("bob", { t: "confirm", id: idOf(1) });
    openLine(driver, "remote");
  },
  "a call that went out is on": (driver) => {
    driver.send("bob", 1);
    driver.hears("bob", { t: "accept", id: idOf(1), response: "" });
    openLine(driver, "local");
  },
};

/** Cat opens her end of the line of an accepted invitation. */
export function openLine(driver: BookDriver, role: "local" | "remote", peer = "bob", n = 1): void {
  driver.take({ type: "line", role, peer: peer as PeerId, id: idOf(n), command: { type: "open" } });
}

/** Cat closes her end of the line with bob. */
export function closeLine(driver: BookDriver, role: "local" | "remote"): void {
  const command = { type: "close", reason: "closed-here", content: "" } as const;
  driver.take({ type: "line", role, peer: "bob" as PeerId, id: idOf(1), command });
}
