// What a person can do, as functions for the views. Each function changes the presence, the calls, the studio or the store, never
// a view.

import type { Notifier } from "peer-invite/ui/functions";
import { isOpen, isOutgoing, isTalking } from "./calls.ts";
import { errorWords, idProblem, isAboutWords } from "./errors.ts";
import { type Kind, kindOf } from "./kinds.ts";
import { displayNameOf, isName, suggestAnotherName } from "./names.ts";
import type { TrackKind } from "./needs.ts";
import { type Personal, storePersonal, withContact } from "./person.ts";
import type { Presence } from "./presence.ts";
import type { Sending } from "./sending.ts";
import { type Settings, storeSettings } from "./settings.ts";
import { idsIn } from "./several.ts";
import { createSeveralActions, type SeveralActions } from "./several-actions.ts";
import type { CallSize, Problem, Store } from "./store.ts";
import type { StudioKeeper } from "./studio.ts";
import { unreadIn } from "./talk.ts";
import type { Talks } from "./talks.ts";
import type { Words } from "./words/index.ts";

/** Everything a view may ask for. Calls go by their key. */
export interface Actions extends SeveralActions {
  /** Goes online. `displayName`: the person's own name, as others see it. `callee`: whom to call at once. */
  goOnline(name: string, displayName?: string, callee?: string): void;
  leave(): void;
  /** Places a call, and returns whether it went out. If not, the state has the problem, to be shown at the place `at`. */
  call(callee: string, content: string, kind: Kind, at?: Problem["at"]): boolean;
  callAgain(key: string): void;
  cancel(key: string): void;
  /** Accepts the call. `kind`: what this side sends, by default what the caller asked for. */
  accept(key: string, response: string, kind?: Kind): void;
  refuse(key: string, response: string): void;
  ignore(key: string): void;
  dismiss(key: string): void;
  hangUp(key: string): void;
  resume(key: string): void;
  hold(key: string): void;
  /** Shows the call in the whole window, or small. */
  resize(size: CallSize): void;
  /** Shows or hides the chat of a call. */
  showChat(isOpen: boolean): void;
  /** The person has seen the chat of a call. */
  read(key: string): void;
  /** The person has seen which calls were missed. */
  seeMissed(): void;
  turn(key: string, device: TrackKind): void;
  share(key: string): void;
  /** Opens the devices of a call again that could not be opened. */
  tryDevices(key: string): void;
  /** The person has read which devices could not be opened. */
  forgetProblems(key: string): void;
  say(key: string, text: string): boolean;
  preview(isOn: boolean): void;
  choose(device: TrackKind, id: string): void;
  /** Adds a contact or removes one. `name`: the name to keep for it. Returns the problem if the id cannot be a contact's, otherwise undefined. */
  setContact(peer: string, isIn: boolean, name?: string): Problem["say"] | undefined;
  /** Asks who of the contacts is there, while they are shown. */
  listen(isOn: boolean): void;
  /** Tells the person when somebody comes online, or no longer. */
  await(peer: string, isOn: boolean): void;
  /** Shows or hides the list of the keyboard's shortcuts. */
  showKeys(isOpen: boolean): void;
  setPersonal(news: Partial<Personal>): void;
  set(news: Partial<Settings>): void;
  /** Changes the settings that a connection depends on, and reconnects if the page is online. */
  reconnect(news: Partial<Settings>): void;
  clearHistory(): void;
  /** Answers the question that is open: whether to go on. */
  answer(isYes: boolean): void;
  /** Turns the system's notifications of calls on or off. The first time, the browser asks the person. */
  setNotify(isOn: boolean): void;
}

/** What the actions work with. */
export interface Parts {
  readonly store: Store;
  readonly presence: Presence;
  readonly talks: Talks;
  readonly sending: Sending;
  readonly studio: StudioKeeper;
  readonly notifier: Notifier;
  /** The name that the page suggested. A person who keeps it minds no other name. */
  readonly suggestion: string;
}

const TRACKS = { camera: "video", microphone: "audio" } as const satisfies Record<string, TrackKind>;

/** The actions. An error in one is put into the store. */
export function createActions({
  store,
  presence,
  talks,
  sending,
  studio,
  notifier,
  suggestion,
}: Parts): Actions {
  const tell = (at: string, say: Problem["say"], news: Partial<Problem> = {}): false => {
    store.update({ problem: { at, say, ...news } });
    return false;
  };
  /** Runs it, and shows at `at` why it failed. Returns whether it worked. */
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
    // The preview shows what the next call would send.
    if (news.kind !== undefined && store.state.studio.isPreviewed) studio.preview(news.kind !== "chat");
  };
  const setPersonal = (news: Partial<Personal>): void => {
    const personal = { ...store.state.personal, ...news };
    storePersonal(store.state.name, personal);
    store.update({ personal });
  };
  /** Asks the person first, if that is needed. */
  const askIf = (
    isNeeded: boolean,
    what: keyof Words["page"]["questions"]["about"],
    act: () => void,
  ): void => {
    if (isNeeded) store.update({ question: { say: ({ page }) => page.questions.about[what], act } });
    else act();
  };
  const forgetProblems = (key: string): void => {
    store.update({ studio: { ...store.state.studio, errors: [] } });
    talks.tell(key, { mediaError: undefined });
  };
  const outgoing = (key: string) => presence.session?.invitations.outgoing(key);
  const incoming = (key: string) => presence.session?.invitations.incoming(key);
  const nameOption = (): { readonly name?: string } => {
    const { displayName } = store.state.personal;
    return displayName === "" ? {} : { name: displayName };
  };
  const openFor = (kind: Kind | undefined): void => {
    if (kind !== undefined && kind !== "chat") void studio.open(kind);
    studio.preview(false);
  };
  const { callSeveral, leaveGroup, ...severalActions } = createSeveralActions({
    store,
    presence,
    openFor,
    attempt,
    tell,
    checkId,
    nameOption,
  });
  const call: Actions["call"] = (text, content, kind, at = "call") => {
    const { session } = presence;
    const ids = idsIn(text);
    if (session !== undefined && ids.length > 1) return callSeveral(ids, content, kind, at);
    const [callee = text] = ids;
    leaveGroup();
    const open = store.state.calls.filter((it) => isOpen(it) && it.snapshot.peer === callee);
    const problem = session === undefined ? (words: Words) => words.problems.notOnline : checkId(callee);
    if (problem !== undefined) return tell(at, problem);
    if (open.some(isTalking)) return tell(at, (words) => words.problems.inCallWith(callee));
    // A second press of the same button.
    if (open.some(isOutgoing)) return false;
    const isSent = attempt(at, () => session?.invitations.place(callee, { content, kind, ...nameOption() }));
    if (isSent) openFor(kind);
    return isSent;
  };
  const dismiss = (key: string): void => {
    presence.session?.invitations.forget(key);
    const { calls, problem } = store.state;
    store.update({
      calls: calls.filter((known) => known.key !== key),
      problem: problem?.at === key ? undefined : problem,
    });
  };

  return {
    goOnline(name, displayName, callee = "") {
      const problem = checkId(name);
      if (problem !== undefined) return void tell("name", problem);
      presence.goOnline(name, {
        ...(name === suggestion && { another: suggestAnotherName() }),
        ...(displayName !== undefined && { displayName: displayNameOf(displayName) }),
        ...(callee !== "" && { begun: () => void call(callee, "", store.state.settings.kind) }),
      });
    },
    leave: () => askIf(store.state.calls.some(isTalking), "leave", presence.leave),
    call,
    ...severalActions,
    callAgain(key) {
      const ended = outgoing(key) ?? incoming(key);
      if (ended === undefined) return;
      const content = ended.role === "local" ? ended.content : "";
      if (call(ended.peer, content, kindOf(ended.kind) ?? "audio", key)) dismiss(key);
    },
    cancel: (key) => void attempt(key, () => outgoing(key)?.cancel()),
    accept(key, response, kind) {
      leaveGroup();
      const asked = kindOf(incoming(key)?.kind);
      const isAccepted = attempt(key, () => presence.session?.invitations.accept(key, response, kind));
      if (!isAccepted || asked === undefined) return;
      void studio.open(kind ?? asked);
      studio.preview(false);
    },
    refuse: (key, response) => void attempt(key, () => incoming(key)?.refuse(response)),
    ignore: (key) => void attempt(key, () => incoming(key)?.ignore()),
    dismiss,
    hangUp: (key) => talks.hangUp(key),
    resume: (key) => talks.resume(key),
    hold: (key) => talks.find(key)?.hold(),
    resize: (callSize) => store.update({ callSize }),
    showChat: (isChatOpen) => store.update({ isChatOpen, ...(isChatOpen && { callSize: "large" }) }),
    read(key) {
      const talk = store.state.calls.find((call) => call.key === key)?.talk;
      if (talk !== undefined && unreadIn(talk) > 0)
        talks.tell(key, { readNumber: talk.chat.lines.at(-1)?.number ?? 0 });
    },
    seeMissed: () => store.update({ missedSeenMs: Date.now() }),
    turn: (key, device) => void sending.turn(key, device),
    share: (key) => void sending.share(key),
    tryDevices(key) {
      const { calls, studio } = store.state;
      const lost = calls.find((call) => call.key === key)?.talk?.mediaError;
      const failed = [...studio.errors, ...(lost ? [lost] : [])].map(({ device }) => TRACKS[device]);
      forgetProblems(key);
      void sending.open(key, [...new Set(failed)]);
    },
    forgetProblems,
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
    setContact(peer, isIn, name) {
      const isOwn = peer === store.state.name;
      const problem = isOwn ? (words: Words) => words.problems.ownName : checkId(peer);
      if (isIn && problem !== undefined) return problem;
      const { contacts, names } = store.state.personal;
      const { [peer]: _, ...others } = names;
      setPersonal({
        contacts: withContact(contacts, peer, isIn),
        names: isIn && name !== undefined ? { ...others, [peer]: name } : others,
      });
      return undefined;
    },
    setPersonal: ({ displayName, ...news }) =>
      setPersonal({ ...news, ...(displayName !== undefined && { displayName: displayNameOf(displayName) }) }),
    set,
    reconnect(news) {
      askIf(store.state.calls.some(isTalking), "reconnect", () => {
        set(news);
        const { screen, name } = store.state;
        if (screen === "home") presence.goOnline(name);
      });
    },
    listen: (isListening) => store.update({ isListening }),
    await(peer, isOn) {
      const others = store.state.awaited.filter((it) => it !== peer);
      // What was known of it is old news.
      const { [peer]: _, ...presences } = store.state.presences;
      store.update({ awaited: isOn ? [...others, peer] : others, presences });
    },
    showKeys: (isKeysOpen) => store.update({ isKeysOpen }),
    clearHistory: () => askIf(true, "clear", () => void presence.session?.history.clear()),
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
