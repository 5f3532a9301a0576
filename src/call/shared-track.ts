// Shares the switch of a track, `enabled`, between calls. There is one switch per track, so a microphone that several
// calls send is off in all of them or in none, and stays off when one of the calls ends.

/** A call that sends a track. */
export interface TrackUser {
  /** Another call that sends the track turned it off or on. */
  switched(track: MediaStreamTrack, isOff: boolean): void;
}

interface Shared {
  readonly users: Set<TrackUser>;
  /** Whether one of the calls turned it off. */
  isOff: boolean;
}

const SHARED = new WeakMap<MediaStreamTrack, Shared>();

/** Whether a call that sends the track turned it off. */
export function isTurnedOff(track: MediaStreamTrack): boolean {
  return SHARED.get(track)?.isOff ?? false;
}

/** `user` begins to send the track. If the track is off, it is off for `user` too. */
export function join(track: MediaStreamTrack, user: TrackUser): void {
  const shared = SHARED.get(track) ?? { users: new Set(), isOff: false };
  SHARED.set(track, shared);
  shared.users.add(user);
}

/** The person of `user`, which sends the track, turns it off or on for every call that sends it. */
export function turn(track: MediaStreamTrack, user: TrackUser, isOff: boolean): void {
  const shared = SHARED.get(track);
  track.enabled = !isOff;
  if (shared === undefined) return;
  shared.isOff = isOff;
  for (const other of shared.users) if (other !== user) other.switched(track, isOff);
}

/** `user` stops sending the track. When no call sends it any more, a track that calls turned off is on again. */
export function leave(track: MediaStreamTrack, user: TrackUser): void {
  const shared = SHARED.get(track);
  if (shared?.users.delete(user) !== true || shared.users.size > 0) return;
  SHARED.delete(track);
  if (shared.isOff) track.enabled = true;
}
