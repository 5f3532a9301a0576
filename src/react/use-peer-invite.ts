// The client that the components of a page share.
import { useMemo } from "react";
import {
  type ClientPlan,
  type ClientProblem,
  clientInUse,
  clientProblem,
  sharedClient,
} from "../bindings/index.ts";
import type { InvitationClient } from "../index.ts";
import { useLatest, useSource } from "./use-snapshot.ts";

/** Options of {@link usePeerInvite}. All may be left out. */
export interface PeerInviteOptions extends Omit<ClientPlan, "create"> {
  /**
   * Which client it is: components with the same key share one. Another key, for instance when another person logs in,
   * lets go of the old client and makes a new one. Default: one client for the page.
   */
  readonly key?: string | undefined;
}

/**
 * The client of this page. The first component that uses it has it made by `create`. When the last one has gone, it is
 * closed after a moment, and its Peer destroyed. StrictMode, hot reload and remounting keep it. Undefined on a server,
 * at the first rendering, while it is being made, and if that fails: see {@link useProblem}.
 * @param create - makes a PeerJS `Peer` or a client, new each time; it may be async
 */
export function usePeerInvite(
  create: ClientPlan["create"],
  options: PeerInviteOptions = {},
): InvitationClient | undefined {
  const { key } = options;
  const plan = useLatest({ ...options, create });
  return useSource(
    useMemo(() => clientInUse(plan, key), [plan, key]),
    undefined,
  );
}

/**
 * What is wrong with the client of `key`, with a function to try again; undefined while nothing is. The message of its
 * error is for developers; show people words of your own for its `code`.
 */
export function useProblem(key?: string): ClientProblem | undefined {
  return useSource(
    useMemo(() => clientProblem(key), [key]),
    undefined,
  );
}

/** The client that a hook was given. If it was given none, the one of the default key. */
export function useGivenClient(
  given: readonly [client?: InvitationClient | undefined, ...rest: unknown[]],
): InvitationClient | undefined {
  const shared = useSource(
    useMemo(() => sharedClient(), []),
    undefined,
  );
  return given.length === 0 ? shared : given[0];
}
