// How a component shows a value that changes.
import {
  getCurrentInstance,
  type MaybeRefOrGetter,
  onMounted,
  type ShallowRef,
  shallowReadonly,
  shallowRef,
  toValue,
  watch,
} from "vue";
import type { Source } from "../bindings/index.ts";

/** A ref that a composable returns. Its value is replaced, never changed. */
export type Shown<T> = Readonly<ShallowRef<T>>;

/** The snapshot of an object; undefined where there is no object. */
export type SnapshotOf<Of> = Of extends { readonly snapshot: unknown } ? Of["snapshot"] : undefined;

/**
 * The snapshot of any object of the package: a client, an invitation, a call, a line, a history. `source`: the object, a
 * ref or a getter. For undefined it is undefined.
 */
export function useSnapshot<Of extends Source<unknown> | undefined>(
  source: MaybeRefOrGetter<Of>,
): Shown<SnapshotOf<Of>> {
  return useSource<unknown>(() => toValue(source), undefined) as Shown<SnapshotOf<Of>>;
}

/**
 * The snapshot of the source that `pick` returns. `empty`: what is shown without one, on a server, and until the
 * component is mounted, so that it hydrates to what the server rendered.
 */
export function useSource<T>(pick: () => Source<T> | undefined, empty: T): Shown<T> {
  const shown = shallowRef(empty) as ShallowRef<T>;
  const isInPage = shallowRef(false);
  const begin = (): void => {
    isInPage.value = true;
  };
  // Outside of a component, in an effect scope, nothing is hydrated.
  if (getCurrentInstance() !== null) onMounted(begin);
  else if (typeof document !== "undefined") begin();
  watch(
    () => (isInPage.value ? pick() : undefined),
    (source, _before, onCleanup) => {
      const show = (): void => {
        shown.value = source === undefined ? empty : source.snapshot;
      };
      if (source !== undefined) {
        let isOver = false;
        const end = source.subscribe(() => {
          // A source that was left may still be telling its listeners.
          if (!isOver) show();
        });
        onCleanup(() => {
          isOver = true;
          end();
        });
      }
      show();
    },
    { immediate: true, flush: "sync" },
  );
  return shallowReadonly(shown);
}
