// What a person can do, as functions for the views. Each ends in the session or in the store, never in a view.
import { util } from "peerjs";
import type { Session } from "./session.ts";
import type { Store } from "./store.ts";
import { errorWords, idProblem, notOnlineYet } from "./words.ts";

/** Everything a view may ask for. Cards are named by their call's key. */
export interface Actions {
  goOnline(name: string): void;
  leave(): void;
  /** Places a call; whether it went out. If not, the state has the problem. */
  call(callee: string, content: string): boolean;
  callAgain(key: string): void;
  cancel(key: string): void;
  accept(key: string, response: string): void;
  refuse(key: string, response: string): void;
  ignore(key: string): void;
  dismiss(key: string): void;
}

const ID_MAX_LENGTH = 128;

/** The actions on `session`, with what goes wrong put into `store`. */
export function createActions(store: Store, session: Session): Actions {
  /** Does it, or says at `at` why not. */
  const attempt = (at: string, run: () => void): boolean => {
    store.update({ problem: undefined });
    try {
      run();
      return true;
    } catch (error) {
      store.update({ problem: { at, text: errorWords(error, store.state.name) } });
      return false;
    }
  };
  const tell = (at: string, text: string): false => {
    store.update({ problem: { at, text } });
    return false;
  };
  const checkId = (id: string): string | undefined =>
    idProblem(id, id.length <= ID_MAX_LENGTH && util.validateId(id));

  const call = (callee: string, content: string): boolean => {
    const { client } = session;
    const problem = client === undefined ? notOnlineYet() : checkId(callee);
    if (problem !== undefined) return tell("call", problem);
    return attempt("call", () => client?.createLocalInvitation(callee, { content }).send());
  };
  const dismiss = (key: string): void => {
    session.forget(key);
    const { calls, problem } = store.state;
    store.update({
      calls: calls.filter((known) => known.key !== key),
      problem: problem?.at === key ? undefined : problem,
    });
  };

  return {
    goOnline(name) {
      const problem = checkId(name);
      if (problem === undefined) session.goOnline(name);
      else tell("name", problem);
    },
    leave: () => session.leave(),
    call,
    callAgain(key) {
      const ended = session.outgoing(key);
      if (ended !== undefined && call(ended.callee, ended.content)) dismiss(key);
    },
    cancel: (key) => void attempt(key, () => session.outgoing(key)?.cancel()),
    accept: (key, response) => void attempt(key, () => session.incoming(key)?.accept(response)),
    refuse: (key, response) => void attempt(key, () => session.incoming(key)?.refuse(response)),
    ignore: (key) => void attempt(key, () => session.incoming(key)?.ignore()),
    dismiss,
  };
}
