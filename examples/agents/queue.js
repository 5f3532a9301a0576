// A queue: takes calls in, tells callers their place, and hands each over to an agent. It knows nothing of the page.
import { createGroupInvitation } from "peer-invite/group";

/**
 * How long an agent rings, how long a handover may take, and how long an agent rests after a call, or after a ring that came to nothing,
 * in ms.
 */
const TIMES = { ringMs: 15_000, handoverMs: 45_000, restMs: 5_000 };
/** A caller whom so many agents could not reach goes. Those behind would wait for ever. */
const FAILURES_MAX = 2;

/**
 * Opens the queue. `agents`: the peer ids of those who take calls. `mode`: `next` rings the agent who was called least recently, then the
 * next; `first` rings all who are free. `changed` is called whenever something is different.
 */
export function openQueue(client, { agents, mode = "next", times = {}, clock, changed = () => {} }) {
  const { ringMs, handoverMs, restMs } = { ...TIMES, ...times };
  const later = (run, ms) => (clock ? clock.schedule(clock.nowMs() + ms, run) : setTimeout(run, ms));
  /** The callers who wait, the first in line first: `{ peer, line, told, failures, handover }`. */
  const waiting = [];
  /** Why an agent is not called now: `busy` or `resting`. */
  const away = new Map();
  /** When each agent was called last, as a count. */
  const called = new Map();
  let count = 0;
  /** The offer that rings, and the caller whom it is about. */
  let offer;

  client.on("invitation", (invitation) => {
    if (agents.includes(invitation.caller)) return invitation.refuse("agents are called, and do not call");
    invitation.accept();
    invitation.once("accepted", () => {
      const caller = { peer: invitation.caller, line: invitation.openLine(), told: 0, failures: 0 };
      caller.line.on("data", (data) => heardFrom(caller, data ?? {})).once("closed", () => left(caller));
      waiting.push(caller);
      look();
    });
  });

  function heardFrom(caller, { expects, late }) {
    const { handover } = caller;
    if (handover === undefined) return;
    // The caller's client lets the agent ring, so the agent may call.
    if (expects === handover.number) say(handover.line, { caller: caller.peer, number: expects });
    if (late === handover.number) back(caller);
  }

  /** The agent did not reach the caller: first in line again, or gone. */
  function back(caller) {
    const { handover } = caller;
    caller.handover = undefined;
    handover?.line.close("not reached");
    caller.failures += 1;
    if (caller.line.state === "closed") return;
    if (caller.failures >= FAILURES_MAX) return caller.line.close("no agent could reach you");
    caller.told = 0;
    waiting.unshift(caller);
    look();
  }

  /** The caller hung up here: because the agent is reached, or for good. */
  function left(caller) {
    const place = waiting.indexOf(caller);
    if (place >= 0) waiting.splice(place, 1);
    if (offer?.caller === caller) offer.group[Symbol.dispose]();
    look();
  }

  /** A line may be closed, or full because its other end does not listen. */
  function say(line, data) {
    try {
      line.send(data);
    } catch {
      line.close();
    }
  }

  /** Tells everyone a new place, and offers the first in line to the agents who are free. */
  function look() {
    for (const [index, caller] of [...waiting].entries()) {
      if (caller.told === index + 1) continue;
      caller.told = index + 1;
      say(caller.line, { place: caller.told });
    }
    changed();
    const free = agents.filter((agent) => !away.has(agent));
    const [caller] = waiting;
    if (offer !== undefined || caller === undefined || free.length === 0) return;
    const least = (some) => some.toSorted((a, b) => (called.get(a) ?? 0) - (called.get(b) ?? 0))[0];
    const group = createGroupInvitation(client, free, {
      mode,
      ...(mode === "next" && { order: least }),
      memberTtlMs: ringMs,
      kind: "offer",
      content: caller.peer,
      ...(clock && { clock }),
    });
    offer = { group, caller };
    group.on("accepted", (invitation) => hand(caller, invitation));
    group.on("ended", () => {
      for (const { peer, invitation, outcome } of group.snapshot.members) {
        if (invitation === undefined) continue;
        count += 1;
        called.set(peer, count);
        // An agent who refused, or did not answer, is not rung again at once.
        if (outcome?.kind === "refused" || outcome?.kind === "failed") rest(peer);
      }
      offer = undefined;
      look();
    });
    group.send();
  }

  function hand(caller, invitation) {
    const agent = invitation.peer;
    const line = invitation.openLine();
    const handover = { number: crypto.randomUUID(), line };
    away.set(agent, "busy");
    line.on("data", (data) => {
      // The agent's call is on: nothing is left to do here.
      if (data?.reached === true) caller.handover = undefined;
    });
    line.once("closed", () => {
      rest(agent);
      if (caller.handover === handover) back(caller);
    });
    const place = waiting.indexOf(caller);
    // Left while the agent answered.
    if (place < 0) return line.close("the caller has left");
    waiting.splice(place, 1);
    caller.handover = handover;
    say(caller.line, { agent, number: handover.number });
    later(() => caller.handover === handover && line.close("not reached"), handoverMs);
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
