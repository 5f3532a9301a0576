// The client that the components of a page share.
import {
  type ClientPlan,
  type ClientProblem,
  clientInUse,
  clientProblem,
  sharedClient,
} from "../bindings/index.ts";
import type { InvitationClient } from "../index.ts";
import { type MaybeStore, type Readable, storeOf } from "./store.ts";

/** A client, a store of one, or undefined while there is none. */
export type GivenClient = MaybeStore<InvitationClient | undefined>;

/** Options of {@link usePeerInvite}. All may be left out. */
export interface PeerInviteOptions extends Omit<ClientPlan, "create"> {
  /**
   * Which client it is: components with the same key share one. Another key, for instance when another person logs in,
   * lets go of the old client and makes a new one. Default: one client for the page.
   */
  readonly key?: string | undefined;
}

/**
 * The client of this page. The first component that subscribes has it made by `create`. When the last one has gone, it
 * is closed after a moment, and its Peer destroyed. Hot reload and remounting keep it. Undefined on a server, at the
 * first rendering, while it is being made, and if that fails: see {@link useProblem}.
 * @param create - makes a PeerJS `Peer` or a client, new each time; it may be async
 */
export function usePeerInvite(
  create: ClientPlan["create"],
  options: MaybeStore<PeerInviteOptions> = {},
): Readable<InvitationClient | undefined> {
  return {
    subscribe(run) {
      run(undefined);
      // A server subscribes as well. In a page, a component first hydrates to what the server rendered.
      let end = (): void => {};
      let isOver = typeof document === "undefined";
      queueMicrotask(() => {
        if (isOver) return;
        const store = storeOf(options, (now) => clientInUse(() => ({ ...now, create }), now.key), undefined);
        end = store.subscribe(run);
      });
      return () => {
        isOver = true;
        end();
      };
    },
  };
}

/**
 * What is wrong with the client of `key`, with a function to try again; undefined while nothing is. The message of its
 * error is for developers; show people words of your own for its `code`.
 */
export function useProblem(key?: MaybeStore<string | undefined>): Readable<ClientProblem | undefined> {
  return storeOf(key, (now) => clientProblem(now), undefined);
}

/** The client that a function was given. If it was given none, the one of the default key. */
export function givenClient(given: readonly [client?: GivenClient, ...rest: unknown[]]): GivenClient {
  return given.length === 0 ? storeOf(undefined, () => sharedClient(), undefined) : given[0];
}
