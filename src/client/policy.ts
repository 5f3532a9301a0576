// What an app wants of invitations that arrive, checked, and asked again for each of them. Which of them ring, the core
// decides by its table.

import { answerOf } from "../base/answer.ts";
import { checkOptions, describe } from "../base/check.ts";
import { InvitationError } from "../base/pure/errors.ts";
import { keepSame } from "../base/same.ts";
import { type Stance, WHEN_BUSY, type WhenBusy } from "../core/invitation/policy.ts";

/** Which invitations ring here (rules R10.3 to R10.8). All may be left out, and changed later with `client.setPolicy`. */
export interface PolicyOptions {
  /**
   * What becomes of an invitation that arrives while another rings here or is being accepted, while one of ours is open, or
   * while a call is on: `refuse`: it is refused as busy without ringing, and is missed; `ring`: it rings, as call waiting.
   * Default `refuse`.
   */
  readonly whenBusy?: WhenBusy;
  /** Whether nothing rings: a caller is told that we are busy, and is missed. What rings already rings on. Default false. */
  readonly doNotDisturb?: boolean;
  /**
   * Whether this caller may ring here at all, as those among the contacts may. One that may not is told that we are busy, and
   * is missed. Called for each invitation that would ring; must answer `true` or `false` at once. What it throws, or any
   * other answer, is reported as an uncaught error, and the invitation does not ring. Default: everybody may.
   */
  readonly mayRing?: (caller: string) => boolean;
  /**
   * Whether a call is on that this client knows nothing of, because the app holds it elsewhere than on an invitation's line.
   * Called as `mayRing` is; what it throws, or an answer that is no boolean, is reported, and counts as `false`. Default: no.
   */
  readonly isBusy?: () => boolean;
  /**
   * Whether the app knows this peer, as it does those among its contacts. Peers that this client called, or whose call it
   * accepted, are known without that. All others are strangers, and share what they may have (`openStrangersMax`). Called as
   * `mayRing` is; what it throws, or an answer that is no boolean, is reported, and counts as `false`. Default: nobody else.
   */
  readonly knows?: (peer: string) => boolean;
}

/** The policy as it is: every part of it. */
export type Policy = { readonly [Name in keyof PolicyOptions]-?: NonNullable<PolicyOptions[Name]> };

/** What counts where an app says nothing. */
const DEFAULT_POLICY: Policy = Object.freeze({
  whenBusy: "refuse",
  doNotDisturb: false,
  mayRing: () => true,
  isBusy: () => false,
  knows: () => false,
});

/** What each part may be: a test, and the words for it. */
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
};
/** The names of all parts of a policy. */
export const POLICY_NAMES = Object.keys(PARTS) as (keyof Policy)[];

/** The parts of a policy among the options of a client. @throws InvitationError `invalid-option` */
export function pickPolicy(options: PolicyOptions, operation: string): Policy {
  return changePolicy(
    DEFAULT_POLICY,
    Object.fromEntries(POLICY_NAMES.map((name) => [name, options[name]])),
    operation,
  );
}

/** `before` with what is `given` in place of it; the same object where that is no change. @throws InvitationError `invalid-option` */
export function changePolicy(before: Policy, given: PolicyOptions, operation: string): Policy {
  checkOptions("policy", given, operation);
  const news = Object.entries(given).filter(([, value]) => value !== undefined);
  for (const [name, value] of news) {
    const problem = problemOf(name, value);
    if (problem === undefined) continue;
    throw new InvitationError("invalid-option", `Cannot ${operation}: ${name} ${problem}.`, { operation });
  }
  return keepSame(before, Object.freeze({ ...before, ...Object.fromEntries(news) }));
}

/** How we stand to an invitation of `caller` now: the app is asked. */
export function stanceOf(policy: Policy, caller: string): Stance {
  const { whenBusy, doNotDisturb, mayRing, isBusy, knows } = policy;
  return {
    whenBusy,
    doNotDisturb,
    mayRing: answerOf("mayRing", () => mayRing(caller)) ?? false,
    isBusy: answerOf("isBusy", () => isBusy()) ?? false,
    knows: answerOf("knows", () => knows(caller)) ?? false,
  };
}

function problemOf(name: string, value: unknown): string | undefined {
  if (!Object.hasOwn(PARTS, name))
    return `is no part of the policy; its parts are ${POLICY_NAMES.join(", ")}`;
  const [test, words] = PARTS[name as keyof Policy];
  return test(value) ? undefined : `must be ${words}, not ${describe(value)}`;
}
