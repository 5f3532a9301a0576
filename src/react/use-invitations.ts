// The invitations of a client.
import {
  type CurrentInvitation,
  currentInvitation,
  NO_INVITATION,
  ringingInvitations,
} from "../bindings/index.ts";
import type { InvitationClient, RemoteInvitation } from "../index.ts";
import { useGivenClient } from "./use-peer-invite.ts";
import { useSource } from "./use-snapshot.ts";

const NONE: readonly RemoteInvitation[] = [];

/**
 * The invitations that ring here now, oldest first. The array stays the same until one comes or goes. Without an
 * argument, those of the page's client.
 */
export function useIncoming(
  ...client: readonly [client?: InvitationClient | undefined]
): readonly RemoteInvitation[] {
  const given = useGivenClient(client);
  return useSource(given && ringingInvitations(given), NONE);
}

/**
 * The invitation that a screen for one call is about: the one accepted last, while its call is on; else the one that is
 * being placed, or whose acceptance is being confirmed. It stays after its end until `dismiss()` or the next one.
 * Without an argument, that of the page's client.
 */
export function useInvitation(
  ...client: readonly [client?: InvitationClient | undefined]
): CurrentInvitation {
  const given = useGivenClient(client);
  return useSource(given && currentInvitation(given), NO_INVITATION);
}
