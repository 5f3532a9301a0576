// One session: from going online under a name until leaving. Puts its parts together.
import { createInvitationClient, type LimitOptions } from "peer-invite";
import { createHistory, createIndexedDbStorage, type History } from "peer-invite/history";
import { callsStorage, readToken } from "../identity.ts";
import { kindOf } from "../kinds.ts";
import type { Settings } from "../settings.ts";
import type { Store } from "../store.ts";
import type { StudioKeeper } from "../studio.ts";
import type { Talks } from "../talks.ts";
import { createAnswers } from "./answers.ts";
import { watchConnection } from "./connection.ts";
import { destroyPeer, sayFarewell } from "./farewell.ts";
import { createInvitations, type Invitations } from "./invitations.ts";
import { watchPresences } from "./looking.ts";
import { createPeer } from "./peer.ts";
import { policyOf, watchPolicy } from "./policy.ts";
import { preconnect } from "./preconnect.ts";
import { createSeveral, type Several } from "./several.ts";
import { logTurnedAway } from "./turned-away.ts";
import { until } from "./until.ts";

/** A session that has begun. */
export interface Session {
  readonly invitations: Invitations;
  readonly several: Several;
  readonly history: Pick<History, "clear">;
  /** Ends it. Resolves once the same name can go online again; never rejects. */
  end(): Promise<void>;
}

/** What every session works with. */
export interface SessionParts {
  readonly store: Store;
  readonly talks: Talks;
  readonly studio: StudioKeeper;
  /** The limits that the page's address asks for. */
  readonly limits: LimitOptions;
}

/**
 * Goes online as `name`, and puts all events into the store. `fail` gets the error if the session cannot continue.
 * @throws InvitationError if it cannot begin
 */
export function startSession(
  { store, talks, studio, limits }: SessionParts,
  name: string,
  fail: (error: unknown) => void,
): Session {
  const { settings, personal } = store.state;
  const listening = new AbortController();
  const { signal } = listening;
  const answers = createAnswers();
  const peer = createPeer(name, readToken(), settings);
  try {
    const storage = callsStorage();
    const client = createInvitationClient(peer, {
      limits: { ...limitsOf(settings), ...limits },
      ...policyOf(personal),
      ...(storage && { storage }),
      // Both sides wanted this call, so this side sends what it was going to send.
      onGlare(crossing, own) {
        answers.set(crossing.snapshot.key, kindOf(own.kind));
        return "accept";
      },
    });
    preconnect(client, store, studio, answers);
    const history = createHistory(client, { storage: createIndexedDbStorage({ owner: name }) });
    history.on(
      "changed",
      until(signal, (entries) => store.update({ history: entries })),
    );
    watchConnection(client, store, fail, signal);
    watchPolicy(client, store, signal);
    logTurnedAway(client, store, signal);
    watchPresences(client, store, signal);
    const several = createSeveral(client, store, signal);
    const invitations = createInvitations({ client, store, answers, begin: talks.begin, signal });
    return {
      invitations,
      several,
      history,
      end() {
        listening.abort();
        return sayFarewell({ client, history, peer });
      },
    };
  } catch (error) {
    destroyPeer(peer);
    throw error;
  }
}

function limitsOf({ ringS, reachS }: Settings): LimitOptions {
  return { ttlMs: ringS * 1_000, deliverTimeoutMs: reachS * 1_000 };
}
