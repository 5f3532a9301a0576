// What a person can do, as functions for the views. Each ends in the session, the talks, the studio or the store, never in a
// view.
import { isOpen, isOutgoing, isTalking, otherPeer } from "./calls.ts";
import { errorWords, idProblem, isAboutWords } from "./errors.ts";
import { type Kind, kindOf } from "./kinds.ts";
import { isName } from "./names.ts";
import type { Notifier } from "./parts/notice/notice.ts";
import { type Personal, storePersonal, withContact } from "./person.ts";
import type { Session } from "./session.ts";
import { type Settings, storeSettings } from "./settings.ts";
import type { Problem, Store } from "./store.ts";
import type { StudioKeeper, TrackKind } from "./studio.ts";
import type { Talks } from "./talks.ts";
import type { Words } from "./words/index.ts";

/** Everything a view may ask for. Cards are named by their call's key. */
export interface Actions {
  goOnline(name: string): void;
  leave(): void;
  /** Places a call; whether it went out. If not, the state has the problem, for the place `at` where it was asked for. */
  call(callee: string, content: string, kind: Kind, at?: Problem["at"]): boolean;
  callAgain(key: string): void;
  cancel(key: string): void;
  /** Accepts, and sends of itself what `kind` says. */
  accept(key: string, response: string, kind?: Kind): void;
  refuse(key: string, response: string): void;
  ignore(key: string): void;
  dismiss(key: string): void;
  hangUp(key: string): void;
  resume(key: string): void;
  turn(key: string, device: TrackKind): void;
  share(key: string): void;
  say(key: string, text: string): boolean;
  preview(isOn: boolean): void;
  choose(device: TrackKind, id: string): void;
  /** Puts somebody into the contacts, or out of them. Returns why not, where the name cannot be one; undefined when it is done. */
  setContact(peer: string, isIn: boolean): Problem["say"] | undefined;
  setPersonal(news: Partial<Personal>): void;
  set(news: Partial<Settings>): void;
  /** Sets what a connection is made with, and connects anew where there was one. */
  reconnect(news: Partial<Settings>): void;
  clearHistory(): void;
  /** Answers what is asked: whether to go on. */
  answer(isYes: boolean): void;
  /** Has the system show rings while this page is in the background, or no longer. The first time the person is asked. */
  setNotify(isOn: boolean): void;
}

/** What the actions work with. */
export interface Parts {
  readonly store: Store;
  readonly session: Session;
  readonly talks: Talks;
  readonly studio: StudioKeeper;
  readonly notifier: Notifier;
}

/** The actions, with what goes wrong put into the store. */
export function createActions({ store, session, talks, studio, notifier }: Parts): Actions {
  const tell = (at: string, say: Problem["say"], news: Partial<Problem> = {}): false => {
    store.update({ problem: { at, say, ...news } });
    return false;
  };
  /** Does it, or says at `at` why not. */
  const attempt = (at: string, run: () => void): boolean => {
    store.update({ problem: undefined });
    try {
      run();
      return true;
    } catch (error) {
      const say = errorWords(error, store.state.name);
      return tell(at, say, isAboutWords(error) ? { about: "message" } : {});
    }
  };
  const checkId = (id: string): Problem["say"] | undefined => idProblem(id, isName(id));

  const set = (news: Partial<Settings>): void => {
    storeSettings(news);
    store.update({ settings: { ...store.state.settings, ...news } });
    // The mirror shows what such a call would send.
    if (news.kind !== undefined && store.state.studio.isPreviewed) studio.preview(news.kind !== "chat");
  };
  const setPersonal = (news: Partial<Personal>): void => {
    const personal = { ...store.state.personal, ...news };
    storePersonal(store.state.name, personal);
    store.update({ personal });
  };
  /** Asks first, where it would end calls that are on. */
  const askIf = (
    isNeeded: boolean,
    what: keyof Words["page"]["questions"]["about"],
    act: () => void,
  ): void => {
    if (isNeeded) store.update({ question: { say: ({ page }) => page.questions.about[what], act } });
    else act();
  };
  const call: Actions["call"] = (callee, content, kind, at = "call") => {
    const { client } = session;
    const open = store.state.calls.filter((it) => isOpen(it) && otherPeer(it.snapshot) === callee);
    const problem = client === undefined ? (words: Words) => words.problems.notOnline : checkId(callee);
    if (problem !== undefined) return tell(at, problem);
    if (open.some(isTalking)) return tell(at, (words) => words.problems.inCallWith(callee));
    // A second press of the same button.
    if (open.some(isOutgoing)) return false;
    const isSent = attempt(at, () => session.place(callee, { content, channelId: kind }));
    if (isSent && kind !== "chat") void studio.open(kind);
    if (isSent) studio.preview(false);
    return isSent;
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
    leave: () => askIf(store.state.calls.some(isTalking), "leave", session.leave),
    call,
    callAgain(key) {
      const ended = session.outgoing(key) ?? session.incoming(key);
      if (ended === undefined) return;
      const peer = ended.role === "local" ? ended.callee : ended.caller;
      const content = ended.role === "local" ? ended.content : "";
      if (call(peer, content, kindOf(ended.channelId) ?? "audio", key)) dismiss(key);
    },
    cancel: (key) => void attempt(key, () => session.outgoing(key)?.cancel()),
    accept(key, response, kind) {
      const invitation = session.incoming(key);
      const asked = kindOf(invitation?.channelId);
      // Before, since what is sent on accept is asked for then; and not any more if it came to nothing.
      session.answerAs(key, kind);
      const isAccepted = attempt(key, () => invitation?.accept(response));
      if (!isAccepted) session.answerAs(key, undefined);
      if (!isAccepted || asked === undefined) return;
      void studio.open(kind ?? asked);
      studio.preview(false);
    },
    refuse: (key, response) => void attempt(key, () => session.incoming(key)?.refuse(response)),
    ignore: (key) => void attempt(key, () => session.incoming(key)?.ignore()),
    dismiss,
    hangUp: (key) => talks.hangUp(key),
    resume: (key) => talks.resume(key),
    turn: (key, device) => void talks.turn(key, device),
    share: (key) => void talks.share(key),
    say: (key, text) => talks.say(key, text),
    preview: (isOn) => studio.preview(isOn),
    choose(device, id) {
      const name = device === "audio" ? "microphoneId" : "cameraId";
      const before = store.state.settings[name];
      set({ [name]: id });
      void studio.change(device).then((isDone) => {
        if (!isDone && store.state.settings[name] === id) set({ [name]: before });
      });
    },
    setContact(peer, isIn) {
      const isOwn = peer === store.state.name;
      const problem = isOwn ? (words: Words) => words.problems.ownName : checkId(peer);
      if (isIn && problem !== undefined) return problem;
      setPersonal({ contacts: withContact(store.state.personal.contacts, peer, isIn) });
      return undefined;
    },
    setPersonal,
    set,
    reconnect(news) {
      askIf(store.state.calls.some(isTalking), "reconnect", () => {
        set(news);
        const { screen, name } = store.state;
        if (screen === "home") session.goOnline(name);
      });
    },
    clearHistory: () => askIf(true, "clear", () => void session.history?.clear()),
    answer(isYes) {
      const { question } = store.state;
      store.update({ question: undefined });
      if (isYes) question?.act();
    },
    setNotify(isOn) {
      set({ notify: isOn });
      if (isOn) void notifier.ask().then((notices) => store.update({ notices }));
    },
  };
}
