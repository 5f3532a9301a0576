// The options of a client. All are checked before anything begins, so a mistake leaves nothing behind.
import { customAlphabet } from "nanoid";
import { checkBoolean, checkFunction, checkMethods, checkNames } from "../base/check.ts";
import { type Clock, createSystemClock } from "../base/clock.ts";
import type { LimitOptions, Limits } from "../core/wire/limits.ts";
import { checkInvitationId, checkLimits } from "./check.ts";
import { POLICY_NAMES, type Policy, type PolicyOptions, pickPolicy } from "./policy.ts";
import type { OnGlare } from "./roster.ts";
import type { InvitationStorage } from "./storage.ts";

/** Options of `createInvitationClient`. All may be left out. */
export interface InvitationClientOptions extends PolicyOptions {
  /** Limits and timers that differ from the defaults, by name. docs/reference/limits.md lists them with their ranges. */
  readonly limits?: LimitOptions;
  /**
   * Decides what happens when both peers invite each other. The invitation with the smaller id counts; the other one
   * ends as `superseded`. The peer whose own invitation was superseded accepts the other's without asking, unless this
   * function answers `ring`. Called after the event `invitation`, unless a listener has answered the invitation by
   * then; `outgoing` is already superseded. Default: always `accept`.
   */
  readonly onGlare?: OnGlare;
  /**
   * Where the open invitations that were sent from here outlive a reload: `createSessionStorage()` in a browser. With a
   * storage, they are in `client.invitations` again from the start, and are not canceled when the page is left.
   * Default: none, and they are canceled.
   */
  readonly storage?: InvitationStorage;
  /**
   * Whether invitations and their answers may be posted, through the broker, while there is no channel to the peer. A
   * post takes one hop; a channel takes about six round trips to open, and opens to no peer behind some networks. The
   * broker can read what is posted. `false` keeps everything on the encrypted channel. Default true.
   */
  readonly posts?: boolean;
  /**
   * Called with one line of text for everything that was refused or ignored, for debugging. Default: nothing is logged.
   */
  readonly log?: (line: string) => void;
  /**
   * Makes the ids of new invitations: 8 to 64 of `A-Z a-z 0-9 _ -`, never the same twice. Default: 21 random letters
   * and digits, 125 bits.
   */
  readonly newId?: () => string;
  /** The source of time. Default: the system's clock. Tests pass a fake one (`peer-invite/testing`). */
  readonly clock?: Clock;
}

/** Options of `client.close`. All may be left out. */
export interface CloseOptions {
  /**
   * Whether the Peer is destroyed too, once the client has closed: its id is then free for another one. A client on a
   * transport of the app's own destroys it only if the transport has `destroy`. Default false.
   */
  readonly destroyPeer?: boolean;
}

/** The options, with defaults for those left out. */
export interface ClientSettings {
  readonly limits: Limits;
  readonly policy: Policy;
  readonly onGlare: OnGlare | undefined;
  readonly storage: InvitationStorage | undefined;
  readonly posts: boolean;
  readonly log: ((line: string) => void) | undefined;
  readonly newId: () => string;
  readonly clock: Clock;
  /** This life of the client, as an id that other peers see. */
  readonly session: string;
}

/** Makes an id: 21 letters and digits, chosen at random. */
export const createId = customAlphabet("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", 21);

const OPTIONS = [
  ...POLICY_NAMES,
  "limits",
  "onGlare",
  "storage",
  "posts",
  "log",
  "newId",
  "clock",
] as const satisfies readonly (keyof InvitationClientOptions)[];

/** Checks `options` and fills in the defaults. @throws InvitationError `invalid-option` */
export function settleOptions(options: InvitationClientOptions): ClientSettings {
  const operation = "createInvitationClient";
  checkNames(options, OPTIONS, operation);
  const { onGlare, storage, posts = true, log, newId = createId, clock } = options;
  checkBoolean("posts", posts, operation);
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
    posts,
    log,
    newId,
    clock: clock ?? createSystemClock(),
    session: checkInvitationId(newId(), operation),
  };
}
