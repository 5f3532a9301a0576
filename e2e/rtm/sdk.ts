// What the page loads in place of RTM's script: the same global, and where the broker is.
import AgoraRTM from "peer-invite/rtm";

AgoraRTM.setBroker({
  host: location.hostname,
  port: Number(location.port),
  path: "/broker",
  config: { iceServers: [] },
});
Object.assign(window, { AgoraRTM });
