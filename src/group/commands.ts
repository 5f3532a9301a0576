// Which commands of a group its state allows.
import { InvitationError } from "../index.ts";
import type { GroupSnapshot } from "./member.ts";

type Command = "send" | "add" | "withdraw" | "update" | "cancel";

const COMMANDS: { readonly [State in GroupSnapshot["state"]]: readonly Command[] } = {
  idle: ["send", "add", "withdraw", "update", "cancel"],
  open: ["add", "withdraw", "update", "cancel"],
  ended: [],
};

/** @throws InvitationError `illegal-command` unless the state allows the command */
export function checkCommand(operation: Command, state: GroupSnapshot["state"]): void {
  const allowed = COMMANDS[state];
  if (allowed.includes(operation)) return;
  const now = allowed.length === 0 ? "It has ended" : `Allowed now: ${allowed.join(", ")}`;
  const message = `Cannot ${operation} the group: it is ${state}. ${now}.`;
  throw new InvitationError("illegal-command", message, { operation, state, allowed });
}
