// The key of an invitation, and of its line, within one client.

/** Makes the key. It differs for any two invitations of one client, whatever their direction and peer. */
export function keyOf({ role, peer, id }: { role: "local" | "remote"; peer: string; id: string }): string {
  return `${role}/${peer}/${id}`;
}
