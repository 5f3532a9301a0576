// The invariants S1 to S4 of docs/SPEC.md, checked on the records of both sides.
import { expect } from "@playwright/test";
import type { Told } from "./page/main.ts";

const ENDS: readonly Told["what"][] = ["accepted", "refused", "canceled", "failed"];

const isEnd = ({ what }: Told): boolean => ENDS.includes(what);

/** Expects that the records of two pages about their invitations to each other agree. */
export function expectAgreement(a: readonly Told[], b: readonly Told[]): void {
  for (const told of [a, b]) expectOneEnd(told);
  for (const end of a.filter(isEnd)) {
    const other = b.find((it) => isEnd(it) && it.id === end.id && it.role !== end.role);
    if (other === undefined) continue;
    const [caller, callee] = end.role === "local" ? [end, other] : [other, end];
    expect(breaches(caller, callee), `${end.id}: caller ${words(caller)}, callee ${words(callee)}`).toEqual(
      [],
    );
  }
}

/** S1: one end each, and nothing after it. */
function expectOneEnd(told: readonly Told[]): void {
  const invitations = new Set(told.map(({ role, id }) => `${role} ${id}`));
  for (const name of invitations) {
    const its = told.filter(({ role, id }) => `${role} ${id}` === name);
    expect(its.slice(0, -1).filter(isEnd), `${name}: nothing after its end (S1)`).toEqual([]);
  }
}

function breaches(caller: Told, callee: Told): string[] {
  const accepted = [caller, callee].filter(({ what }) => what === "accepted").length;
  const failed = [caller, callee].some(({ what }) => what === "failed");
  const expired = [caller, callee].some(({ what, reason }) => what === "failed" && reason === "expired");
  const bothActed = caller.what === "canceled" && callee.what === "refused";
  return [
    ...(accepted === 1 && (!failed || expired) ? ["S2"] : []),
    ...(callee.what === "accepted" && (caller.what !== "accepted" || caller.atMs > callee.atMs)
      ? ["S3"]
      : []),
    ...(caller.what !== callee.what && !failed && !bothActed ? ["S4"] : []),
  ];
}

const words = ({ what, reason, atMs }: Told): string => `${what} ${reason} at ${atMs.toFixed(1)}`;
