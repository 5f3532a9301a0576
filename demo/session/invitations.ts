// The invitations of a session. Each change goes into the store, from which cards, log and chart are drawn.
import type {
  Invitation,
  InvitationClient,
  LocalInvitation,
  LocalInvitationOptions,
  RemoteInvitation,
} from "peer-invite";
import { recordChange } from "peer-invite/ui/functions";
import { putSnapshot, type Snapshot } from "../calls.ts";
import type { Kind } from "../kinds.ts";
import { logChange } from "../log.ts";
import type { Store } from "../store.ts";
import type { Answers } from "./answers.ts";
import { until } from "./until.ts";

/** The invitations that the page shows, by the key of their call. */
export interface Invitations {
  /** Sends an invitation. @throws InvitationError as the client does */
  place(callee: string, options: LocalInvitationOptions): void;
  /** Accepts, and takes part in `kind` of call, by default the kind that was asked for. @throws InvitationError as `accept` does */
  accept(key: string, response: string, kind: Kind | undefined): void;
  outgoing(key: string): LocalInvitation | undefined;
  incoming(key: string): RemoteInvitation | undefined;
  /** Drops an invitation whose card is gone. */
  forget(key: string): void;
}

/** What the invitations work with. */
export interface InvitationsParts {
  readonly client: InvitationClient;
  readonly store: Store;
  readonly answers: Answers;
  /** Begins the call of an invitation that has just been accepted. */
  readonly begin: (invitation: Invitation, kind: Kind) => void;
  /** Aborted when the session ends. Nothing is shown after that. */
  readonly signal: AbortSignal;
}

/** Shows every invitation of `client`, also those from before a reload. */
export function createInvitations({ client, store, answers, begin, signal }: InvitationsParts): Invitations {
  const outgoing = new Map<string, LocalInvitation>();
  const incoming = new Map<string, RemoteInvitation>();
  /** Invitations as they were before they were sent. */
  const drafts = new Map<string, Snapshot>();

  const forget = (key: string): void => {
    for (const known of [outgoing, incoming, drafts]) known.delete(key);
    answers.set(key, undefined);
  };

  const show = until(signal, (snapshot: Snapshot) => {
    const { key } = snapshot;
    const invitation = outgoing.get(key) ?? incoming.get(key);
    if (invitation === undefined) return;
    const { calls, log, chart } = store.state;
    const before = calls.find((call) => call.key === key)?.snapshot;
    const nowMs = Date.now();
    const shown = putSnapshot(calls, snapshot, nowMs);
    store.update({
      chart: recordChange(chart, before ?? drafts.get(key), snapshot, nowMs),
      calls: shown,
      log: logChange(log, before, snapshot, nowMs),
    });
    for (const call of calls) if (!shown.some((it) => it.key === call.key)) forget(call.key);
    const kind = answers.kindFor(snapshot);
    const isNews = snapshot.state === "accepted" && before?.state !== "accepted";
    // Nobody waits for a person whom they talk to.
    if (isNews) store.update({ awaited: store.state.awaited.filter((peer) => peer !== snapshot.peer) });
    if (isNews && kind !== undefined) begin(invitation, kind);
  });

  const follow = (invitation: Invitation): void => {
    const { key } = invitation;
    if (outgoing.has(key) || incoming.has(key)) return;
    if ("callee" in invitation) outgoing.set(key, invitation.on("changed", show));
    else incoming.set(key, invitation.on("changed", show));
    if (invitation.state !== "idle") show(invitation.snapshot);
  };
  const followAll = until(signal, () => client.invitations.forEach(follow));
  client.on("changed", followAll);
  followAll();

  return {
    place(callee, options) {
      const invitation = client.createLocalInvitation(callee, options);
      const { snapshot } = invitation;
      drafts.set(snapshot.key, snapshot);
      store.update({ chart: recordChange(store.state.chart, undefined, snapshot, Date.now()) });
      invitation.send();
    },
    accept(key, response, kind) {
      // Chosen first, because `accept` asks at once what this side sends.
      answers.set(key, kind);
      try {
        incoming.get(key)?.accept(response);
      } catch (error) {
        answers.set(key, undefined);
        throw error;
      }
    },
    outgoing: (key) => outgoing.get(key),
    incoming: (key) => incoming.get(key),
    forget,
  };
}
