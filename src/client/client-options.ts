// What an app may set of a client, checked whole before anything begins: a mistake leaves nothing behind.
import { customAlphabet } from "nanoid";
import { checkFunction, checkMethods, checkNames, describe } from "../base/check.ts";
import { type Clock, createSystemClock } from "../base/clock.ts";
import { InvitationError } from "../base/pure/errors.ts";
import type { LimitOptions, Limits } from "../core/wire/limits.ts";
import { checkInvitationId, checkLimits } from "./check.ts";
import { POLICY_NAMES, type Policy, type PolicyOptions, pickPolicy } from "./policy.ts";
import type { OnGlare } from "./roster.ts";
import type { InvitationStorage } from "./storage.ts";

/** Options of `createInvitationClient`; all may be left out. */
export interface InvitationClientOptions extends PolicyOptions {
  /** Limits and timers other than the defaults, by name. README and docs/SPEC.md list them with their ranges. */
  readonly limits?: LimitOptions;
  /**
   * When both peers invite each other, the invitation with the smaller id counts, and the other ends as `superseded`. The
   * peer whose own was superseded accepts the other's without asking, unless this answers `ring`. Called after the event
   * `invitation`, unless a listener answered it; `outgoing` is superseded by then. Default: always `accept`.
   */
  readonly onGlare?: OnGlare;
  /**
   * Where the invitations that are open from here outlive a reload, `createSessionStorage()` in a browser. They are then
   * in `client.invitations` again from the start, and are not canceled when the page is left. Default: none, and they are.
   */
  readonly storage?: InvitationStorage;
  /**
   * Whether a first call rings from the request for a channel: the invitation, its words too, then passes the broker, and is
   * there a hop later; on a channel it would take about six round trips. `false` keeps every word on the encrypted channel
   * between the peers. Default true.
   */
  readonly openingFrame?: boolean;
  /** Called with a line for everything that was refused or ignored, for debugging. Default: nothing is logged. */
  readonly log?: (line: string) => void;
  /** Where new ids come from: 8 to 64 of `A-Z a-z 0-9 _ -`, each new. Default: 21 random letters and digits, 125 bits. */
  readonly newId?: () => string;
  /** The source of time. Default: the system's. Tests give a fake one (`peer-invite/testing`). */
  readonly clock?: Clock;
}

/** The options with the defaults in place of what was left out. */
export interface ClientSettings {
  readonly limits: Limits;
  readonly policy: Policy;
  readonly onGlare: OnGlare | undefined;
  readonly storage: InvitationStorage | undefined;
  readonly openingFrame: boolean;
  readonly log: ((line: string) => void) | undefined;
  readonly newId: () => string;
  readonly clock: Clock;
  /** Names this life of the client to other peers: an id of its own. */
  readonly session: string;
}

const createId = customAlphabet("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", 21);

const OPTIONS = [
  ...POLICY_NAMES,
  "limits",
  "onGlare",
  "storage",
  "openingFrame",
  "log",
  "newId",
  "clock",
] as const satisfies readonly (keyof InvitationClientOptions)[];

/** The settings that `options` come to. @throws InvitationError `invalid-option` */
export function settleOptions(options: InvitationClientOptions): ClientSettings {
  const operation = "createInvitationClient";
  checkNames(options, OPTIONS, operation);
  const { onGlare, storage, openingFrame = true, log, newId = createId, clock } = options;
  if (typeof openingFrame !== "boolean") {
    const message = `Cannot ${operation}: openingFrame must be true or false, not ${describe(openingFrame)}.`;
    throw new InvitationError("invalid-option", message, { operation });
  }
  for (const [name, value] of Object.entries({ onGlare, log, newId })) {
    if (value !== undefined) checkFunction(name, value, operation);
  }
  if (storage !== undefined) checkMethods("storage", storage, ["load", "save"], operation);
  if (clock !== undefined) checkMethods("clock", clock, ["nowMs", "schedule"], operation);
  return {
    limits: checkLimits(options.limits),
    policy: pickPolicy(options, operation),
    onGlare,
    storage,
    openingFrame,
    log,
    newId,
    clock: clock ?? createSystemClock(),
    session: checkInvitationId(newId(), operation),
  };
}
