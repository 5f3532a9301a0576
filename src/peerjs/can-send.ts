// Checks whether data sent on a data channel really goes out, by asking the browser's own threads.

/**
 * Chromium hands over an incoming channel as `open` too early: its network thread learns of it afterwards, and until
 * then silently drops what is sent. An answer to `getStats` is made after that thread's work, and gives the thread's
 * own state of the channel. Without such an answer, the channel counts as open (ADR 13).
 */
export async function canSend(connection: RTCPeerConnection, channel: RTCDataChannel): Promise<boolean> {
  return ((await stateOf(connection, channel)) ?? channel.readyState) === "open";
}

async function stateOf(connection: RTCPeerConnection, { id }: RTCDataChannel): Promise<string | undefined> {
  try {
    const rows: Iterable<{ type: string; dataChannelIdentifier?: number; state?: string }> = (
      await connection.getStats()
    ).values();
    return [...rows].find((row) => row.type === "data-channel" && row.dataChannelIdentifier === id)?.state;
  } catch {
    return undefined;
  }
}
