// A queue: takes calls in, tells callers their place, and hands each over to an agent. It knows nothing of the page.
import { createGroupInvitation } from "peer-invite/group";

/** What a caller says who hangs up here because the agent is reached. */
const WITH_AGENT = "with an agent";
/** How long an agent rings, and how long one rests after a call, or after a ring that came to nothing, in ms. */
const TIMES = { ringMs: 15_000, restMs: 5_000 };

/**
 * Opens the queue. `agents`: the peer ids of those who take calls. `mode`: `next` rings the agent who was called least recently, then the
 * next; `first` rings all who are free. `changed` is called whenever something is different.
 */
export function openQueue(client, { agents, mode = "next", times = {}, clock, changed = () => {} }) {
  const { ringMs, restMs } = { ...TIMES, ...times };
  const later = (run, ms) => (clock ? clock.schedule(clock.nowMs() + ms, run) : setTimeout(run, ms));
  /** The callers who wait, the first in line first: `{ peer, line }`. */
  const waiting = [];
  /** Those who are being handed over, by peer id: the caller, the agent, and the agent's line. */
  const handed = new Map();
  /** Why an agent is not called now: `busy` or `resting`. */
  const away = new Map();
  /** When each agent was called last, as a count. */
  const called = new Map();
  let count = 0;
  let offer;

  client.on("invitation", (invitation) => {
    if (agents.includes(invitation.caller)) return invitation.refuse("agents are called, and do not call");
    invitation.accept();
    invitation.once("accepted", () => {
      const caller = { peer: invitation.caller, line: invitation.openLine() };
      caller.line
        .on("data", (data) => heardFrom(caller, data))
        .once("closed", (_reason, words) => left(caller, words === WITH_AGENT));
      waiting.push(caller);
      look();
    });
  });

  function heardFrom(caller, { expects, late }) {
    const handover = handed.get(caller.peer);
    if (expects !== undefined && handover?.number === expects) {
      // The caller's client lets the agent ring, so the agent may call.
      handover.line.send({ caller: caller.peer, number: expects });
    }
    if (late !== undefined && handover?.number === late) back(caller);
  }

  /** The agent did not reach the caller: first in line again. */
  function back(caller) {
    const handover = handed.get(caller.peer);
    if (handover === undefined) return;
    handed.delete(caller.peer);
    handover.line.close("not reached");
    waiting.unshift(caller);
    look();
  }

  /** The caller hung up, or talks to the agent now. */
  function left(caller, isReached) {
    const handover = handed.get(caller.peer);
    handed.delete(caller.peer);
    if (!isReached) handover?.line.close("the caller has left");
    const place = waiting.indexOf(caller);
    if (place >= 0) waiting.splice(place, 1);
    if (place === 0) offer?.[Symbol.dispose]();
    look();
  }

  /** Tells everyone their place, and offers the first in line to the agents who are free. */
  function look() {
    for (const [index, { line }] of waiting.entries())
      if (line.state !== "closed") line.send({ place: index + 1 });
    changed();
    const free = agents.filter((agent) => !away.has(agent));
    const [caller] = waiting;
    if (offer !== undefined || caller === undefined || free.length === 0) return;
    const least = (some) => some.toSorted((a, b) => (called.get(a) ?? 0) - (called.get(b) ?? 0))[0];
    offer = createGroupInvitation(client, free, {
      mode,
      order: least,
      memberTtlMs: ringMs,
      kind: "offer",
      content: caller.peer,
      ...(clock && { clock }),
    });
    offer.on("accepted", (invitation) => hand(caller, invitation));
    offer.on("ended", () => {
      for (const { peer, invitation, outcome } of offer.snapshot.members) {
        if (invitation === undefined) continue;
        count += 1;
        called.set(peer, count);
        // Who refused, or did not answer, is not rung again at once.
        if (outcome?.kind === "refused" || outcome?.kind === "failed") rest(peer);
      }
      offer = undefined;
      look();
    });
    offer.send();
  }

  function hand(caller, invitation) {
    const agent = invitation.peer;
    const line = invitation.openLine();
    away.set(agent, "busy");
    line.once("closed", () => {
      rest(agent);
      // The caller would have hung up here, had the agent's call reached it.
      if (handed.get(caller.peer)?.line === line) back(caller);
    });
    // Left while the agent answered.
    if (waiting[0] !== caller) return line.close("the caller has left");
    waiting.shift();
    const number = crypto.randomUUID();
    handed.set(caller.peer, { number, line });
    caller.line.send({ agent, number });
    changed();
  }

  function rest(agent) {
    away.set(agent, "resting");
    changed();
    later(() => {
      away.delete(agent);
      look();
    }, restMs);
  }

  return {
    /** What a page shows. */
    get snapshot() {
      return {
        waiting: waiting.map(({ peer }) => peer),
        agents: agents.map((peer) => ({ peer, state: away.get(peer) ?? "free" })),
      };
    },
  };
}
