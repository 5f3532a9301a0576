// The client that the components of a page share.
import { computed, type MaybeRefOrGetter, toValue } from "vue";
import {
  type ClientPlan,
  type ClientProblem,
  clientInUse,
  clientProblem,
  sharedClient,
} from "../bindings/index.ts";
import type { InvitationClient } from "../index.ts";
import { type Shown, useSource } from "./use-snapshot.ts";

/** A client, a ref or a getter of one, or of undefined while there is none. */
export type GivenClient = MaybeRefOrGetter<InvitationClient | undefined>;

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
 * closed after a moment, and its Peer destroyed. Hot reload and remounting keep it. Undefined on a server, until the
 * component is mounted, while it is being made, and if that fails: see {@link useProblem}.
 * @param create - makes a PeerJS `Peer` or a client, new each time; it may be async
 */
export function usePeerInvite(
  create: ClientPlan["create"],
  options: MaybeRefOrGetter<PeerInviteOptions> = {},
): Shown<InvitationClient | undefined> {
  const key = computed(() => toValue(options).key);
  return useSource(() => clientInUse(() => ({ ...toValue(options), create }), key.value), undefined);
}

/**
 * What is wrong with the client of `key`, with a function to try again; undefined while nothing is. The message of its
 * error is for developers; show people words of your own for its `code`.
 */
export function useProblem(key?: MaybeRefOrGetter<string | undefined>): Shown<ClientProblem | undefined> {
  return useSource(() => clientProblem(toValue(key)), undefined);
}

/** The client that a composable was given. If it was given none, the one of the default key. */
export function useGivenClient(given: readonly [client?: GivenClient, ...rest: unknown[]]): GivenClient {
  return given.length === 0 ? useSource(() => sharedClient(), undefined) : given[0];
}
