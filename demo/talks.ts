// Runs the calls that come of accepted invitations, one at a time, and puts all they tell into the store.
import type { InvitationClient, LocalInvitation, RemoteInvitation } from "peer-invite";
import { type Call, type CallOptions, type CallSnapshot, preconnectCalls, startCall } from "peer-invite/call";
import { type Call as Card, keyOf, putTalk } from "./calls.ts";
import { addLine, EMPTY_CHAT } from "./chat.ts";
import type { Kind } from "./kinds.ts";
import { aboutOf, logStep } from "./log.ts";
import { chartKeyOf, recordCall } from "./parts/chart/records.ts";
import { askForScreen, endScreen } from "./screen.ts";
import { rtcConfigOf } from "./servers.ts";
import type { Store } from "./store.ts";
import type { StudioKeeper, TrackKind } from "./studio.ts";
import { createTalk, hasPicture, type Talk } from "./talk.ts";

/** What a person can do in a call. Calls are named by their card's key. */
export interface Talks {
  /** Has calls with contacts set up while they ring. `kindOf`: what this side sends if it accepts. */
  prepare(client: InvitationClient, kindOf: (invitation: RemoteInvitation) => Kind | undefined): void;
  /** Begins the call of an invitation that has just been accepted; what else goes on is put on hold. */
  begin(invitation: LocalInvitation | RemoteInvitation, kind: Kind): void;
  hangUp(key: string): void;
  /** Takes up a call that is on hold; what else goes on is put on hold. */
  resume(key: string): void;
  /** Turns microphone or camera off or on; on for the first time, it is asked for. */
  turn(key: string, device: TrackKind): Promise<void>;
  /** Shows a screen to the other side, or no longer. */
  share(key: string): Promise<void>;
  /** Sends a chat line. Whether it went out. */
  say(key: string, text: string): boolean;
}

const STATS_EVERY_MS = 2_000;

/** The calls of the page. `limits`: the time limits that the address asks for. */
export function createTalks(
  store: Store,
  studio: StudioKeeper,
  limits: NonNullable<CallOptions["limits"]>,
): Talks {
  const calls = new Map<string, Call>();
  /** The calls for which a screen is being chosen. */
  const choosing = new Set<string>();

  const find = (key: string): Card | undefined => store.state.calls.find((call) => call.key === key);
  const talkOf = (key: string): Talk | undefined => find(key)?.talk;
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
    // What was said about a call that is over is over.
    const { problem } = store.state;
    if (end !== undefined && (problem?.at === key || problem?.at === "lists"))
      store.update({ problem: undefined });
    if (state === before || state === "connecting") return;
    const step =
      end === undefined ? (`call-${state as "connected"}` as const) : (`call-${end.reason}` as const);
    store.update({
      log: logStep(store.state.log, aboutOf(card.snapshot), step, nowMs, end?.content),
      ...(state === "connected" && { chart: recordCall(store.state.chart, chartKeyOf(card.snapshot)) }),
    });
  };

  const chat = (key: string, isMine: boolean, data: string | Uint8Array): void =>
    tell(key, { chat: addLine(talkOf(key)?.chat ?? EMPTY_CHAT, isMine, data) });

  const listen = (key: string, call: Call): void => {
    calls.set(key, call);
    const poll = setInterval(async () => {
      if (call.state === "connected") tell(key, { stats: await call.stats() });
    }, STATS_EVERY_MS);
    call.on("stateChanged", (snapshot) => show(key, snapshot));
    call.on("data", (data) => chat(key, false, data));
    call.on("mediaError", (mediaError) => tell(key, { mediaError }));
    call.once("ended", () => {
      clearInterval(poll);
      calls.delete(key);
      endScreen(call.snapshot.screen);
    });
  };

  /** Sends a track in place of another one, in every call that sends that. */
  const replace = (before: MediaStreamTrack, after: MediaStreamTrack): void => {
    const streams = new Set<MediaStream>();
    for (const call of calls.values()) {
      const stream = call.snapshot.streams.find((it) => it.getTracks().includes(before));
      if (stream === undefined) continue;
      call.replaceTrack(before, after);
      streams.add(stream);
    }
    // Two calls may send the same. It is what is shown of this side, and found here the next time.
    for (const stream of streams) {
      stream.removeTrack(before);
      stream.addTrack(after);
    }
  };
  studio.onReplace(replace);

  const holdOthers = (key: string): void => {
    for (const [other, call] of calls) if (other !== key) call.hold();
  };

  return {
    prepare(client, kindOf) {
      preconnectCalls(client, {
        mayPreconnect: (peer) => store.state.personal.contacts.includes(peer),
        streamOnAccept(invitation) {
          const kind = kindOf(invitation);
          return kind && studio.ready(kind);
        },
        get config() {
          return rtcConfigOf(store.state.settings);
        },
      });
    },
    begin(invitation, kind) {
      const key = keyOf(invitation.snapshot);
      holdOthers(key);
      // At once, camera or not: until its call is on, this side is not busy.
      const stream = studio.ready(kind);
      const call = startCall(invitation, { stream, config: rtcConfigOf(store.state.settings), limits });
      const talk = createTalk(kind, call.snapshot, Date.now());
      store.update({ calls: store.state.calls.map((it) => (it.key === key ? { ...it, talk } : it)) });
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
    async turn(key, device) {
      const call = calls.get(key);
      const snapshot = talkOf(key)?.snapshot;
      const now = device === "audio" ? snapshot?.microphone : snapshot?.camera;
      if (now === "none") {
        const track = await studio.add(device);
        const isSent = call?.snapshot.streams.some((stream) => track && stream.getTracks().includes(track));
        if (track === undefined || call === undefined || call.state === "ended" || isSent) return;
        // In the place of the one that was unplugged, if there was one: otherwise the other side has two pictures.
        const dead = lostTrack(call.snapshot, device);
        if (dead === undefined) call.addStream(new MediaStream([track]));
        else replace(dead, track);
        // It may have been off before it was unplugged.
        if (device === "audio") call.setMuted(false);
        else call.setCameraOff(false);
        return tell(key, { mediaError: undefined });
      }
      if (device === "audio") call?.setMuted(now === "on");
      else call?.setCameraOff(now === "on");
    },
    async share(key) {
      const call = calls.get(key);
      const shown = call?.snapshot.screen;
      if (call === undefined || choosing.has(key)) return;
      if (shown !== undefined) {
        endScreen(shown);
        return call.removeStream(shown);
      }
      choosing.add(key);
      const stream = await askForScreen().finally(() => choosing.delete(key));
      if (stream === undefined) return;
      // Its person may have ended it meanwhile.
      if (call.state === "ended" || !hasPicture(stream)) endScreen(stream);
      else call.addStream(stream, { screen: true });
    },
    say(key, text) {
      const call = calls.get(key);
      if (call?.state !== "connected") return false;
      call.send(text);
      chat(key, true, text);
      return true;
    },
  };
}

/** A track that a call sends though its device is gone. */
function lostTrack({ streams, screen }: CallSnapshot, device: TrackKind): MediaStreamTrack | undefined {
  const tracks = streams.filter((stream) => stream !== screen).flatMap((stream) => stream.getTracks());
  return tracks.find(({ kind, readyState }) => kind === device && readyState === "ended");
}
