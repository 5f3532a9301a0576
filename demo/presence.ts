// Whether this page is online: one session after another, and what the page shows in between.
import { InvitationError } from "peer-invite";
import { errorWords } from "./errors.ts";
import { forgetName, storeName } from "./identity.ts";
import { loadPersonal, storePersonal } from "./person.ts";
import type { Session } from "./session/session.ts";
import type { Problem, Store } from "./store.ts";

/** Takes the page online and offline. */
export interface Presence {
  /** Goes online as `name`, once the last session is over. */
  goOnline(name: string, options?: GoingOnline): void;
  /** Ends the session, and goes back to the first screen. */
  leave(): void;
  /** The current session; undefined while not online. */
  readonly session: Session | undefined;
}

/** How to go online. */
export interface GoingOnline {
  /** The name to take where the first one is taken. Default none: the person chooses again. */
  readonly another?: string;
  /** The person's own name, as others see it. Default: the one of last time. */
  readonly displayName?: string;
  /** Called when the session has begun. */
  readonly begun?: () => void;
}

/** Starts a session as `name`. `fail` gets the error if it cannot continue. May throw. */
export type StartSession = (name: string, fail: (error: unknown) => void) => Session;

/** A page that is not online yet. */
export function createPresence(store: Store, start: StartSession): Presence {
  let session: Session | undefined;
  /** Resolves when the last session is over: the next one may want the same name. */
  let ended: Promise<void> = Promise.resolve();
  /** Counts the times that a person went online or left. Only the latest counts. */
  let wish = 0;

  const end = (): void => {
    wish += 1;
    const last = session;
    session = undefined;
    const studio = { ...store.state.studio, isPreviewed: false };
    store.update({
      calls: [],
      group: undefined,
      log: [],
      chart: [],
      history: [],
      presences: {},
      awaited: [],
      studio,
    });
    if (last !== undefined) ended = last.end();
  };
  const leave = (say: Problem["say"] | undefined): void => {
    end();
    forgetName();
    store.update({ screen: "welcome", problem: say && { at: "name", say } });
  };
  const begin = (name: string, { another, ...options }: GoingOnline): void => {
    const fail = (error: unknown): void => {
      if (another !== undefined && isTaken(error)) goOnline(another, options);
      else leave(errorWords(error, name));
    };
    try {
      session = start(name, fail);
      options.begun?.();
    } catch (error) {
      fail(error);
    }
  };

  const goOnline: Presence["goOnline"] = (name, options = {}) => {
    if (session !== undefined) end();
    wish += 1;
    const mine = wish;
    storeName(name);
    const { displayName } = options;
    const personal = { ...loadPersonal(name), ...(displayName !== undefined && { displayName }) };
    if (displayName !== undefined) storePersonal(name, personal);
    store.update({
      screen: "home",
      name,
      connection: "connecting",
      problem: undefined,
      personal,
      missedSeenMs: Date.now(),
    });
    void ended.then(() => {
      if (mine === wish) begin(name, options);
    });
  };

  return {
    goOnline,
    leave: () => leave(undefined),
    get session() {
      return session;
    },
  };
}

function isTaken(error: unknown): boolean {
  return error instanceof InvitationError && error.code === "peer-id-taken";
}
