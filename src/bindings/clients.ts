// The shared clients of a page, by key, as sources for a framework.
import type { InvitationClient } from "../index.ts";
import { type BindingsPage, thisPage } from "./page.ts";
import {
  type ClientPlan,
  type ClientProblem,
  NO_CLIENT,
  SharedClient,
  type SharedClientSnapshot,
} from "./shared-client.ts";
import type { Source } from "./source.ts";

/** The key of an app with one client. */
export const DEFAULT_KEY = "default";

/**
 * The client of `key`, which is used as long as somebody listens: the first listener's `create` makes it, and it closes
 * after the last. `plan` is asked whenever a client is made. Its snapshot is undefined while there is none.
 */
export function clientInUse(
  plan: () => ClientPlan,
  key: string = DEFAULT_KEY,
  page: BindingsPage = thisPage(),
): Source<InvitationClient | undefined> {
  const source = pick(page, key, ({ client }) => client);
  return {
    get snapshot() {
      return source.snapshot;
    },
    subscribe(listener) {
      const unsubscribe = source.subscribe(listener);
      const letGo = obtain(page, key).use(plan);
      return () => {
        unsubscribe();
        letGo();
      };
    },
  };
}

/** The client of `key`, for those who only look: they neither make it nor keep it open. */
export function sharedClient(
  key: string = DEFAULT_KEY,
  page: BindingsPage = thisPage(),
): Source<InvitationClient | undefined> {
  return pick(page, key, ({ client }) => client);
}

/** What is wrong with the client of `key`; undefined while nothing is. */
export function clientProblem(
  key: string = DEFAULT_KEY,
  page: BindingsPage = thisPage(),
): Source<ClientProblem | undefined> {
  return pick(page, key, ({ problem }) => problem);
}

function pick<T>(page: BindingsPage, key: string, of: (snapshot: SharedClientSnapshot) => T): Source<T> {
  return {
    get snapshot() {
      return of(page.clients.get(key)?.snapshot ?? NO_CLIENT);
    },
    subscribe: (listener) => obtain(page, key).subscribe(listener),
  };
}

/** Only for a listener: a server, which renders and never listens, keeps nothing. */
function obtain(page: BindingsPage, key: string): SharedClient {
  const client = page.clients.get(key) ?? new SharedClient(page.clock);
  page.clients.set(key, client);
  return client;
}
