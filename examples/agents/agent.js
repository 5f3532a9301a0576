// An agent: answers the offers of a queue, calls the caller who is handed over, and tells the queue when the call is over. It knows
// nothing of the page.

/**
 * Serves `queue`. `offered(invitation)` is called as an offer rings: accept or refuse it. `calling(invitation, done)` is called with the
 * invitation to the caller, once it is sent. Call `done()` when the call is over.
 */
export function serve(client, { queue, offered, calling, kind = "video" }) {
  client.on("invitation", (invitation) => {
    // Nobody else has reason to call an agent.
    if (invitation.caller !== queue) return invitation.refuse();
    invitation.once("accepted", () => {
      const line = invitation.openLine();
      line.once("data", async ({ caller, number }) => {
        const call = client.createLocalInvitation(caller, { kind, number }).send();
        // The caller has left the queue.
        line.once("closed", () => call[Symbol.dispose]());
        calling(call, () => line.close("done"));
        // Refused, or too late: the caller goes back into the queue.
        if ((await call.outcome).kind !== "accepted") line.close("not reached");
      });
    });
    offered(invitation);
  });
}
