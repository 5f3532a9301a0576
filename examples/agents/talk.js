// A call on the page of an agent or a customer: both pictures, and a button that hangs up.
import { CALL_ENDS, getMedia, startCall } from "peer-invite/call";

/**
 * Starts the call of an accepted invitation, and shows it in the page's elements `at`, by their ids. `over(words)` is called with how it
 * ended.
 */
export async function talk(invitation, at, over) {
  const call = startCall(invitation);
  at.end.hidden = false;
  at.end.onclick = () => call.hangUp();
  call.on("stream", (stream) => (at.theirs.srcObject = stream));
  const media = getMedia();
  call.once("ended", async ({ reason }) => {
    at.end.hidden = true;
    at.theirs.srcObject = at.mine.srcObject = null;
    for (const track of (await media).stream?.getTracks() ?? []) track.stop();
    over(CALL_ENDS[reason]);
  });
  const { stream, errors } = await media;
  at.problem.textContent = errors.map(({ message }) => message).join(" ");
  if (stream === undefined || call.state === "ended") return;
  at.mine.srcObject = stream;
  call.addStream(stream);
}
