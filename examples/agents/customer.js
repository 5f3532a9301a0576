// A customer: calls a queue, and is handed over to an agent. It knows nothing of the page.

/**
 * Calls `queue`. `placed(n)` is called with the place in the queue, `handed(invitation)` with the agent's accepted call. Returns what
 * hangs up; `over(words)` is called if the queue ends the call.
 */
export function callQueue(client, { queue, placed, handed, over }) {
  const invitation = client.createLocalInvitation(queue).send();
  const left = new AbortController();
  let line;
  invitation.once("accepted", () => {
    line = invitation.openLine();
    line.on("data", async ({ place, agent, number }) => {
      if (place !== undefined) placed(place);
      if (agent === undefined) return;
      // From here on the agent's call rings, though this one is on.
      const expected = client.expectCall(agent, number, { signal: left.signal });
      line.send({ expects: number });
      const call = await expected;
      if (call === undefined) return line.state === "closed" || line.send({ late: number });
      if (left.signal.aborted) return call.refuse();
      call.accept();
      if ((await call.outcome).kind !== "accepted")
        return line.state === "closed" || line.send({ late: number });
      // The person left while the call was being accepted: nobody would hang up.
      if (left.signal.aborted) return call.openLine().close();
      line.close("with an agent");
      handed(call);
    });
    line.once("closed", (reason, words) => {
      left.abort();
      if (reason !== "closed-here") over(words === "" ? reason : words);
    });
  });
  invitation.outcome.then(({ kind, reason }) => {
    if (kind !== "accepted" && !left.signal.aborted) over(reason);
  });
  return () => {
    left.abort();
    if (line === undefined) invitation[Symbol.dispose]();
    else line.close("hung up");
  };
}
