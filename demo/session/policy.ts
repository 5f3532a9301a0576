// Who may ring: the person's choices, as the client's policy.
import type { InvitationClient, PolicyOptions } from "peer-invite";
import type { Personal } from "../person.ts";
import type { Store } from "../store.ts";

/** The policy that follows from a person's choices. */
export function policyOf({ whenBusy, doNotDisturb, contactsOnly, contacts }: Personal): PolicyOptions {
  const knows = (peer: string): boolean => contacts.includes(peer);
  return { whenBusy, doNotDisturb, mayRing: (peer) => !contactsOnly || knows(peer), knows };
}

/** Gives `client` a new policy whenever the person chooses differently, until `signal` is aborted. */
export function watchPolicy(client: InvitationClient, store: Store, signal: AbortSignal): void {
  let { personal } = store.state;
  const unsubscribe = store.subscribe((state) => {
    if (state.personal === personal) return;
    personal = state.personal;
    client.setPolicy(policyOf(personal));
  });
  signal.addEventListener("abort", unsubscribe);
}
