// Sources as Svelte's stores. The contract of a store is all that this needs, so it works with every version of Svelte.
import type { Source } from "../bindings/index.ts";

/** A readable store, by Svelte's contract: it calls `run` at once, and with each new value. */
export interface Readable<T> {
  subscribe(run: (value: T) => void, invalidate?: () => void): () => void;
}

/** A value, or a store of it. */
export type MaybeStore<T> = T | Readable<T>;

/** The snapshot of an object; undefined where there is no object. */
export type SnapshotOf<Of> = Of extends { readonly snapshot: unknown } ? Of["snapshot"] : undefined;

/**
 * The snapshot of any object of the package: a client, an invitation, a call, a line, a history. `source`: the object, or
 * a store of it. For undefined it is undefined.
 */
export function useSnapshot<Of extends Source<unknown> | undefined>(
  source: MaybeStore<Of>,
): Readable<SnapshotOf<Of>> {
  return storeOf<Of, unknown>(source, (it) => it, undefined) as Readable<SnapshotOf<Of>>;
}

/** A store of the snapshot of the source that `pick` makes of `given`. Without a source, its value is `empty`. */
export function storeOf<Given, T>(
  given: MaybeStore<Given>,
  pick: (given: Given) => Source<T> | undefined,
  empty: T,
): Readable<T> {
  return {
    subscribe(run) {
      let shown: T | undefined;
      let isFirst = true;
      const show = (value: T): void => {
        if (!isFirst && value === shown) return;
        isFirst = false;
        shown = value;
        run(value);
      };
      // A server subscribes, too. It reads, and leaves nothing behind.
      const isInPage = typeof document !== "undefined";
      let drop = nothing;
      let current: object | undefined;
      const take = (value: Given): void => {
        drop();
        drop = nothing;
        const turn = {};
        current = turn;
        const source = pick(value);
        // A source that was left may still be telling its listeners, and telling them may make us turn to another.
        const look = (): void => {
          if (current === turn) show(source === undefined ? empty : source.snapshot);
        };
        const end = (isInPage && source?.subscribe(look)) || nothing;
        if (current !== turn) return end();
        drop = end;
        look();
      };
      const unsubscribe = isStore(given) ? given.subscribe(take) : take(given);
      return () => {
        current = undefined;
        unsubscribe?.();
        drop();
      };
    },
  };
}

/** The objects of the package can be subscribed to as well, but they have a snapshot. */
function isStore<T>(given: MaybeStore<T>): given is Readable<T> {
  return typeof given === "object" && given !== null && "subscribe" in given && !("snapshot" in given);
}

const nothing = (): void => {};
