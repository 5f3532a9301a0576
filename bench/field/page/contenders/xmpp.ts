// XMPP with Strophe: Jingle Message Initiation (XEP-0353) for the invitation, then the session. Its descriptions and candidates
// travel as JSON in one message each. Jingle would translate them into XML, in as many messages in the same order.
import { $msg, $pres, Strophe } from "strophe.js";
import { type Contender, type ContenderParts, fail } from "../contender.ts";

const INITIATION = "urn:xmpp:jingle-message:0";
const SESSION = "urn:xmpp:jingle:1";

/** The content of the session's messages. */
interface SessionStep {
  readonly description?: RTCSessionDescriptionInit;
  readonly candidate?: RTCIceCandidateInit;
  readonly ended?: true;
}

export function create({ host, port, rtc, media, ear }: ContenderParts): Contender {
  const server = new Strophe.Connection(`ws://${host}:${port}/xmpp-websocket`);
  let other = "";
  let id = "";
  let connection: RTCPeerConnection | undefined;

  const initiate = (verb: string): void => {
    const message = $msg({ to: other, type: "chat" }).c(verb, { xmlns: INITIATION, id });
    if (verb === "propose") message.c("description", { xmlns: "urn:xmpp:jingle:apps:rtp:1", media: "video" });
    server.send(message);
  };
  const step = (it: SessionStep): void => {
    server.send($msg({ to: other, type: "chat" }).c("session", { xmlns: SESSION }).t(JSON.stringify(it)));
  };
  const connect = (): RTCPeerConnection => {
    const made = new RTCPeerConnection(rtc);
    connection = made;
    for (const track of media.getTracks()) made.addTrack(track, media);
    made.addEventListener("icecandidate", ({ candidate }) => {
      if (candidate?.candidate) step({ candidate: candidate.toJSON() });
    });
    made.addEventListener("track", ({ streams }) => {
      if (streams[0] !== undefined) ear.stream(streams[0]);
    });
    return made;
  };
  const describe = async (made: RTCPeerConnection): Promise<void> => {
    await made.setLocalDescription();
    step({ description: made.localDescription?.toJSON() ?? fail("there is no description") });
  };
  const end = (): void => {
    connection?.close();
    connection = undefined;
  };
  const takeStep = async ({ description, candidate, ended }: SessionStep): Promise<void> => {
    if (ended) end();
    if (description?.type === "offer") {
      const made = connect();
      await made.setRemoteDescription(description);
      await describe(made);
    }
    if (description?.type === "answer") await connection?.setRemoteDescription(description);
    if (candidate !== undefined) await connection?.addIceCandidate(candidate);
  };
  const verbs: Record<string, (element: Element) => void> = {
    propose(element) {
      id = element.getAttribute("id") ?? "";
      ear.rings();
      initiate("ringing");
    },
    ringing: ear.ringing,
    proceed() {
      ear.accepted();
      void describe(connect());
    },
    retract: ear.stopped,
    session: (element) => void takes.push(JSON.parse(element.textContent ?? "{}")),
  };
  /** One after the other, because a candidate must not overtake the description that it belongs to. */
  const takes = {
    last: Promise.resolve(),
    push(it: SessionStep): void {
      this.last = this.last.then(() => takeStep(it));
    },
  };
  server.addHandler(
    (message: Element) => {
      const element = message.firstElementChild;
      const from = message.getAttribute("from");
      if (element === null || from === null || verbs[element.localName] === undefined) return true;
      other = from;
      verbs[element.localName]?.(element);
      return true;
    },
    "",
    "message",
  );

  return {
    register: () =>
      new Promise((resolve, reject) => {
        server.connect("rig", "", (status: number) => {
          if (status === Strophe.Status.CONNECTED) {
            server.send($pres());
            resolve(server.jid);
          }
          if (status === Strophe.Status.AUTHFAIL || status === Strophe.Status.CONNFAIL) {
            reject(new Error(`No session with the server: status ${status}.`));
          }
        });
      }),
    ring(callee) {
      other = callee;
      id = crypto.randomUUID();
      initiate("propose");
    },
    accept: () => initiate("proceed"),
    cancel: () => initiate("retract"),
    hangUp() {
      step({ ended: true });
      end();
    },
  };
}
