// How the demo uses the elements of the package: they show what is in the store, and what a person does in them becomes an action.
import type { Observable } from "peer-invite";

/**
 * A snapshot of the store as an object that an element takes. It has no methods, because the demo does by itself whatever an
 * element would do with it ({@link instead}).
 */
export function shown<S, Shown extends Observable<S>>(snapshot: S): Shown {
  const nothingMore = (): void => {};
  return { snapshot, subscribe: () => nothingMore, on: nothingMore } as unknown as Shown;
}

/** A listener that does `act` instead of what the element would do by itself. */
export function instead<Detail = void>(act: (detail: Detail) => void): (event: CustomEvent<Detail>) => void {
  return (event) => {
    event.preventDefault();
    act(event.detail);
  };
}
