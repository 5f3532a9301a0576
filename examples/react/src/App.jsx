// A phone in one component: calls, rings and talks.
import {
  useCall,
  useIncoming,
  useInvitation,
  usePeerInvite,
  useProblem,
  useSnapshot,
  useStreamRef,
} from "peer-invite/react";
import { useState } from "react";
import { describe, isOn } from "./words.js";

/** In the browser only: a server cannot import PeerJS by name. */
async function create() {
  const { Peer } = await import("peerjs");
  const number = String(crypto.getRandomValues(new Uint32Array(1))[0]);
  return new Peer(number, { token: crypto.randomUUID() });
}

export function App() {
  const client = useSnapshot(usePeerInvite(create));
  const problem = useProblem();
  const ringing = useIncoming();
  const { invitation, snapshot, invite } = useInvitation();
  const { snapshot: call, stream, remoteStream, errors, hangUp } = useCall(invitation);
  const [mistake, setMistake] = useState("");
  const mine = useStreamRef(stream);
  const theirs = useStreamRef(remoteStream);
  const on = isOn(snapshot, call);

  const place = (event) => {
    event.preventDefault();
    setMistake("");
    try {
      invite(new FormData(event.currentTarget).get("number").trim());
    } catch ({ message }) {
      setMistake(message); // one's own number, for instance
    }
  };

  return (
    <main>
      <h1>You are {client?.state === "online" ? client.peerId : (client?.state ?? "connecting")}</h1>
      <p role="alert">{problem?.error.message ?? mistake}</p>
      <form className="card row" onSubmit={place}>
        <label>
          Number <input name="number" inputMode="numeric" autoComplete="off" required />
        </label>
        <button type="submit" disabled={on || ringing.length > 0}>
          Call
        </button>
      </form>
      {ringing.map((it) => (
        <section className="card row" aria-label="Incoming call" key={it.key}>
          <p>
            <b>{it.caller}</b> is calling
          </p>
          <span className="row">
            <button type="button" onClick={() => it.accept()}>
              Accept
            </button>
            <button type="button" className="bad" onClick={() => it.refuse()}>
              Refuse
            </button>
          </span>
        </section>
      ))}
      {snapshot && (
        <section className="card" aria-label="Call">
          {call && on && (
            <div className="stage">
              <video ref={theirs} autoPlay playsInline />
              <video ref={mine} className="mine" autoPlay playsInline muted />
            </div>
          )}
          <div className="row">
            <p role="status">{describe(snapshot, call)}</p>
            {on && (
              <button type="button" className="bad" onClick={() => hangUp()}>
                Hang up
              </button>
            )}
          </div>
          {errors.map((error) => (
            <p role="alert" key={error.message}>
              {error.message}
            </p>
          ))}
        </section>
      )}
    </main>
  );
}
