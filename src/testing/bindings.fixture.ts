// A page for the tests of bindings: a network in memory, a clock that a test moves, and a list of what was made.

import { createPage } from "../bindings/page.ts";
import type { ClientPlan } from "../bindings/shared-client.ts";
import type { Source } from "../bindings/source.ts";
import { createInvitationClient, type InvitationClient } from "../index.ts";
import { createFakeClock, createMemoryNetwork } from "./index.ts";

/** A page, and a plan whose clients join the network as `id`. */
export function createBindings(id = "ada") {
  const clock = createFakeClock();
  const network = createMemoryNetwork();
  const page = createPage(clock);
  const made: InvitationClient[] = [];
  const join = (name: string): InvitationClient => {
    const client = createInvitationClient(network.join(name), { clock, whenBusy: "ring" });
    made.push(client);
    return client;
  };
  const plan =
    (news: Partial<ClientPlan> = {}) =>
    (): ClientPlan => ({ create: () => join(id), ...news });
  return { clock, network, page, made, join, plan };
}

/** Listens to `source`, and notes each of its values, beginning with the one now. */
export function note<T>(source: Source<T>): { readonly values: T[]; readonly end: () => void } {
  const values: T[] = [];
  const look = (): void => {
    if (values.length === 0 || values.at(-1) !== source.snapshot) values.push(source.snapshot);
  };
  const end = source.subscribe(look);
  look();
  return { values, end };
}
