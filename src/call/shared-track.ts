// The switch of a track, `enabled`, of which there is one: a microphone that is sent in several calls is off in all of them or in
// none, and is not on again because one of them ended.

/** A call that sends a track. */
export interface TrackUser {
  /** Another call that sends it turned it off or on. */
  switched(track: MediaStreamTrack, isOff: boolean): void;
}

interface Shared {
  readonly users: Set<TrackUser>;
  /** Whether one of them turned it off. */
  isOff: boolean;
}

const SHARED = new WeakMap<MediaStreamTrack, Shared>();

/** Whether a call that sends the track turned it off. */
export function isTurnedOff(track: MediaStreamTrack): boolean {
  return SHARED.get(track)?.isOff ?? false;
}

/** `user` sends the track from now on. It is off for it too, if it is. */
export function join(track: MediaStreamTrack, user: TrackUser): void {
  const shared = SHARED.get(track) ?? { users: new Set(), isOff: false };
  SHARED.set(track, shared);
  shared.users.add(user);
}

/** The person of `user`, who sends the track, turns it off or on: for all who send it. */
export function turn(track: MediaStreamTrack, user: TrackUser, isOff: boolean): void {
  const shared = SHARED.get(track);
  track.enabled = !isOff;
  if (shared === undefined) return;
  shared.isOff = isOff;
  for (const other of shared.users) if (other !== user) other.switched(track, isOff);
}

/** `user` no longer sends the track. What calls turned off is on again once none sends it. */
export function leave(track: MediaStreamTrack, user: TrackUser): void {
  const shared = SHARED.get(track);
  if (shared?.users.delete(user) !== true || shared.users.size > 0) return;
  SHARED.delete(track);
  if (shared.isOff) track.enabled = true;
}
