// Chooses the speaker that plays a sound or a picture.

/** Plays on a speaker, in browsers that let a page choose one. A speaker that is gone leaves the sound where it is. */
export function playOn(media: HTMLMediaElement, speaker: string): void {
  if (!("setSinkId" in media) || media.sinkId === speaker) return;
  media.setSinkId(speaker).catch(() => {});
}
