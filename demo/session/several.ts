// Calls several people at once. The first who answers gets the call, and the others are told who it was.
import type { InvitationClient } from "peer-invite";
import { createGroupInvitation, type GroupInvitation, type GroupOptions } from "peer-invite/group";
import type { Store } from "../store.ts";
import { until } from "./until.ts";

/** The group that this page calls; one at a time. */
export interface Several {
  /** @throws InvitationError as `createGroupInvitation` and its `send` do */
  place(peers: readonly string[], options: GroupOptions): void;
  /** @throws InvitationError as the group's `add` does */
  add(peer: string): void;
  /** Calls those again who were not withdrawn, in the same way. Returns how they are called. */
  again(): GroupOptions;
  withdraw(peer: string): void;
  /** Stops calling. */
  cancel(): void;
}

/** Shows the group in `store` until `signal` is aborted. */
export function createSeveral(client: InvitationClient, store: Store, signal: AbortSignal): Several {
  let group: GroupInvitation | undefined;
  let placed: GroupOptions = {};
  const several: Several = {
    place(peers, options) {
      placed = options;
      const made = createGroupInvitation(client, peers, { ...options, mode: "first", tellsWho: true });
      group = made;
      made.on(
        "changed",
        until(signal, (snapshot) => {
          // The call itself has a card once somebody has answered. That nobody did stays to be read.
          const isShown = snapshot.outcome === undefined || snapshot.outcome.kind === "unanswered";
          if (group === made) store.update({ group: isShown ? snapshot : undefined });
        }),
      );
      made.send();
    },
    again() {
      const members = group?.snapshot.members ?? [];
      const peers = members.filter(({ outcome }) => outcome?.kind !== "canceled").map(({ peer }) => peer);
      several.place(peers, placed);
      return placed;
    },
    add: (peer) => group?.add(peer),
    withdraw: (peer) => group?.withdraw(peer),
    cancel: () => group?.[Symbol.dispose](),
  };
  return several;
}
