// A customer: calls a queue, and is handed over to an agent. It knows nothing of the page.

/**
 * Calls `queue`. `placed(n)` is called with the place in the queue, `handed(invitation)` with the agent's accepted call. Returns what
 * hangs up; `over(words)` is called if the queue ends the call.
 */
export function callQueue(client, { queue, placed, handed, over }) {
  const invitation = client.createLocalInvitation(queue).send();
  let line;
  invitation.once("accepted", () => {
    line = invitation.openLine();
    line.on("data", async ({ place, agent, number }) => {
      if (place !== undefined) placed(place);
      if (agent === undefined) return;
      // From here on the agent's call rings, though this one is on.
      const expected = client.expectCall(agent, number);
      line.send({ expects: number });
      const call = await expected;
      call?.accept();
      const isReached = call !== undefined && (await call.outcome).kind === "accepted";
      if (line.state === "closed") return;
      if (!isReached) return line.send({ late: number });
      line.close("with an agent");
      handed(call);
    });
    line.once("closed", (reason) => reason !== "closed-here" && over(reason));
  });
  invitation.outcome.then(({ kind, reason }) => kind !== "accepted" && over(reason));
  return () => (line === undefined ? invitation[Symbol.dispose]() : line.close("hung up"));
}
