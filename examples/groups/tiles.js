// Shows calls as tiles, each until it is over. One camera serves all of them.
import { CALL_ENDS, getMedia, startCall } from "peer-invite/call";

/** Shows calls in `place`, and in `problem` why there is no camera. `changed(count)` is called with the number of calls that are on. */
export function createTiles(place, problem, changed = () => {}) {
  const calls = new Set();
  let media;

  /** The camera and microphone, opened for the first call and closed after the last. */
  async function send(call) {
    media ??= getMedia();
    const { stream, errors } = await media;
    problem.textContent = errors.map(({ message }) => message).join(" ");
    if (stream !== undefined && call.state !== "ended") call.addStream(stream);
  }

  async function close() {
    const closing = media;
    media = undefined;
    for (const track of (await closing)?.stream?.getTracks() ?? []) track.stop();
  }

  return {
    /** Starts the call of an accepted invitation. Resolves with why it ended, in words. */
    show(invitation) {
      const call = startCall(invitation);
      const tile = document.createElement("figure");
      const video = Object.assign(document.createElement("video"), { autoplay: true, playsInline: true });
      const caption = Object.assign(document.createElement("figcaption"), { textContent: invitation.peer });
      video.setAttribute("aria-label", `Picture of ${invitation.peer}`);
      tile.append(video, caption);
      place.append(tile);
      calls.add(call);
      changed(calls.size);
      call.on("stream", (stream) => (video.srcObject = stream));
      void send(call);
      return new Promise((resolve) => {
        call.once("ended", ({ reason }) => {
          tile.remove();
          calls.delete(call);
          changed(calls.size);
          if (calls.size === 0) void close();
          resolve(CALL_ENDS[reason]);
        });
      });
    },
    /** Hangs up every call. */
    hangUp() {
      for (const call of [...calls]) call.hangUp();
    },
  };
}
