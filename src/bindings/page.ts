// What all bindings on a page share. It is kept on `globalThis`, because a hot reload evaluates modules again, and two
// bundles of one page may each have a copy of them.
import { type Clock, createSystemClock } from "../index.ts";
import type { SharedClient } from "./shared-client.ts";

/** What the bindings of one page share. */
export interface BindingsPage {
  readonly clock: Clock;
  /** The clients by key. A key stays, because something may still listen to it. */
  readonly clients: Map<string, SharedClient>;
  /** What belongs to one object: to a client its history, to an invitation its call. By the name of the subject. */
  readonly belongings: Map<string, WeakMap<object, unknown>>;
}

/** The number changes with the form of {@link BindingsPage}, so that two versions of the package do not share one. */
const NAME = Symbol.for("peer-invite.bindings.1");

/** Makes a page with nothing on it, for tests. In apps, all bindings share one by themselves. */
export function createPage(clock: Clock = createSystemClock()): BindingsPage {
  return { clock, clients: new Map(), belongings: new Map() };
}

/** The page that all bindings here share. */
export function thisPage(): BindingsPage {
  const all = globalThis as { [NAME]?: BindingsPage };
  all[NAME] ??= createPage();
  return all[NAME];
}

/** What belongs to `owner` as `name`. It is made the first time, and goes with its owner. */
export function belonging<Owner extends object, T>(
  page: BindingsPage,
  name: string,
  owner: Owner,
  make: (owner: Owner) => T,
): T {
  const all = page.belongings.get(name) ?? new WeakMap<object, unknown>();
  page.belongings.set(name, all);
  if (!all.has(owner)) all.set(owner, make(owner));
  return all.get(owner) as T;
}
