// What a person can do with a call to several people.
import { isTalking } from "./calls.ts";
import { type Kind, kindOf } from "./kinds.ts";
import type { Presence } from "./presence.ts";
import type { Problem, Store } from "./store.ts";

/** What the views may ask for. */
export interface SeveralActions {
  /** Calls one more of those who are called at once. Returns whether that worked; if not, the state has the problem. */
  addToGroup(peer: string): boolean;
  /** Stops calling one of them. */
  withdraw(peer: string): void;
  /** Calls those again who did not answer. */
  callGroupAgain(): void;
  /** Stops calling them, or closes their card. */
  cancelGroup(): void;
}

/** What these actions work with. `tell` shows a problem, and `attempt` what is thrown; both at the place `at`. */
export interface SeveralParts {
  readonly store: Store;
  readonly presence: Presence;
  /** Opens what a call of that kind sends. */
  readonly openFor: (kind: Kind | undefined) => void;
  readonly attempt: (at: string, run: () => void) => boolean;
  readonly tell: (at: string, say: Problem["say"]) => false;
  readonly checkId: (id: string) => Problem["say"] | undefined;
  readonly nameOption: () => { readonly name?: string };
}

/** The actions, and two that placing and answering a call need. */
export function createSeveralActions({
  store,
  presence,
  openFor,
  attempt,
  tell,
  checkId,
  nameOption,
}: SeveralParts) {
  return {
    callSeveral(ids: readonly string[], content: string, kind: Kind, at: string): boolean {
      const wrong = ids.map(checkId).find((problem) => problem !== undefined);
      if (wrong !== undefined) return tell(at, wrong);
      const talked = store.state.calls.find((it) => isTalking(it) && ids.includes(it.snapshot.peer))?.snapshot
        .peer;
      if (talked !== undefined) return tell(at, (words) => words.problems.inCallWith(talked));
      const options = { content, kind, ...nameOption() };
      const isSent = attempt(at, () => presence.session?.several.place(ids, options));
      if (isSent) openFor(kind);
      return isSent;
    },
    /** The card of those who did not answer goes as another call begins. */
    leaveGroup(): void {
      if (store.state.group?.outcome !== undefined) store.update({ group: undefined });
    },
    addToGroup(peer: string): boolean {
      const problem = checkId(peer);
      if (problem !== undefined) return tell("group", problem);
      return attempt("group", () => presence.session?.several.add(peer));
    },
    callGroupAgain: () =>
      void attempt("group", () => openFor(kindOf(presence.session?.several.again().kind))),
    withdraw: (peer: string) => presence.session?.several.withdraw(peer),
    cancelGroup(): void {
      presence.session?.several.cancel();
      store.update({ group: undefined });
    },
  };
}
