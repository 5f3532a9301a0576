// This side's camera and microphone. They are opened when the page needs them, exchanged for others, and closed when nothing
// needs them.
import { createDevices, type Wanted } from "./devices.ts";
import { KINDS, type Kind } from "./kinds.ts";
import { neededIn, type TrackKind } from "./needs.ts";
import type { State, Store } from "./store.ts";

/** Owns the local stream. */
export interface StudioKeeper {
  /**
   * Exactly what `kind` of call sends; undefined while some of it is not open. The same stream until its tracks change.
   */
  ready(kind: Kind): MediaStream | undefined;
  /** Opens what `kind` of call sends. Resolves with what could be opened of it; undefined if that is nothing. */
  open(kind: Kind): Promise<MediaStream | undefined>;
  /** Opens further devices. Resolves with the tracks of those that could be opened. */
  add(kinds: readonly TrackKind[]): Promise<readonly MediaStreamTrack[]>;
  /** Shows or ends the preview. */
  preview(isOn: boolean): void;
  /** Changes to the device that is set now, if another one is in use. Resolves with whether it could be opened. */
  change(kind: TrackKind): Promise<boolean>;
  /** Calls `listener` when a track has taken the place of another one. */
  onReplace(listener: (before: MediaStreamTrack, after: MediaStreamTrack) => void): void;
}

/** The studio of the page, which shows itself in `store`. */
export function createStudio(store: Store): StudioKeeper {
  const devices = createDevices(store);
  const listeners = new Set<(before: MediaStreamTrack, after: MediaStreamTrack) => void>();
  let stream: MediaStream | undefined;
  let picked: MediaStream | undefined;
  /** One request after the other, because a browser asks its person one question at a time. */
  let asking: Promise<unknown> = Promise.resolve();
  /** How many requests there are. While there are any, no device is closed. */
  let turns = 0;

  const tell = (news: Partial<State["studio"]>): void =>
    store.update({ studio: { ...store.state.studio, ...news } });

  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const turn = asking.then(act);
    asking = turn.catch(() => undefined);
    turns += 1;
    // After a timeout, because by then the request's caller has used what was opened.
    void asking.then(() =>
      setTimeout(() => {
        turns -= 1;
        letGo();
      }),
    );
    return turn;
  };

  const live = (kind: TrackKind): MediaStreamTrack | undefined =>
    stream?.getTracks().find((track) => track.kind === kind && track.readyState === "live");

  /** Asks for tracks, and forgets those that end. Errors are for the caller to show, once it is certain of them. */
  const getTracks: typeof devices.ask = async (wanted, chosen) => {
    const found = await devices.ask(wanted, chosen);
    for (const track of found.tracks) track.addEventListener("ended", () => stream?.removeTrack(track));
    return found;
  };

  /** Opens what is wanted and not open yet. */
  const ask = async (wanted: Wanted): Promise<void> => {
    const missing = {
      audio: wanted.audio && live("audio") === undefined,
      video: wanted.video && live("video") === undefined,
    };
    if (!missing.audio && !missing.video) return;
    const { tracks, errors } = await getTracks(missing);
    if (stream === undefined && tracks.length > 0) stream = new MediaStream();
    for (const track of tracks) stream?.addTrack(track);
    tell({ stream, errors });
  };

  /** A track of the device that is set now, or else another one of the device of `before`; and which of the two it is. */
  const exchange = async (
    before: MediaStreamTrack,
    wanted: Wanted,
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
    // A track that the page itself stops fires no event, but now it has ended for good.
    if (tracks[0] === undefined) before.dispatchEvent(new Event("ended"));
    return [tracks[0], false];
  };

  /** The open tracks that `kind` of call sends. A voice call does not send the camera of a preview. */
  const pick = (kind: Kind): MediaStream | undefined => {
    const tracks = stream?.getTracks().filter((track) => KINDS[kind][track.kind as TrackKind]) ?? [];
    const before = picked?.getTracks();
    const isSame = before?.length === tracks.length && tracks.every((track) => before.includes(track));
    if (!isSame) picked = new MediaStream(tracks);
    return tracks.length === 0 ? undefined : picked;
  };

  /** Closes every device that nothing needs. */
  const letGo = (): void => {
    if (stream === undefined || turns > 0) return;
    const needed = neededIn(store.state);
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
      const isReady = (!audio || live("audio")) && (!video || live("video"));
      return isReady ? pick(kind) : undefined;
    },
    open: (kind) =>
      inTurn(async () => {
        await ask(KINDS[kind]);
        return pick(kind);
      }),
    add: (kinds) =>
      inTurn(async () => {
        await ask({ audio: kinds.includes("audio"), video: kinds.includes("video") });
        return kinds.map(live).filter((track) => track !== undefined);
      }),
    preview(isOn) {
      tell({ isPreviewed: isOn, errors: [] });
      if (isOn) void inTurn(() => ask(KINDS[store.state.settings.kind]));
    },
    change: (kind) =>
      inTurn(async () => {
        const before = live(kind);
        if (before === undefined) return true;
        const [after, isChanged] = await exchange(before, only(kind));
        if (after === undefined) return false;
        // The call that needed it may have ended meanwhile. A call whose device was unplugged still needs it.
        if (!neededIn(store.state).has(kind)) {
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

function only(kind: TrackKind): Wanted {
  return { audio: kind === "audio", video: kind === "video" };
}
