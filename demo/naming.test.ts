// What a peer is called, and who only looks like a contact.
import { expect, test } from "vitest";
import { imitated, namingOf } from "./naming.ts";

const KNOWN = { contacts: ["emma", "zoe-1"], names: { "zoe-1": "Zoë" } };
const caller = (peer: string, name?: string) => ({ role: "remote", peer, name }) as const;

test.each([
  ["a contact by the name that was kept", caller("zoe-1", "Somebody"), "Zoë"],
  ["a contact without one, by its own and its id", caller("emma", "Emma W."), "Emma W. (emma)"],
  ["a stranger by its own name and its id", caller("li-2", "王芳"), "王芳 (li-2)"],
  ["somebody who says no name, by the id", caller("li-2"), "li-2"],
  ["somebody whose name nobody sees, by the id", caller("li-2", "\u200b"), "li-2"],
  ["a callee, whose name is not known, by the id", { ...caller("li-2", "me"), role: "local" }, "li-2"],
  ["from right to left, in a direction of its own", caller("li-2", "שרה"), "\u2068שרה\u2069 (li-2)"],
] as const)("%s", (_name, somebody, called) => {
  expect(namingOf(somebody, KNOWN)).toEqual({ short: called, whole: called });
});

test("a long name is cut in a sentence, and the whole is there", () => {
  const id = "maximilian-".repeat(11).concat("x");
  const { short, whole } = namingOf(caller(id, "Zoë ".repeat(15)), KNOWN);
  expect(short.length).toBeLessThanOrEqual(45);
  expect(short).toMatch(/^Zoë Zoë .+… \(maximilian-.+…\)$/);
  expect(whole).toContain(id);
});

test.each([
  ["by its id", caller("ernma"), "emma"],
  ["by the name that it says", caller("li-2", "Zoe"), "Zoë"],
  ["of whom it says the id", caller("li-2", "emma"), "emma"],
  ["and is that contact", caller("emma", "Zoë"), undefined],
  ["not at all", caller("li-2", "王芳"), undefined],
] as const)("somebody who looks like a contact %s", (_name, somebody, contact) => {
  expect(imitated(somebody, KNOWN)).toBe(contact);
});
