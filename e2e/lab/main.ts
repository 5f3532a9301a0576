// A page with one peer and its invitation client, for actions that are too fast for a person. It records how every invitation
// ended, and counts the timers that are set.
import {
  createInvitationClient,
  type Invitation,
  type InvitationClient,
  type LimitOptions,
  type Line,
  type LocalInvitation,
  type MissedInvitation,
  type PolicyOptions,
} from "peer-invite";
import { createGroupInvitation, type GroupOptions, type GroupSnapshot } from "peer-invite/group";
import {
  createHistory,
  createIndexedDbStorage,
  type History,
  type HistoryStorage,
} from "peer-invite/history";
import type { Peer } from "peerjs";
import { installNetworkSwitch, setNetwork } from "./network.ts";
import { createPeer, type PeerParts, untilOnline } from "./peer.ts";

/** The options of a peer. */
export interface LabOptions extends PeerParts {
  readonly limits?: LimitOptions;
  readonly policy?: Pick<PolicyOptions, "whenBusy" | "doNotDisturb">;
  /** Who gets a connection before its call is accepted (`mayConnect`). Default: everybody. */
  readonly contacts?: readonly string[];
  /** Whether every accepted invitation becomes a call: its line is opened. */
  readonly calls?: boolean;
}

/** One terminal event. */
export interface End {
  readonly role: "local" | "remote";
  readonly id: string;
  readonly kind: "accepted" | "refused" | "canceled" | "failed";
  readonly reason: string | undefined;
}

/** What the page offers to a test. */
export interface Lab {
  readonly peer: Peer;
  readonly client: InvitationClient;
  /** Its list of calls, stored in IndexedDB. */
  readonly history: History;
  /** Where the list is stored. */
  readonly storage: HistoryStorage;
  /** Every terminal event of every invitation, in the order they fired. A test may empty it. */
  readonly ends: End[];
  /** The missed invitations, in order. */
  readonly missed: MissedInvitation[];
  /** The lines that were opened. */
  readonly lines: Line[];
  /** How many timers the page has set. */
  readonly timers: number;
  /** Sends an invitation. */
  ring(callee: string, content?: string): LocalInvitation;
  /** Calls several, until the group ends. */
  ringAll(
    callees: readonly string[],
    options?: Pick<GroupOptions, "mode" | "tellsWho">,
  ): Promise<GroupSnapshot>;
  /** Resolves once `count` terminal events have fired. */
  ended(count: number): Promise<void>;
}

declare global {
  interface Window {
    /** Resolves once the peer is online. */
    openLab(options: LabOptions): Promise<void>;
    lab: Lab;
    /** Disconnects the page's data channels from the network, or connects them again. */
    setNetwork(online: boolean): void;
  }
}

const timers = countTimers();
installNetworkSwitch();
window.setNetwork = setNetwork;

window.openLab = async ({ limits = {}, policy = {}, contacts, calls = false, ...parts }) => {
  const peer = createPeer(parts);
  const gate = contacts && { mayConnect: (other: string): boolean => contacts.includes(other) };
  const client = createInvitationClient(peer, { limits, ...policy, ...gate });
  const storage = createIndexedDbStorage({ owner: parts.id });
  const history = createHistory(client, { storage });
  const ends: End[] = [];
  const lines: Line[] = [];
  const waiting = new Set<() => void>();
  const watch = (invitation: Invitation): void => {
    const { role } = invitation;
    const end = (kind: End["kind"], reason?: string): void => {
      ends.push({ role, id: invitation.id, kind, reason });
      for (const look of waiting) look();
    };
    invitation.on("accepted", () => {
      if (calls) lines.push(invitation.openLine());
      end("accepted");
    });
    invitation.on("refused", (_, reason) => end("refused", reason));
    invitation.on("canceled", (_, reason) => end("canceled", reason));
    invitation.on("failed", (reason) => end("failed", reason));
  };
  client.on("invitation", watch);
  const missed: MissedInvitation[] = [];
  client.on("missed", (it) => missed.push(it));
  window.lab = {
    peer,
    client,
    history,
    storage,
    ends,
    missed,
    lines,
    get timers() {
      return timers.size;
    },
    ring(callee, content = "") {
      const invitation = client.createLocalInvitation(callee, { content });
      watch(invitation);
      return invitation.send();
    },
    async ringAll(callees, options) {
      const group = createGroupInvitation(client, callees, options);
      const watched = new Set<Invitation>();
      group.subscribe(() => {
        for (const { invitation } of group.snapshot.members) {
          if (invitation === undefined || watched.has(invitation)) continue;
          watched.add(invitation);
          watch(invitation);
        }
      });
      await group.send().outcome;
      return group.snapshot;
    },
    ended: (count) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (ends.length < count) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
  };
  await untilOnline(client);
};

/** The timers that are set and have not run. */
function countTimers(): ReadonlySet<number> {
  const running = new Set<number>();
  const { setTimeout: set, clearTimeout: clear } = window;
  window.setTimeout = ((run: () => void, ms?: number) => {
    const timer = set(() => {
      running.delete(timer);
      run();
    }, ms);
    running.add(timer);
    return timer;
  }) as typeof window.setTimeout;
  window.clearTimeout = (timer) => {
    running.delete(timer as number);
    clear(timer);
  };
  return running;
}
