// A phone in one page: calls, rings, talks, and lists the missed calls.
import { createInvitationClient, MISSED } from "peer-invite";
import { getMedia, preconnectCalls, startCall } from "peer-invite/call";
import { Peer } from "peerjs";
import { describe, isOn } from "./words.js";

const at = Object.fromEntries([...document.querySelectorAll("[id]")].map((element) => [element.id, element]));
const number = String(crypto.getRandomValues(new Uint32Array(1))[0]);
const client = createInvitationClient(new Peer(number, { token: crypto.randomUUID() }));
preconnectCalls(client); // sets a call up while it rings
/** The invitation that rings here, and the one that the screen is about, with its call. */
let ringing;
let current;
let call;

client.on("error", ({ message }) => {
  at.broker.textContent = message;
});
client.on("changed", ({ state, peerId }) => {
  at.me.textContent = state === "online" ? peerId : state;
  if (state === "online") at.broker.textContent = "";
});
client.on("invitation", (invitation) => {
  ringing = invitation;
  invitation.on("changed", ({ state }) => {
    if (state === "accepting") show(invitation);
    if (state !== "ringing" && ringing === invitation) ringing = undefined;
    draw();
  });
  invitation.once("accepted", () => talk(invitation));
  draw();
});
client.on("missed", ({ caller, reason, missedAtMs }) => {
  const item = document.createElement("li");
  item.className = "row";
  const back = document.createElement("button");
  back.textContent = `Call ${caller} back`;
  back.onclick = () => place(caller);
  item.append(`${caller} at ${new Date(missedAtMs).toLocaleTimeString()}: ${MISSED[reason]}`, back);
  at.list.prepend(item);
  draw();
});

at.form.onsubmit = (event) => {
  event.preventDefault();
  place(at.number.value.trim());
};
at.accept.onclick = () => ringing?.accept();
at.refuse.onclick = () => ringing?.refuse();
at.end.onclick = () => (call === undefined ? current.cancel() : call.hangUp());

function place(callee) {
  if (ringing !== undefined || isOn(current?.snapshot, call?.snapshot)) return;
  at.broker.textContent = "";
  try {
    const invitation = client.createLocalInvitation(callee);
    invitation.on("changed", draw).once("accepted", () => talk(invitation));
    show(invitation.send());
  } catch ({ message }) {
    at.broker.textContent = message;
  }
}

/** The screen is about this invitation from now on. */
function show(invitation) {
  current = invitation;
  call = undefined;
  at.problem.textContent = "";
  draw();
}

async function talk(invitation) {
  show(invitation);
  const mine = startCall(invitation);
  call = mine;
  mine.on("changed", draw);
  mine.on("stream", (stream) => {
    at.theirs.srcObject = stream;
  });
  const media = getMedia();
  mine.once("ended", async () => {
    at.theirs.srcObject = null;
    at.mine.srcObject = null;
    for (const track of (await media).stream?.getTracks() ?? []) track.stop();
  });
  draw();
  const { stream, errors } = await media;
  if (mine.state === "ended") return;
  at.problem.textContent = errors.map(({ message }) => message).join(" ");
  at.mine.srcObject = stream ?? null;
  if (stream !== undefined) mine.addStream(stream);
}

/** The page is a function of these objects. */
function draw() {
  const [invitation, talking] = [current?.snapshot, call?.snapshot];
  const on = isOn(invitation, talking);
  at.ringing.hidden = ringing === undefined;
  at.caller.textContent = ringing?.caller ?? "";
  at.call.disabled = on || ringing !== undefined;
  for (const back of at.list.querySelectorAll("button")) back.disabled = at.call.disabled;
  at.screen.hidden = invitation === undefined;
  at.stage.hidden = talking === undefined || !on;
  at.status.textContent = describe(invitation, talking);
  at.end.hidden = !on || invitation.state === "accepting";
  at.missed.hidden = at.list.childElementCount === 0;
  document.title = ringing === undefined ? "Video call" : `${ringing.caller} is calling`;
}
