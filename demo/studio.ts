// This side's camera and microphone: opened when they are needed, shown in the preview, changed for others, and let go of
// when nothing needs them any more.
import { getMedia, type MediaError } from "peer-invite/call";
import { type Call, isTalking } from "./calls.ts";
import { KINDS, type Kind, kindOf } from "./kinds.ts";
import type { Settings } from "./settings.ts";
import type { State, Store } from "./store.ts";

const CORES_OF_A_STRONG_MACHINE = 4;

/** What a device gives: as the browser names the kinds of tracks. */
export type TrackKind = "audio" | "video";

/** Which devices are asked for. */
type Devices = Pick<Settings, "cameraId" | "microphoneId">;

/** Owns the local stream. */
export interface StudioKeeper {
  /** What `kind` of call sends, and nothing else, if all of it is open already. The same stream until its tracks change. */
  ready(kind: Kind): MediaStream | undefined;
  /** What `kind` of call sends, and nothing else, as far as it can be had; undefined where that is nothing. */
  open(kind: Kind): Promise<MediaStream | undefined>;
  /** A track more, for a call that did without it so far. */
  add(kind: TrackKind): Promise<MediaStreamTrack | undefined>;
  /** Shows or ends the preview. */
  preview(isOn: boolean): void;
  /** Changes to the device that is set now, at once if another is in use. Resolves with whether it could be had. */
  change(kind: TrackKind): Promise<boolean>;
  /** Called when a track took the place of another one. */
  onReplace(listener: (before: MediaStreamTrack, after: MediaStreamTrack) => void): void;
}

/** The studio of the page, which shows itself in `store`. */
export function createStudio(store: Store): StudioKeeper {
  const listeners = new Set<(before: MediaStreamTrack, after: MediaStreamTrack) => void>();
  let stream: MediaStream | undefined;
  let picked: MediaStream | undefined;
  /** One request after the other: a browser asks its person one thing at a time. */
  let asking: Promise<unknown> = Promise.resolve();
  /** How many requests there are. While there are any, nothing is let go of. */
  let turns = 0;

  const tell = (news: Partial<State["studio"]>): void =>
    store.update({ studio: { ...store.state.studio, ...news } });

  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const turn = asking.then(act);
    asking = turn.catch(() => undefined);
    turns += 1;
    // Whoever asked has made use of what there is by then.
    void asking.then(() =>
      setTimeout(() => {
        turns -= 1;
        letGo();
      }),
    );
    return turn;
  };

  /** Asks the browser for devices. What could not be had is told by whoever asked, once it is certain. */
  const getTracks = async (
    wanted: { audio: boolean; video: boolean },
    settings: Devices = store.state.settings,
  ): Promise<{ tracks: MediaStreamTrack[]; errors: readonly MediaError[] }> => {
    tell({ isAsking: true });
    // Devices come and go, and not every browser tells.
    await list();
    const { stream: got, errors } = await getMedia(
      constraintsFor(wanted, settings, store.state.studio),
    ).finally(() => tell({ isAsking: false }));
    const tracks = got?.getTracks() ?? [];
    for (const track of tracks) track.addEventListener("ended", () => stream?.removeTrack(track));
    return { tracks, errors };
  };

  /** Asks for what of the two is wanted and not there yet. */
  const ask = async (wanted: { audio: boolean; video: boolean }): Promise<void> => {
    const missing = {
      audio: wanted.audio && !has("audio"),
      video: wanted.video && !has("video"),
    };
    if (!missing.audio && !missing.video) return;
    const { tracks, errors } = await getTracks(missing);
    if (stream === undefined && tracks.length > 0) stream = new MediaStream();
    for (const track of tracks) stream?.addTrack(track);
    tell({ stream, errors });
    await list();
  };

  /** A track of the device that is set now in place of `before`, or else one more of its own; and which of the two. */
  const exchange = async (
    before: MediaStreamTrack,
    wanted: { audio: boolean; video: boolean },
  ): Promise<readonly [after: MediaStreamTrack | undefined, isChanged: boolean]> => {
    const first = await getTracks(wanted);
    const isTaken = first.errors.some(({ code }) => code === "device-busy" || code === "device-failed");
    if (first.tracks[0] !== undefined || !isTaken) {
      tell({ errors: first.errors });
      return [first.tracks[0], true];
    }
    // A phone opens one camera at a time.
    const { deviceId = "" } = before.getSettings();
    before.stop();
    const second = await getTracks(wanted);
    tell({ errors: second.errors });
    if (second.tracks[0] !== undefined) return [second.tracks[0], true];
    const { tracks } = await getTracks(wanted, { cameraId: deviceId, microphoneId: deviceId });
    // Whoever stops a track is told of no end, and now there is one.
    if (tracks[0] === undefined) before.dispatchEvent(new Event("ended"));
    return [tracks[0], false];
  };

  /** Finds out which devices there are. Before a person allowed one, browsers do not tell their names. */
  const list = async (): Promise<void> => {
    const all = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? [];
    const devices = all.filter(({ deviceId, label }) => deviceId !== "" && label !== "");
    tell({
      cameras: devices.filter(({ kind }) => kind === "videoinput"),
      microphones: devices.filter(({ kind }) => kind === "audioinput"),
    });
  };
  navigator.mediaDevices?.addEventListener("devicechange", () => void list());

  const has = (kind: TrackKind): boolean =>
    stream?.getTracks().some((track) => track.kind === kind && track.readyState === "live") === true;

  /** What of the open devices `kind` of call sends: a camera that is previewed is not for a call by voice. */
  const pick = (kind: Kind): MediaStream | undefined => {
    const tracks = stream?.getTracks().filter((track) => KINDS[kind][track.kind as TrackKind]) ?? [];
    const before = picked?.getTracks();
    const isSame = before?.length === tracks.length && tracks.every((track) => before.includes(track));
    if (!isSame) picked = new MediaStream(tracks);
    return tracks.length === 0 ? undefined : picked;
  };

  /** Ends every device that nothing needs any more. */
  const letGo = (): void => {
    if (stream === undefined || turns > 0) return;
    const needed = neededBy(store.state);
    const idle = stream.getTracks().filter(({ kind }) => !needed.has(kind));
    if (idle.length === 0) return;
    for (const track of idle) {
      track.stop();
      stream.removeTrack(track);
    }
    if (stream.getTracks().length === 0) stream = undefined;
    tell({ stream });
  };
  store.subscribe(letGo);

  return {
    ready(kind) {
      const { audio, video } = KINDS[kind];
      return (!audio || has("audio")) && (!video || has("video")) ? pick(kind) : undefined;
    },
    open: (kind) =>
      inTurn(async () => {
        await ask(KINDS[kind]);
        return pick(kind);
      }),
    add: (kind) =>
      inTurn(async () => {
        await ask({ audio: kind === "audio", video: kind === "video" });
        return stream?.getTracks().find((track) => track.kind === kind && track.readyState === "live");
      }),
    preview(isOn) {
      tell({ isPreviewed: isOn, errors: [] });
      if (isOn) void inTurn(() => ask(KINDS[store.state.settings.kind]));
    },
    change: (kind) =>
      inTurn(async () => {
        const before = stream?.getTracks().find((it) => it.kind === kind && it.readyState === "live");
        if (before === undefined) return true;
        const [after, isChanged] = await exchange(before, {
          audio: kind === "audio",
          video: kind === "video",
        });
        if (after === undefined) return false;
        // The call that it was for may have ended meanwhile; or the device was unplugged, and the call goes on.
        if (!neededBy(store.state).has(kind)) {
          after.stop();
          return isChanged;
        }
        for (const listener of listeners) listener(before, after);
        stream ??= new MediaStream();
        stream.removeTrack(before);
        stream.addTrack(after);
        before.stop();
        return isChanged;
      }),
    onReplace: (listener) => void listeners.add(listener),
  };
}

/** The kinds of track that something on the page wants: a preview that is shown, a call, or one that is about to be. */
function neededBy({ calls, studio, settings }: State): ReadonlySet<string> {
  const needed = new Set<string>();
  const need = (kind: Kind): void => {
    if (KINDS[kind].audio) needed.add("audio");
    if (KINDS[kind].video) needed.add("video");
  };
  if (studio.isPreviewed) need(settings.kind);
  for (const call of calls) {
    const kind = kindOf(call.snapshot.channelId);
    if (kind !== undefined && isAboutToTalk(call)) need(kind);
    if (!isTalking(call)) continue;
    const { streams, screen } = call.talk.snapshot;
    const tracks = streams.filter((it) => it !== screen).flatMap((it) => it.getTracks());
    for (const { kind: sent } of tracks) needed.add(sent);
    need(call.talk.kind);
  }
  return needed;
}

function isAboutToTalk({ snapshot }: Call): boolean {
  const kind = kindOf(snapshot.channelId);
  if (kind === undefined || kind === "chat" || snapshot.outcome !== undefined) return false;
  return snapshot.role === "local" || snapshot.state === "accepting";
}

/** Few cores would all be spent on encoding a large picture. */
const isStrong = navigator.hardwareConcurrency >= CORES_OF_A_STRONG_MACHINE;

function constraintsFor(
  wanted: { audio: boolean; video: boolean },
  { cameraId, microphoneId }: Devices,
  { cameras, microphones }: State["studio"],
): MediaStreamConstraints {
  // One that is there is meant, and no other; in place of one that is not there, any other will do.
  const from = (id: string, there: readonly MediaDeviceInfo[]): MediaTrackConstraints => {
    if (id === "") return {};
    return { deviceId: there.some(({ deviceId }) => deviceId === id) ? { exact: id } : id };
  };
  return {
    audio: wanted.audio && from(microphoneId, microphones),
    video: wanted.video && {
      ...from(cameraId, cameras),
      width: { ideal: isStrong ? 1_280 : 640 },
      height: { ideal: isStrong ? 720 : 360 },
    },
  };
}
