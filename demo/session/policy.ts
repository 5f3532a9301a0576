// Who may ring: the person's choices, as the client's policy.
import type { InvitationClient, PolicyOptions } from "peer-invite";
import type { Personal } from "../person.ts";
import type { Store } from "../store.ts";

/** The policy that follows from a person's choices. */
export function policyOf({
  whenBusy,
  doNotDisturb,
  contactsOnly,
  hideAddress,
  contacts,
}: Personal): PolicyOptions {
  const knows = (peer: string): boolean => contacts.includes(peer);
  const mayRing = (peer: string): boolean => !contactsOnly || knows(peer);
  return { whenBusy, doNotDisturb, mayRing, knows, mayConnect: () => !hideAddress };
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
