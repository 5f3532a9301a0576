// How a component shows a value that changes.
import { useCallback, useInsertionEffect, useRef, useSyncExternalStore } from "react";
import type { Source } from "../bindings/index.ts";

/** The snapshot of an object; undefined where there is no object. */
export type SnapshotOf<Of> = Of extends { readonly snapshot: unknown } ? Of["snapshot"] : undefined;

/**
 * The snapshot of any object of the package: a client, an invitation, a call, a line, a history. The component renders
 * again with each new one. For undefined it is undefined, so that hooks follow each other without conditions.
 */
export function useSnapshot<Of extends Source<unknown> | undefined>(source: Of): SnapshotOf<Of> {
  return useSource<unknown>(source, source?.snapshot) as SnapshotOf<Of>;
}

/** The snapshot of `source`. Without one, on a server, and while hydrating what a server rendered: `empty`. */
export function useSource<T>(source: Source<T> | undefined, empty: T): T {
  const subscribe = useCallback((tell: () => void) => source?.subscribe(tell) ?? nothing, [source]);
  return useSyncExternalStore(
    subscribe,
    () => (source === undefined ? empty : source.snapshot),
    () => empty,
  );
}

/** A function, always the same, that returns the `value` of the last rendering that is on the page. */
export function useLatest<T>(value: T): () => T {
  const ref = useRef(value);
  // Not while rendering: React may throw a rendering away. Before all other effects, which may ask for it.
  useInsertionEffect(() => {
    ref.current = value;
  }, [value]);
  return useCallback(() => ref.current, []);
}

const nothing = (): void => {};
