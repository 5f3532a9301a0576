// What an explorer is told to explore.
import type { InvitationId } from "../wire/ids.ts";
import type { Limits } from "../wire/limits.ts";
import type { Name } from "./explorer-world.fixture.ts";

/** What is explored. */
export interface Scenario {
  /** Which invitation each peer sends, if any. */
  readonly sends: Readonly<Partial<Record<Name, InvitationId>>>;
  /** What may happen besides sending and delivering. */
  readonly cancel: boolean;
  readonly answers: readonly ("accept" | "refuse" | "ignore")[];
  readonly timers: boolean;
  /**
   * Whether the link is there from the start (`stays`), comes once at each side, comes and goes, or is there and falls silent at
   * each side at times.
   */
  readonly links: "stays" | "comes" | "comes and goes" | "falls silent";
  readonly crashes: number;
  /** Whose page crashes. Default both. */
  readonly crashing?: readonly Name[];
  /** What a second life of a page sends. */
  readonly sendsAgain?: Readonly<Partial<Record<Name, InvitationId>>>;
  /** Whose person is busy at times: any invitation may then be refused without ringing. Default nobody's. */
  readonly busy?: readonly Name[];
  /** Who each peer believes to be; wrong on purpose where a test takes an order away. */
  readonly self?: Readonly<Record<Name, string>>;
  readonly limits?: Partial<Limits>;
}

/** What an app wants that sets nothing. */
export const STANCE = { whenBusy: "refuse", doNotDisturb: false, mayRing: true, knows: false } as const;
