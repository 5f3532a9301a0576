// A screen that is shown to the other side of a call, until its person or the browser ends it.
import type { Call } from "peer-invite/call";

/** A screen that is shown. */
export interface SharedScreen {
  readonly stream: MediaStream;
  stop(): void;
}

/**
 * Asks for a screen and sends it beside what is sent already; `ended` hears of its end. Undefined when its person chose none,
 * or the call was over by then.
 */
export async function shareScreen(call: Call, ended: () => void): Promise<SharedScreen | undefined> {
  const stream = await askForScreen();
  if (stream === undefined) return undefined;
  const tracks = stream.getTracks();
  const stop = (): void => {
    for (const track of tracks) track.stop();
    if (call.state !== "ended" && call.snapshot.streams.includes(stream)) call.removeStream(stream);
    ended();
  };
  if (call.state === "ended") {
    stop();
    return undefined;
  }
  // Before the call listens too: to it, a picture that ends by itself would be a camera that was unplugged.
  for (const track of tracks) track.addEventListener("ended", stop, { once: true });
  call.addStream(stream);
  // A camera that is off keeps no screen from being seen.
  for (const track of tracks) track.enabled = true;
  return { stream, stop };
}

async function askForScreen(): Promise<MediaStream | undefined> {
  try {
    return await navigator.mediaDevices.getDisplayMedia({ video: true });
  } catch {
    return undefined;
  }
}
