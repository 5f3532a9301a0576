// What the page's address asks for, and the links that make other people call. A link may come from anybody: by itself it
// fills in two names, and no more. Nobody goes online, calls or is filmed without pressing a button.
import { DEFAULT_LIMITS, type LimitOptions } from "peer-invite";
import { CALL_LIMITS, type CallOptions } from "peer-invite/call";
import { isName } from "./names.ts";

/** What the query string asks for. */
export interface Address {
  /** `?name=`: fills in the name; empty where it cannot be one. */
  readonly name: string;
  /** `?call=`: fills in whom to call; empty where that cannot be anybody's name. */
  readonly callee: string;
  /** `?join`: goes online at once. Only where a page of this demo has opened this one, or in a trial. */
  readonly joins: boolean;
  /** In a trial, every parameter that is named like a limit, as a number; peer-invite says what is wrong with it. */
  readonly limits: LimitOptions;
  /** The same for the time limits of calls. */
  readonly callLimits: NonNullable<CallOptions["limits"]>;
}

/** How the page was come by. */
export interface Visit {
  /** The page's own address. */
  readonly url: string;
  /** The page with the link that led here; empty where there was none, or where it does not say. */
  readonly referrer: string;
  /** Whether this is the dev server, or the end-to-end tests' build. */
  readonly isTrial: boolean;
}

/** Reads the page's address. Parameters that mean nothing here are left alone. */
export function readAddress({ url, referrer, isTrial }: Visit): Address {
  const { origin, searchParams: query } = new URL(url);
  const isOwn = URL.canParse(referrer) && new URL(referrer).origin === origin;
  const named = (parameter: string): string => {
    const name = query.get(parameter) ?? "";
    return isName(name) ? name : "";
  };
  const numbers = (known: object): { [name: string]: number } =>
    Object.fromEntries(
      [...query].flatMap(([name, value]) =>
        isTrial && Object.hasOwn(known, name) ? [[name, value === "" ? Number.NaN : Number(value)]] : [],
      ),
    );
  return {
    name: named("name"),
    callee: named("call"),
    joins: query.has("join") && (isOwn || isTrial),
    limits: numbers(DEFAULT_LIMITS),
    callLimits: numbers(CALL_LIMITS),
  };
}

/** The link that opens this page ready to call `callee`. */
export function linkTo(callee: string): string {
  return `${location.origin}${location.pathname}?${new URLSearchParams({ call: callee })}`;
}

/**
 * The link to a second peer in a tab of its own, online and ready to call `callee`: for trying the demo alone. It does so on a
 * page of this demo only (see {@link Address.joins}).
 */
export function linkToTryAlone(callee: string): string {
  return `${location.pathname}?${new URLSearchParams({ call: callee, join: "" })}`;
}
