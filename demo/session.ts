// A time online: the Peer and the invitation client, and what they tell, put into the store. No view knows of either.
import {
  createInvitationClient,
  type InvitationClient,
  type InvitationError,
  type LimitOptions,
  type LocalInvitation,
  type LocalInvitationOptions,
  type MissedReason,
  type PolicyOptions,
  type RemoteInvitation,
} from "peer-invite";
import { createHistory, createIndexedDbStorage, type History } from "peer-invite/history";
import type { Peer } from "peerjs";
import { keyOf, putSnapshot, type Snapshot } from "./calls.ts";
import { errorWords } from "./errors.ts";
import { destroyPeer, sayFarewell } from "./farewell.ts";
import { callsStorage, forgetName, readToken, storeName } from "./identity.ts";
import { type Kind, kindOf } from "./kinds.ts";
import { logChange, logStep } from "./log.ts";
import { createPeer } from "./network.ts";
import { recordChange } from "./parts/chart/records.ts";
import { loadPersonal, type Personal } from "./person.ts";
import type { Step } from "./steps.ts";
import type { Connection, Problem, Store } from "./store.ts";
import type { Talks } from "./talks.ts";

/** What the page can do about being online. */
export interface Session {
  goOnline(name: string): void;
  leave(): void;
  /** Sends an invitation. @throws InvitationError as the client does */
  place(callee: string, options: LocalInvitationOptions): void;
  /** Undefined while not online. */
  readonly client: InvitationClient | undefined;
  readonly history: History | undefined;
  /** The invitation that a card shows, until it is forgotten. */
  outgoing(key: string): LocalInvitation | undefined;
  incoming(key: string): RemoteInvitation | undefined;
  /** What this side sends in the call that comes of it, where that is not what was asked for. */
  answerAs(key: string, kind: Kind | undefined): void;
  forget(key: string): void;
}

/** One time online, from choosing a name until leaving. */
interface Life {
  readonly peer: Peer;
  readonly client: InvitationClient;
  readonly history: History;
  /** Ends the listening to the page. */
  readonly listening: AbortController;
}

/** A session that puts all that happens into `store`, and has `talks` begin the calls. `limits`: what the address asks for. */
export function createSession(store: Store, talks: Talks, limits: LimitOptions): Session {
  const outgoing = new Map<string, LocalInvitation>();
  const incoming = new Map<string, RemoteInvitation>();
  /** Invitations as they were before they were sent. */
  const drafts = new Map<string, Snapshot>();
  const answers = new Map<string, Kind>();
  let life: Life | undefined;
  /** The former life's last words; the next one waits for them, because it may want the same id. */
  let farewell: Promise<void> = Promise.resolve();
  /** Counts the times that somebody wanted to be online or to leave; what was begun before is given up. */
  let wish = 0;

  /** What this side sends in the call that comes of an invitation. */
  const kindIn = (snapshot: Snapshot): Kind | undefined =>
    answers.get(keyOf(snapshot)) ?? kindOf(snapshot.channelId);

  const forget = (key: string): void => {
    for (const known of [outgoing, incoming, drafts, answers]) known.delete(key);
  };

  const show = (snapshot: Snapshot): void => {
    const key = keyOf(snapshot);
    const invitation = outgoing.get(key) ?? incoming.get(key);
    if (invitation === undefined) return;
    const { calls, log } = store.state;
    const before = calls.find((call) => call.key === key)?.snapshot;
    const nowMs = Date.now();
    const shown = putSnapshot(calls, snapshot, nowMs);
    store.update({
      chart: recordChange(store.state.chart, before ?? drafts.get(key), snapshot, nowMs),
      calls: shown,
      log: logChange(log, before, snapshot, nowMs),
    });
    for (const call of calls) if (!shown.some((it) => it.key === call.key)) forget(call.key);
    const kind = kindIn(snapshot);
    const isAccepted = snapshot.state === "accepted" && before?.state !== "accepted";
    if (isAccepted && kind !== undefined) talks.begin(invitation, kind);
  };

  const follow = (invitation: LocalInvitation | RemoteInvitation): void => {
    const key = keyOf(invitation.snapshot);
    if (outgoing.has(key) || incoming.has(key)) return;
    if ("callee" in invitation) outgoing.set(key, invitation.on("stateChanged", show));
    else incoming.set(key, invitation.on("stateChanged", show));
    if (invitation.state !== "idle") show(invitation.snapshot);
  };

  /** Lets go of the life that there is. */
  const part = (): void => {
    wish += 1;
    const ended = life;
    life = undefined;
    for (const known of [outgoing, incoming, drafts, answers]) known.clear();
    const studio = { ...store.state.studio, isPreviewed: false };
    store.update({ calls: [], log: [], chart: [], history: [], studio });
    if (ended === undefined) return;
    ended.listening.abort();
    farewell = sayFarewell(ended);
  };

  const end = (say: Problem["say"] | undefined): void => {
    part();
    forgetName();
    store.update({
      screen: "welcome",
      problem: say && { at: "name", say },
    });
  };

  const begin = (name: string): void => {
    const { settings, personal } = store.state;
    const own = { ttlMs: settings.ringS * 1_000, deliverTimeoutMs: settings.reachS * 1_000 };
    let peer: Peer | undefined;
    try {
      peer = createPeer(name, readToken(), settings);
      const storage = callsStorage();
      const client = createInvitationClient(peer, {
        limits: { ...own, ...limits },
        ...policyOf(personal),
        ...(storage && { storage }),
        // Both wanted the call: this side sends what it was going to send, whatever the other one asked for.
        onGlare: (crossing, own) => {
          const kind = kindOf(own.channelId);
          if (kind !== undefined) answers.set(keyOf(crossing.snapshot), kind);
          return "accept";
        },
      });
      talks.prepare(client, (invitation) => kindIn(invitation.snapshot));
      const history = createHistory(client, { storage: createIndexedDbStorage({ owner: name }) });
      life = { peer, client, history, listening: new AbortController() };
      listen(life, name);
    } catch (error) {
      if (peer !== undefined) destroyPeer(peer);
      end(errorWords(error, name));
    }
  };

  const listen = ({ client, history, listening: { signal } }: Life, name: string): void => {
    let wasOnline = false;
    const changed = (): void => {
      if (signal.aborted) return;
      wasOnline ||= client.state === "online";
      store.update({ connection: readConnection(client) });
      for (const invitation of client.invitations) follow(invitation);
    };
    const failed = (error: InvitationError): void => {
      // An id that was ours is ours again once the broker notices that the old socket is dead.
      const passes = error.code === "broker-unreachable" || (error.code === "peer-id-taken" && wasOnline);
      if (!signal.aborted && !passes) end(errorWords(error, name));
    };
    client.on("stateChanged", changed);
    client.on("missed", ({ id, caller, content, reason, rang }) => {
      const step = rang ? undefined : TURNED_AWAY[reason];
      if (signal.aborted || step === undefined) return;
      const about = { role: "remote", id, peer: caller } as const;
      store.update({ log: logStep(store.state.log, about, step, Date.now(), content) });
    });
    let { personal } = store.state;
    const unsubscribe = store.subscribe((state) => {
      if (state.personal === personal || signal.aborted) return;
      personal = state.personal;
      client.setPolicy(policyOf(personal));
    });
    signal.addEventListener("abort", unsubscribe);
    client.on("error", failed);
    history.on("stateChanged", (entries) => {
      if (!signal.aborted) store.update({ history: entries });
    });
    addEventListener("online", changed, { signal });
    addEventListener("offline", changed, { signal });
    changed();
  };

  return {
    goOnline(name) {
      if (life !== undefined) part();
      wish += 1;
      const mine = wish;
      storeName(name);
      store.update({
        screen: "home",
        name,
        connection: "connecting",
        problem: undefined,
        personal: loadPersonal(name),
      });
      void farewell.then(() => {
        if (mine === wish) begin(name);
      });
    },
    leave: () => end(undefined),
    place(callee, options) {
      const invitation = life?.client.createLocalInvitation(callee, options);
      if (invitation === undefined) return;
      const { snapshot } = invitation;
      const key = keyOf(snapshot);
      drafts.set(key, snapshot);
      store.update({ chart: recordChange(store.state.chart, undefined, snapshot, Date.now()) });
      invitation.send();
    },
    get client() {
      return life?.client;
    },
    get history() {
      return life?.history;
    },
    outgoing: (key) => outgoing.get(key),
    incoming: (key) => incoming.get(key),
    answerAs(key, kind) {
      if (kind === undefined) answers.delete(key);
      else answers.set(key, kind);
    },
    forget,
  };
}

/** What is worth a line of the log where nothing rang. */
const TURNED_AWAY: { readonly [reason in MissedReason]?: Step } = {
  busy: "away-busy",
  "do-not-disturb": "away-do-not-disturb",
  "not-allowed": "away-not-allowed",
};

function policyOf({ whenBusy, doNotDisturb, contactsOnly, contacts }: Personal): PolicyOptions {
  const knows = (peer: string): boolean => contacts.includes(peer);
  return { whenBusy, doNotDisturb, mayRing: (peer) => !contactsOnly || knows(peer), knows };
}

function readConnection({ state }: InvitationClient): Connection {
  if (state !== "offline") return state;
  return navigator.onLine ? "broker-lost" : "no-network";
}
