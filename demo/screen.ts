// The screen of this side, as its person chooses it for a call.

/** Asks for a screen; undefined when its person chose none, or the browser has none to give. */
export async function askForScreen(): Promise<MediaStream | undefined> {
  try {
    return await navigator.mediaDevices.getDisplayMedia({ video: true });
  } catch {
    return undefined;
  }
}

/** Ends the showing of a screen. */
export function endScreen(stream: MediaStream | undefined): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}
