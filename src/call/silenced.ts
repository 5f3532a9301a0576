// Which calls keep a track silent. One microphone may be sent in several calls: a track has a single switch, `enabled`, and what
// one call turned off must not be on because another one ended.

const SILENCED = new WeakMap<MediaStreamTrack, Set<object>>();

/** `by` turns the track off. */
export function silence(track: MediaStreamTrack, by: object): void {
  const calls = SILENCED.get(track) ?? new Set();
  SILENCED.set(track, calls.add(by));
  track.enabled = false;
}

/** `by` sends it too from now on: what others keep off stays off for it, whichever of them ends first. */
export function joinSilence(track: MediaStreamTrack, by: object): void {
  SILENCED.get(track)?.add(by);
}

/** Its person turns the track on, whoever turned it off. */
export function unsilence(track: MediaStreamTrack): void {
  SILENCED.delete(track);
  track.enabled = true;
}

/** `by` has nothing to do with the track any more: it is on again if that one alone kept it off. */
export function forgetSilence(track: MediaStreamTrack, by: object): void {
  const calls = SILENCED.get(track);
  if (calls?.delete(by) && calls.size === 0) unsilence(track);
}
