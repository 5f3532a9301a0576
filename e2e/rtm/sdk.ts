// What the page loads instead of RTM's script: the same global, and the broker's address.
import AgoraRTM from "peer-invite/rtm";

AgoraRTM.setBroker({
  host: location.hostname,
  port: Number(location.port),
  path: "/broker",
  config: { iceServers: [] },
});
Object.assign(window, { AgoraRTM });
