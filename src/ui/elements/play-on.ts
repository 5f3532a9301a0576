// Plays sounds and pictures: on which speaker, and again when they come back to the page.

/** Plays on a speaker, in browsers that let a page choose one. A speaker that is gone leaves the sound where it is. */
export function playOn(media: HTMLMediaElement, speaker: string): void {
  if (!("setSinkId" in media) || media.sinkId === speaker) return;
  media.setSinkId(speaker).catch(() => {});
}

/** Plays what is in a part of the page again. A browser pauses what leaves the page, and leaves it so when it comes back. */
export function playAgain(root: ParentNode): void {
  for (const media of root.querySelectorAll<HTMLMediaElement>("audio, video")) media.play().catch(() => {});
}
