// The scenarios that an explorer can explore.
import type { InvitationId } from "../wire/ids.ts";
import type { Limits } from "../wire/limits.ts";
import type { Name } from "./explorer-world.fixture.ts";

/** A scenario: what the peers do, and what may happen. */
export interface Scenario {
  /** The invitation that each peer sends, if any. */
  readonly sends: Readonly<Partial<Record<Name, InvitationId>>>;
  /** What may happen besides sending and delivering. */
  readonly cancel: boolean;
  /** Whether a caller may change its invitation, once. Default not. */
  readonly update?: boolean;
  readonly answers: readonly ("accept" | "refuse" | "ignore")[];
  readonly timers: boolean;
  /**
   * Whether the link is up from the start (`stays`), comes up once at each side, goes up and down, or is up from the start
   * and falls silent at each side at times.
   */
  readonly links: "stays" | "comes" | "comes and goes" | "falls silent" | "never";
  /** Whether what was said may arrive by post too, at any time, link or none. */
  readonly posts: boolean;
  /**
   * Whether each side's broker may be lost and found, and may say at any moment that it does not know the other peer.
   * Default not.
   */
  readonly broker?: boolean;
  readonly crashes: number;
  /** The peers whose page may crash. Default both. */
  readonly crashing?: readonly Name[];
  /** The invitation that a second life of a page sends. */
  readonly sendsAgain?: Readonly<Partial<Record<Name, InvitationId>>>;
  /** The peers whose person is busy at times, so that any invitation may be refused without ringing. Default none. */
  readonly busy?: readonly Name[];
  /** The id that each peer takes for its own. Wrong on purpose where a test removes an order. */
  readonly self?: Readonly<Record<Name, string>>;
  readonly limits?: Partial<Limits>;
}

/** The stance of an app that sets nothing. */
export const STANCE = {
  whenBusy: "refuse",
  doNotDisturb: false,
  mayRing: true,
  knows: false,
  mayConnect: true,
  joins: undefined,
} as const;
