// The calls that accepted invitations lead to. One is active at a time, and all their events go into the store.
import type { Invitation } from "peer-invite";
import { type Call, type CallOptions, type CallSnapshot, startCall } from "peer-invite/call";
import { recordCall } from "peer-invite/ui/functions";
import { type Call as Card, putTalk } from "./calls.ts";
import { addLine, EMPTY_CHAT } from "./chat.ts";
import type { Kind } from "./kinds.ts";
import { logStep } from "./log.ts";
import { endScreen } from "./screen.ts";
import { rtcConfigOf } from "./servers.ts";
import type { Store } from "./store.ts";
import type { StudioKeeper } from "./studio.ts";
import { createTalk, type Talk } from "./talk.ts";
import { isWide } from "./wide.ts";

/** The calls, by the key of their card. */
export interface Talks {
  /** Begins the call of an invitation that has just been accepted, and puts the others on hold. */
  begin(invitation: Invitation, kind: Kind): void;
  hangUp(key: string): void;
  /** Resumes a call that is on hold, and puts the others on hold. */
  resume(key: string): void;
  /** Sends a chat line. Returns whether it went out. */
  say(key: string, text: string): boolean;
  /** A call that has not ended. */
  find(key: string): Call | undefined;
  /** Every call that has not ended. */
  all(): Iterable<Call>;
  /** Changes what the page shows of a call. */
  tell(key: string, news: Partial<Talk>): void;
}

const STATS_EVERY_MS = 2_000;

/** No calls yet. `limits`: the time limits that the page's address asks for. */
export function createTalks(
  store: Store,
  studio: StudioKeeper,
  limits: NonNullable<CallOptions["limits"]>,
): Talks {
  const calls = new Map<string, Call>();

  const find = (key: string): Card | undefined => store.state.calls.find((call) => call.key === key);
  const tell = (key: string, news: Partial<Talk>): void =>
    store.update({ calls: putTalk(store.state.calls, key, news) });

  const show = (key: string, snapshot: CallSnapshot): void => {
    const card = find(key);
    if (card?.talk === undefined) return;
    const before = card.talk.snapshot.state;
    const nowMs = Date.now();
    const { state, end } = snapshot;
    tell(key, {
      snapshot,
      wasConnected: card.talk.wasConnected || state === "connected",
      endedAtMs: end === undefined ? undefined : nowMs,
    });
    // A problem with a call does not outlive it.
    const { problem } = store.state;
    if (end !== undefined && (problem?.at === key || problem?.at === "lists"))
      store.update({ problem: undefined });
    if (state === before || state === "connecting") return;
    const step =
      end === undefined ? (`call-${state as "connected"}` as const) : (`call-${end.reason}` as const);
    store.update({
      log: logStep(store.state.log, card.snapshot, step, nowMs, end?.content),
      ...(state === "connected" && { chart: recordCall(store.state.chart, key) }),
    });
  };

  const chat = (key: string, isMine: boolean, data: string | Uint8Array): void =>
    tell(key, { chat: addLine(find(key)?.talk?.chat ?? EMPTY_CHAT, isMine, data, Date.now()) });

  const listen = (key: string, call: Call): void => {
    calls.set(key, call);
    const poll = setInterval(async () => {
      if (call.state === "connected") tell(key, { stats: await call.stats() });
    }, STATS_EVERY_MS);
    call.on("changed", (snapshot) => show(key, snapshot));
    call.on("data", (data) => chat(key, false, data));
    call.on("mediaError", (mediaError) => tell(key, { mediaError }));
    call.once("ended", () => {
      clearInterval(poll);
      calls.delete(key);
      endScreen(call.snapshot.screen);
    });
  };

  const holdOthers = (key: string): void => {
    for (const [other, call] of calls) if (other !== key) call.hold();
  };

  return {
    begin(invitation, kind) {
      const { key } = invitation;
      holdOthers(key);
      // The call starts even before camera and microphone are open: without a call, this side is not busy.
      const stream = studio.ready(kind);
      const call = startCall(invitation, { stream, config: rtcConfigOf(store.state.settings), limits });
      const talk = createTalk(kind, call.snapshot, Date.now());
      store.update({
        calls: store.state.calls.map((it) => (it.key === key ? { ...it, talk } : it)),
        callSize: "large",
        isChatOpen: kind === "chat" || isWide(),
      });
      listen(key, call);
      if (stream !== undefined || kind === "chat") return;
      void studio.open(kind).then((late) => {
        if (late !== undefined && call.state !== "ended") call.addStream(late);
      });
    },
    hangUp: (key) => calls.get(key)?.hangUp(),
    resume(key) {
      holdOthers(key);
      calls.get(key)?.resume();
    },
    say(key, text) {
      const call = calls.get(key);
      if (call?.state !== "connected") return false;
      call.send(text);
      chat(key, true, text);
      return true;
    },
    find: (key) => calls.get(key),
    all: () => calls.values(),
    tell,
  };
}
