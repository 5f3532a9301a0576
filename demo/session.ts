// A time online: the Peer and the invitation client, and what they tell, put into the store. No view knows of either.

import {
  createInvitationClient,
  createSessionStorage,
  type InvitationClient,
  type InvitationError,
  type LimitOptions,
  type LocalInvitation,
  type RemoteInvitation,
} from "peer-invite";
import { Peer } from "peerjs";
import { keyOf, putSnapshot, type Snapshot } from "./calls.ts";
import { CALLS, forgetName, readToken, storeName } from "./identity.ts";
import { logChange } from "./log.ts";
import type { Connection, Store } from "./store.ts";
import { errorWords } from "./words.ts";

/** What the page can do about being online. */
export interface Session {
  goOnline(name: string): void;
  leave(): void;
  /** Undefined while not online. */
  readonly client: InvitationClient | undefined;
  /** The invitation that a card shows, until it is forgotten. */
  outgoing(key: string): LocalInvitation | undefined;
  incoming(key: string): RemoteInvitation | undefined;
  forget(key: string): void;
}

/** One time online, from choosing a name until leaving. */
interface Life {
  readonly peer: Peer;
  readonly client: InvitationClient;
  /** Ends the listening to the page. */
  readonly listening: AbortController;
}

/** A session that puts all that happens into `store`. */
export function createSession(store: Store, limits: LimitOptions): Session {
  const outgoing = new Map<string, LocalInvitation>();
  const incoming = new Map<string, RemoteInvitation>();
  let life: Life | undefined;
  /** The former life's last words; the next one waits for them, because it may want the same id. */
  let farewell: Promise<void> = Promise.resolve();
  /** Counts the times that somebody wanted to be online or to leave; what was begun before is given up. */
  let wish = 0;

  const show = (snapshot: Snapshot): void => {
    const key = keyOf(snapshot);
    if (!outgoing.has(key) && !incoming.has(key)) return;
    const { calls, log } = store.state;
    const before = calls.find((call) => call.key === key)?.snapshot;
    const nowMs = Date.now();
    store.update({
      calls: putSnapshot(calls, snapshot, nowMs),
      log: logChange(log, before, snapshot, nowMs),
    });
  };

  const follow = (invitation: LocalInvitation | RemoteInvitation): void => {
    const key = keyOf(invitation.snapshot);
    if (outgoing.has(key) || incoming.has(key)) return;
    if ("callee" in invitation) outgoing.set(key, invitation.on("stateChanged", show));
    else incoming.set(key, invitation.on("stateChanged", show));
    if (invitation.state !== "idle") show(invitation.snapshot);
  };

  const end = (problem: string | undefined): void => {
    wish += 1;
    const ended = life;
    life = undefined;
    outgoing.clear();
    incoming.clear();
    forgetName();
    store.update({
      screen: "welcome",
      name: problem === undefined ? "" : store.state.name,
      problem: problem === undefined ? undefined : { at: "name", text: problem },
      calls: [],
      log: [],
    });
    if (ended === undefined) return;
    ended.listening.abort();
    farewell = ended.client.close().then(() => ended.peer.destroy());
  };

  const begin = (name: string): void => {
    const peer = createPeer(name);
    try {
      const client = createInvitationClient(peer, {
        limits,
        whenBusy: "ring",
        storage: createSessionStorage(CALLS),
      });
      life = { peer, client, listening: new AbortController() };
      listen(life, name);
    } catch (error) {
      peer.destroy();
      end(errorWords(error, name));
    }
  };

  const listen = ({ client, listening: { signal } }: Life, name: string): void => {
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
    client.on("error", failed);
    addEventListener("online", changed, { signal });
    addEventListener("offline", changed, { signal });
    changed();
  };

  return {
    goOnline(name) {
      wish += 1;
      const mine = wish;
      storeName(name);
      store.update({ screen: "calls", name, connection: "connecting", problem: undefined });
      void farewell.then(() => {
        if (mine === wish) begin(name);
      });
    },
    leave: () => end(undefined),
    get client() {
      return life?.client;
    },
    outgoing: (key) => outgoing.get(key),
    incoming: (key) => incoming.get(key),
    forget(key) {
      outgoing.delete(key);
      incoming.delete(key);
    },
  };
}

/** A Peer at the broker that this page's own server runs. No STUN: nothing outside is asked for anything. */
function createPeer(name: string): Peer {
  const secure = location.protocol === "https:";
  return new Peer(name, {
    host: location.hostname,
    port: Number(location.port) || (secure ? 443 : 80),
    path: "/broker",
    secure,
    token: readToken(),
    config: { iceServers: [] },
    debug: 0,
  });
}

function readConnection({ state }: InvitationClient): Connection {
  if (state !== "offline") return state;
  return navigator.onLine ? "broker-lost" : "no-network";
}
