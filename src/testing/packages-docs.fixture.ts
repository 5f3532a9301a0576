// What the documents have of the tables of the other packages, the broker's and Node's: the generated sections, and the names in them.
import { REFUSALS } from "../../packages/broker/src/door.mjs";
import { CLOSES } from "../../packages/broker/src/guard.mjs";
import { BROKER_LIMITS } from "../../packages/broker/src/limits.mjs";
import { NODE_PEER_ERRORS } from "../../packages/node/src/problems.mjs";
import { anchored, grouped, meanings, type Sections, table } from "../base/pure/documents.fixture.ts";

/** The broker's words for each code. A WebSocket's close code says one thing, an HTTP status many. */
const closes = (): string =>
  table(
    ["close code", "reason"],
    Object.values(CLOSES).map(([code, reason]) => [anchored(String(code), "broker-"), reason]),
  );

const refusals = (): string =>
  table(
    ["status", "text"],
    Object.values(REFUSALS).map(([status, text]) => [`${status}`, text]),
  );

const limits = (): string =>
  table(
    ["limit", "default", "an operator may set", "why"],
    Object.entries<{ value: number; unit: string; range?: readonly [number, number]; why: string }>(
      BROKER_LIMITS,
    ).map(([name, { value, unit, range, why }]) => [
      anchored(name, "broker-"),
      `${grouped(value)} ${unit}`,
      range === undefined ? "fixed" : range.map(grouped).join(" to "),
      why,
    ]),
  );

/** The generated sections of the other packages, by the name in their markers. */
export const PACKAGE_SECTIONS: Sections = {
  "broker-closes": closes,
  "broker-refusals": refusals,
  "broker-limits": limits,
  "node-errors": () => meanings("code", NODE_PEER_ERRORS, "node-"),
};

/** The names that have a place in docs/reference, as the keys of tables. */
export const PACKAGE_NAMES = {
  nodeErrors: NODE_PEER_ERRORS,
  brokerLimits: BROKER_LIMITS,
  brokerCloses: Object.fromEntries(Object.values(CLOSES)),
};
