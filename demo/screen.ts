// The screen that a person here shares in a call.

/** Lets the person choose a screen; undefined if they chose none, or the browser has none to give. */
export async function askForScreen(): Promise<MediaStream | undefined> {
  try {
    return await navigator.mediaDevices.getDisplayMedia({ video: true });
  } catch {
    return undefined;
  }
}

/** Stops sharing a screen. */
export function endScreen(stream: MediaStream | undefined): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}
