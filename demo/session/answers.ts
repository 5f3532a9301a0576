// Which kind of call this side takes part in, if it differs from the kind that the invitation asks for.
import type { Snapshot } from "../calls.ts";
import { type Kind, kindOf } from "../kinds.ts";

/** The kinds that were chosen here, by the call's key. */
export interface Answers {
  /** Chooses `kind`; undefined takes the choice back. */
  set(key: string, kind: Kind | undefined): void;
  /** What this side sends in the call of that invitation; undefined if no call follows. */
  kindFor(snapshot: Snapshot): Kind | undefined;
}

/** No kind chosen yet. */
export function createAnswers(): Answers {
  const chosen = new Map<string, Kind>();
  return {
    set(key, kind) {
      if (kind === undefined) chosen.delete(key);
      else chosen.set(key, kind);
    },
    kindFor: (snapshot) => chosen.get(snapshot.key) ?? kindOf(snapshot.kind),
  };
}
