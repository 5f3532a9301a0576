// Whether what is sent on a data channel goes out, by what the browser's own threads know of it.

/**
 * Chromium hands a channel that came to it over as `open` before it is: its network thread is told afterwards, and until then drops
 * what is sent, without a word. An answer to `getStats` is made behind that, and says what the thread thinks. Where there is no
 * such answer, the channel is believed (ADR 13).
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
