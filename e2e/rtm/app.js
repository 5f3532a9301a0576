// @ts-nocheck
// A typical app for RTM 1.x: a plain script on the global AgoraRTM. It knows nothing of peer-invite.
const client = AgoraRTM.createInstance("0123456789abcdef0123456789abcdef", {
  enableLogUpload: false,
  logFilter: AgoraRTM.LOG_FILTER_WARNING,
});
let localInvitation = null;
let remoteInvitation = null;

function $(id) {
  return document.getElementById(id);
}

function log(text) {
  const line = document.createElement("li");
  line.textContent = text;
  $("log").appendChild(line);
}

function failed(what) {
  return (err) => log(`${what} failed: ${err.name} ${err.code}`);
}

client.on("ConnectionStateChanged", (newState, reason) => {
  $("connection").textContent = newState;
  log(`ConnectionStateChanged ${newState} ${reason}`);
});

client.on("RemoteInvitationReceived", (invitation) => {
  remoteInvitation = invitation;
  $("incoming").textContent = `${invitation.callerId} calls: ${invitation.content}`;
  const ended = (event) => (detail) => {
    $("incoming").textContent = `${event} ${invitation.state}`;
    log(`${event} ${detail === undefined ? "" : detail}`);
  };
  invitation.on("RemoteInvitationAccepted", ended("RemoteInvitationAccepted"));
  invitation.on("RemoteInvitationRefused", ended("RemoteInvitationRefused"));
  invitation.on("RemoteInvitationCanceled", ended("RemoteInvitationCanceled"));
  invitation.on("RemoteInvitationFailure", ended("RemoteInvitationFailure"));
});

client.on("MessageFromPeer", (message, peerId) => log(`${peerId} says: ${message.text}`));

client.on("PeersOnlineStatusChanged", (status) => {
  for (const peerId of Object.keys(status)) log(`${peerId} is ${status[peerId]}`);
});

$("login").onsubmit = (event) => {
  event.preventDefault();
  client
    .login({ uid: $("uid").value, token: undefined })
    .then(() => log(`logged in as ${$("uid").value}`))
    .catch(failed("login"));
};

$("logout").onclick = () => client.logout().catch(failed("logout"));

$("call").onsubmit = (event) => {
  event.preventDefault();
  const invitation = client.createLocalInvitation($("callee").value);
  localInvitation = invitation;
  invitation.content = $("content").value;
  const changed = (name) => (detail) => {
    $("outgoing").textContent = `${name} ${invitation.state}`;
    log(`${name} ${detail === undefined ? "" : detail}`);
  };
  invitation.on("LocalInvitationReceivedByPeer", changed("LocalInvitationReceivedByPeer"));
  invitation.on("LocalInvitationAccepted", changed("LocalInvitationAccepted"));
  invitation.on("LocalInvitationRefused", changed("LocalInvitationRefused"));
  invitation.on("LocalInvitationCanceled", changed("LocalInvitationCanceled"));
  invitation.on("LocalInvitationFailure", changed("LocalInvitationFailure"));
  invitation.send();
  $("outgoing").textContent = invitation.state;
};

$("cancel").onclick = () => localInvitation.cancel();

$("accept").onclick = () => {
  remoteInvitation.response = $("response").value;
  remoteInvitation.accept();
};

$("refuse").onclick = () => {
  remoteInvitation.response = $("response").value;
  remoteInvitation.refuse();
};

$("message").onsubmit = (event) => {
  event.preventDefault();
  client
    .sendMessageToPeer({ text: $("text").value }, $("peer").value)
    .then((result) => log(`hasPeerReceived ${result.hasPeerReceived}`))
    .catch(failed("message"));
};

$("watch").onclick = () => client.subscribePeersOnlineStatus([$("peer").value]).catch(failed("watch"));
