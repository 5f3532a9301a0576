// The invitations of a client.
import {
  type CurrentInvitation,
  currentInvitation,
  NO_INVITATION,
  ringingInvitations,
} from "../bindings/index.ts";
import type { RemoteInvitation } from "../index.ts";
import { type GivenClient, givenClient } from "./peer-invite.ts";
import { type Readable, storeOf } from "./store.ts";

/**
 * The invitations that ring here now, oldest first. The array stays the same until one comes or goes. Without an
 * argument, those of the page's client.
 */
export function useIncoming(
  ...client: readonly [client?: GivenClient]
): Readable<readonly RemoteInvitation[]> {
  return storeOf<Parameters<typeof ringingInvitations>[0] | undefined, readonly RemoteInvitation[]>(
    givenClient(client),
    (now) => now && ringingInvitations(now),
    [],
  );
}

/**
 * The invitation that a screen for one call is about: the one accepted last, while its call is on; else the one that is
 * being placed, or whose acceptance is being confirmed. It stays after its end until `dismiss()` or the next one.
 * Without an argument, that of the page's client.
 */
export function useInvitation(...client: readonly [client?: GivenClient]): Readable<CurrentInvitation> {
  return storeOf(givenClient(client), (now) => now && currentInvitation(now), NO_INVITATION);
}
