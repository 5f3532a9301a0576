// What an invitation, or its line, is found by within one client.

/** Different for every two of one client, in whichever direction and with whichever peer. */
export function keyOf({ role, peer, id }: { role: "local" | "remote"; peer: string; id: string }): string {
  return `${role}/${peer}/${id}`;
}
