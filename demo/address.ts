// What the page's address asks for, and the links that make other people call.
import { DEFAULT_LIMITS, type LimitOptions } from "peer-invite";
import { CALL_LIMITS, type CallOptions } from "peer-invite/call";

/** What the query string asks for. */
export interface Address {
  /** `?name=`: fills in the name. */
  readonly name: string;
  /** `?call=`: fills in whom to call. */
  readonly callee: string;
  /** `?join`: goes online at once. */
  readonly joins: boolean;
  /** Every parameter that is named like a limit, as a number; peer-invite says what is wrong with it. */
  readonly limits: LimitOptions;
  /** The same for the time limits of calls. */
  readonly callLimits: NonNullable<CallOptions["limits"]>;
}

/** Reads a query string. Parameters that mean nothing here are left alone. */
export function readAddress(search: string): Address {
  const query = new URLSearchParams(search);
  const numbers = (known: object): { [name: string]: number } =>
    Object.fromEntries(
      [...query].flatMap(([name, value]) =>
        Object.hasOwn(known, name) ? [[name, value === "" ? Number.NaN : Number(value)]] : [],
      ),
    );
  return {
    name: query.get("name") ?? "",
    callee: query.get("call") ?? "",
    joins: query.has("join"),
    limits: numbers(DEFAULT_LIMITS),
    callLimits: numbers(CALL_LIMITS),
  };
}

/** The link that opens this page ready to call `callee`. */
export function linkTo(callee: string): string {
  return `${location.origin}${location.pathname}?${new URLSearchParams({ call: callee })}`;
}

/** The link to a second peer in a tab of its own, online and ready to call `callee`: for trying the demo alone. */
export function linkToTryAlone(callee: string): string {
  return `${location.pathname}?${new URLSearchParams({ call: callee, join: "" })}`;
}
