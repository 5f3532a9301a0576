// An agent: answers the offers of a queue, calls the caller who is handed over, and tells the queue when the call is over. It knows
// nothing of the page.

/**
 * Serves `queue`. `offered(invitation)` is called as an offer rings: accept or refuse it. `calling(invitation, done)` is called with the
 * invitation to the caller, once it is sent: call `done()` when the call is over. `missed()` is called if no call comes of an offer that was accepted.
 */
export function serve(client, { queue, offered, calling, missed = () => {}, kind = "video" }) {
  client.on("invitation", (invitation) => {
    // Nobody else has reason to call an agent.
    if (invitation.caller !== queue) return invitation.refuse();
    invitation.once("accepted", () => {
      const line = invitation.openLine();
      let isReached = false;
      line.once("closed", () => isReached || missed());
      line.once("data", async ({ caller, number }) => {
        const call = client.createLocalInvitation(caller, { kind, number }).send();
        // The queue gives up, or the caller has left it.
        line.once("closed", () => call[Symbol.dispose]());
        calling(call, () => line.close("done"));
        isReached = (await call.outcome).kind === "accepted";
        // Refused, or too late: the caller goes back into the queue.
        if (!isReached) line.close("not reached");
        else if (line.state !== "closed") line.send({ reached: true });
      });
    });
    offered(invitation);
  });
}
