// An app's policy for incoming invitations: its options, their checks, and the questions it asks the app for each
// invitation. The core decides by its table which invitations ring.

import { answerOf } from "../base/answer.ts";
import { checkOptions, describe, invalidOption } from "../base/check.ts";
import { keepSame } from "../base/same.ts";
import { type Joins, type Stance, WHEN_BUSY, type WhenBusy } from "../core/invitation/policy.ts";

/**
 * Which invitations ring here (rules R10.3 to R10.8 and R19). All parts may be left out, and changed later with
 * `client.setPolicy`.
 */
export interface PolicyOptions {
  /**
   * What happens to an invitation that arrives while another one rings here or is being accepted, while one of ours is
   * open, or while a call is on. `refuse`: it is refused as busy without ringing, and is missed. `ring`: it rings, as
   * call waiting. Default `refuse`.
   */
  readonly whenBusy?: WhenBusy;
  /**
   * Do not disturb: nothing rings, the caller is told that we are busy, and the invitation is missed. An invitation
   * that already rings goes on ringing. Default false.
   */
  readonly doNotDisturb?: boolean;
  /**
   * Whether this caller may ring here at all, for example because it is among the app's contacts. A caller that may not
   * is told that we are busy, and the invitation is missed. Called for each invitation that would ring; must answer
   * `true` or `false` at once. If it throws or gives any other answer, that is reported as an uncaught error and the
   * invitation does not ring. Default: every caller may.
   */
  readonly mayRing?: (caller: string) => boolean;
  /**
   * Whether a call is on that this client does not know of, because it does not use an invitation's line. Called when
   * `mayRing` is. If it throws or gives no boolean, that is reported and counts as `false`. Default: no.
   */
  readonly isBusy?: () => boolean;
  /**
   * Whether the app knows this peer, for example because it is among its contacts. Peers that this client called, or
   * whose call it accepted, are known anyway. All others are strangers, and share a part of each limit
   * (`openStrangersMax`). Called when `mayRing` is. If it throws or gives no boolean, that is reported and counts as
   * `false`. Default: no other peer is known.
   */
  readonly knows?: (peer: string) => boolean;
  /**
   * Whether this peer and this page may connect before a call between them is accepted. Each side of a connection sees
   * the other's network addresses, and it costs one of the connections that a page can have. A peer that may not
   * connect rings by post, and so does our own call to it; the connection is made once the call is accepted. Holds for
   * every connection that another peer asks of this Peer, whatever its label, and for calls of PeerJS. Must answer
   * `true` or `false` at once; called for each request to connect, as an invitation arrives, and as one is sent. When there is no room for one more
   * stranger, also about those that are connected. If it
   * throws or gives any other answer, that is reported as an uncaught error and counts as `false`. Default: every peer
   * may, within the limits for strangers.
   */
  readonly mayConnect?: (peer: string) => boolean;
  /**
   * Which peers may see with `client.look` that we are here, and whether we are busy. `"known"`: those that are known, as
   * `knows` says. A function answers for each peer. Others get no answer, and see `unknown`. If the function throws or
   * gives no boolean, that is reported and counts as `false`. Default `"known"`.
   */
  readonly maySee?: "known" | ((peer: string) => boolean);
}

/** A complete policy, with every part set. */
export type Policy = { readonly [Name in keyof PolicyOptions]-?: NonNullable<PolicyOptions[Name]> };

/** The policy of an app that sets none. */
const DEFAULT_POLICY: Policy = Object.freeze({
  whenBusy: "refuse",
  doNotDisturb: false,
  mayRing: () => true,
  isBusy: () => false,
  knows: () => false,
  mayConnect: () => true,
  maySee: "known",
});

/** The values that each part may have: a test, and a description for error messages. */
const PARTS: {
  readonly [Name in keyof Policy]: readonly [test: (value: unknown) => boolean, words: string];
} = {
  whenBusy: [
    (value) => WHEN_BUSY.some((one) => one === value),
    WHEN_BUSY.map((it) => `"${it}"`).join(" or "),
  ],
  doNotDisturb: [(value) => typeof value === "boolean", "true or false"],
  mayRing: [(value) => typeof value === "function", "a function"],
  isBusy: [(value) => typeof value === "function", "a function"],
  knows: [(value) => typeof value === "function", "a function"],
  mayConnect: [(value) => typeof value === "function", "a function"],
  maySee: [(value) => value === "known" || typeof value === "function", '"known" or a function'],
};
/** The names of the parts of a policy. */
export const POLICY_NAMES = Object.keys(PARTS) as (keyof Policy)[];

/** Reads the policy from the options of a client. @throws InvitationError `invalid-option` */
export function pickPolicy(options: PolicyOptions, operation: string): Policy {
  return changePolicy(
    DEFAULT_POLICY,
    Object.fromEntries(POLICY_NAMES.map((name) => [name, options[name]])),
    operation,
  );
}

/**
 * `before` with the `given` parts replaced; the same object if nothing changes. @throws InvitationError
 * `invalid-option`
 */
export function changePolicy(before: Policy, given: PolicyOptions, operation: string): Policy {
  checkOptions("policy", given, operation);
  const news = Object.entries(given).filter(([, value]) => value !== undefined);
  for (const [name, value] of news) {
    const problem = problemOf(name, value);
    if (problem === undefined) continue;
    throw invalidOption(operation, problem);
  }
  return keepSame(before, Object.freeze({ ...before, ...Object.fromEntries(news) }));
}

/** Asks the app how it stands to an invitation from `caller` now. `joins`: how it belongs to a call that is on. */
export function stanceOf(policy: Policy, caller: string, joins?: Joins): Stance {
  const { whenBusy, doNotDisturb, mayRing, isBusy } = policy;
  return {
    whenBusy,
    doNotDisturb,
    mayRing: answerOf("mayRing", () => mayRing(caller)) ?? false,
    isBusy: answerOf("isBusy", () => isBusy()) ?? false,
    knows: knowsPeer(policy, caller),
    mayConnect: mayConnect(policy, caller),
    joins,
  };
}

/** Whether the app knows this peer. */
export function knowsPeer({ knows }: Policy, peer: string): boolean {
  return answerOf("knows", () => knows(peer)) ?? false;
}

/** Whether this peer may connect before a call with it is accepted, as the app says. */
export function mayConnect({ mayConnect }: Policy, peer: string): boolean {
  return answerOf("mayConnect", () => mayConnect(peer)) ?? false;
}

/** Whether this peer may see that we are here. `isKnown`: whether this client has called it, or accepted its call. */
export function maySee(policy: Policy, peer: string, isKnown: boolean): boolean {
  const { maySee } = policy;
  if (maySee !== "known") return answerOf("maySee", () => maySee(peer)) ?? false;
  return isKnown || knowsPeer(policy, peer);
}

function problemOf(name: string, value: unknown): string | undefined {
  if (!Object.hasOwn(PARTS, name))
    return `a policy has no setting "${name}". Settings: ${POLICY_NAMES.join(", ")}`;
  const [test, words] = PARTS[name as keyof Policy];
  return test(value) ? undefined : `${name} must be ${words}, not ${describe(value)}`;
}
