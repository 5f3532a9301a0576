// What src/call may use of the client: the types of the objects that an app holds, and the checks of an app's input.
export type { InvitationMembers } from "./api.ts";
export { checkText, isRinging, takesSignals } from "./check.ts";
export type { InvitationClient } from "./client.ts";
export type { Invitation } from "./kinds.ts";
export type { Line } from "./line.ts";
export type { RemoteInvitation } from "./remote-invitation.ts";
