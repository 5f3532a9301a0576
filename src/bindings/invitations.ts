// The invitations of a client, as a screen shows them: those that ring, and the one that it is about.
import { keepSame } from "../base/same.ts";
import {
  type Invitation,
  type InvitationClient,
  InvitationError,
  type InvitationSnapshot,
  type LocalInvitation,
  type LocalInvitationOptions,
  type RemoteInvitation,
} from "../index.ts";
import { type BindingsPage, belonging, thisPage } from "./page.ts";
import { createSource, keepSameList, type Source } from "./source.ts";

/** The remote invitations that ring now at `client`, oldest first. The array stays the same until one comes or goes. */
export function ringingInvitations(
  client: InvitationClient,
  page: BindingsPage = thisPage(),
): Source<readonly RemoteInvitation[]> {
  return belonging(page, "ringing", client, () =>
    createSource<readonly RemoteInvitation[]>(
      () =>
        client.invitations.filter((it) => it.role === "remote").filter(({ state }) => state === "ringing"),
      keepSameList,
      (tell) => watchInvitations(client, tell),
    ),
  );
}

/** The invitation that a screen for one call is about. */
export interface CurrentInvitation {
  /** See {@link currentInvitation}. */
  readonly invitation: Invitation | undefined;
  /** Its snapshot. */
  readonly snapshot: InvitationSnapshot | undefined;
  /**
   * Makes an invitation to `callee` and sends it.
   * @throws InvitationError as `createLocalInvitation` and `send` do; `illegal-command` while there is no client
   */
  readonly invite: (callee: string, options?: LocalInvitationOptions) => LocalInvitation;
  /**
   * Takes the invitation off the screen. It goes on if it is open. So does its call, unless only this screen has it: a
   * call of `useCall(invitation)` ends a moment later, because no component uses it any more. Does nothing if there is
   * none.
   */
  readonly dismiss: () => void;
}

/** What a screen has before there is a client. */
export const NO_INVITATION: CurrentInvitation = Object.freeze({
  invitation: undefined,
  snapshot: undefined,
  invite: () => {
    const message = "Cannot invite: there is no client yet. Wait until usePeerInvite gives one.";
    throw new InvitationError("illegal-command", message, { operation: "invite", state: "none" });
  },
  dismiss: () => {},
});

/**
 * The invitation that a screen for one call is about: the one accepted last, while its call is on; else the one that is
 * being placed, or whose acceptance is being confirmed. After its end it stays, so that the screen can say how it ended,
 * until it is dismissed or another takes its place. An invitation that rings here is none of these until it is accepted.
 */
export function currentInvitation(
  client: InvitationClient,
  page: BindingsPage = thisPage(),
): Source<CurrentInvitation> {
  return belonging(page, "current", client, () => createCurrent(client));
}

function createCurrent(client: InvitationClient): Source<CurrentInvitation> {
  const dismissed = new WeakSet<Invitation>();
  /** Those that were open at the last look: one that was accepted since is in none of the client's lists. */
  let open: readonly Invitation[] = [];
  let shown: Invitation | undefined;
  /** The one accepted last, until its line opens: the app is about to start its call. */
  let awaited: Invitation | undefined;
  /** Those that were open when `awaited` was accepted. They do not take its place. */
  let elders: readonly Invitation[] = [];

  const choose = (): Invitation | undefined => {
    const { invitations, calls } = client;
    const accepted = [...open, ...invitations].findLast(({ state }) => state === "accepted");
    open = invitations;
    if (accepted !== undefined) {
      dismissed.delete(accepted);
      awaited = accepted;
      elders = invitations;
      return accepted;
    }
    if (awaited !== undefined && calls.includes(awaited)) awaited = undefined;
    const placed = invitations.filter((it) => isPlaced(it) && !dismissed.has(it));
    if (shown !== undefined && shown === awaited) {
      return placed.findLast((it) => !elders.includes(it)) ?? shown;
    }
    if (shown !== undefined && calls.includes(shown)) return shown;
    return calls.findLast((it) => !dismissed.has(it)) ?? placed.at(-1) ?? shown;
  };
  const invite = (callee: string, options?: LocalInvitationOptions): LocalInvitation =>
    client.createLocalInvitation(callee, options).send();
  const dismiss = (): void => {
    if (shown === undefined) return;
    dismissed.add(shown);
    shown = undefined;
    tellNow();
  };
  let tellNow = (): void => {};
  const read = (): CurrentInvitation => {
    shown = choose();
    return Object.freeze({ invitation: shown, snapshot: shown?.snapshot, invite, dismiss });
  };
  return createSource<CurrentInvitation>(read, keepSame, (tell) => {
    tellNow = tell;
    return watchInvitations(client, tell);
  });
}

/** Whether this side has done its part, and waits for the other's. */
function isPlaced(invitation: Invitation): boolean {
  return invitation.role === "local" || invitation.state === "accepting";
}

/** Calls `tell` at each change of the client and of its open invitations, until the returned function is called. */
function watchInvitations(client: InvitationClient, tell: () => void): () => void {
  const watched = new Map<Invitation, () => void>();
  const follow = (): void => {
    const open = new Set(client.invitations);
    for (const [it, unwatch] of watched) {
      if (open.has(it)) continue;
      unwatch();
      watched.delete(it);
    }
    for (const it of open) if (!watched.has(it)) watched.set(it, it.subscribe(tell));
  };
  const unsubscribe = client.subscribe(() => {
    follow();
    tell();
  });
  follow();
  return () => {
    unsubscribe();
    for (const unwatch of watched.values()) unwatch();
    watched.clear();
  };
}
