// What the page's address asks for, and the links that invite others to call. A link may come from anybody. All it can do is
// fill in two names: nobody goes online, calls or is filmed without pressing a button.
import { DEFAULT_LIMITS, type LimitOptions } from "peer-invite";
import { CALL_LIMITS, type CallOptions } from "peer-invite/call";
import { isName } from "./names.ts";

/** What the address asks for. */
export interface Address {
  /** `?name=`: the name to fill in. Empty if it cannot be a name. */
  readonly name: string;
  /** `?call=`: the peer to fill in as the one to call. Empty if it cannot be a name. */
  readonly callee: string;
  /** `?join`: whether to go online at once. Only if a page of this demo has opened this one, or in a trial. */
  readonly joins: boolean;
  /** In a trial, every parameter that has the name of a limit, as a number. The package checks it. */
  readonly limits: LimitOptions;
  /** The same for the time limits of calls. */
  readonly callLimits: NonNullable<CallOptions["limits"]>;
}

/** How the person came to this page. */
export interface Visit {
  /** The page's own address. */
  readonly url: string;
  /** The page with the link that led here. Empty if there was none, or if that page does not say. */
  readonly referrer: string;
  /** Whether this is the dev server or the build of the end-to-end tests. */
  readonly isTrial: boolean;
}

/** Reads the page's address. Other parameters are ignored. */
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
 * The link for trying the demo alone: it opens a second tab that goes online at once, ready to call `callee`. It works as a
 * link on a page of this demo only (see {@link Address.joins}).
 */
export function linkToTryAlone(callee: string): string {
  return `${location.pathname}?${new URLSearchParams({ call: callee, join: "" })}`;
}
