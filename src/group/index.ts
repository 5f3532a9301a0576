// The exports of `peer-invite/group`: a call to several peers.
export { createGroupInvitation, type GroupInvitation } from "./group.ts";
export type { GroupEvents, GroupMember, GroupSnapshot } from "./member.ts";
export type { GroupOptions, GroupOrder } from "./options.ts";
export type { GroupOutcome } from "./plan.ts";
