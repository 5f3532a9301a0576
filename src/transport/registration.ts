// Keeps a PeerJS Peer registered at its broker: PeerJS itself never reconnects. Knows nothing of connections.

/** What this needs of a Peer. */
export interface Registrable {
  /** Null while a random one is being fetched. */
  readonly id: string | null;
  readonly open: boolean;
  readonly disconnected: boolean;
  readonly destroyed: boolean;
  disconnect(): void;
  reconnect(): void;
  on(event: "open" | "disconnected", listener: () => void): unknown;
  off(event: "open" | "disconnected", listener: () => void): unknown;
}

/** The pause before the first attempt, doubled with each that fails. Never 0: the broker has to notice the old socket's end. */
const RETRY_MIN_MS = 250;
const RETRY_MAX_MS = 10_000;
/** A broker that takes a socket over from a dead one says nothing, ever: after this long without its word we start anew. */
const OPEN_DEADLINE_MS = 5_000;

/** Registers `peer` again, with its own id and token, each time its broker is lost. Returns how to end that. */
export function keepRegistered(peer: Registrable): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  const wait = (ms: number, run: () => void): void => {
    clearTimeout(timer);
    timer = setTimeout(run, ms);
  };
  const attempt = (): void => {
    if (peer.destroyed || !peer.disconnected) return;
    peer.reconnect();
    wait(OPEN_DEADLINE_MS, () => peer.disconnect());
  };
  const lost = (): void => {
    if (peer.destroyed) return clearTimeout(timer);
    wait(Math.min(RETRY_MAX_MS, RETRY_MIN_MS * 2 ** failures), attempt);
    failures += 1;
  };
  const opened = (): void => {
    clearTimeout(timer);
    failures = 0;
  };
  const networkIsBack = (): void => {
    failures = 0;
    // A socket that was open when the network went may be dead without knowing it.
    if (peer.open) peer.disconnect();
    else if (peer.disconnected) lost();
  };
  peer.on("open", opened);
  peer.on("disconnected", lost);
  globalThis.addEventListener?.("online", networkIsBack);
  if (peer.disconnected) lost();
  // A new Peer with the id and token of a dead page is taken over just as silently.
  else if (!peer.open && peer.id) wait(OPEN_DEADLINE_MS, () => peer.disconnect());
  return () => {
    clearTimeout(timer);
    peer.off("open", opened);
    peer.off("disconnected", lost);
    globalThis.removeEventListener?.("online", networkIsBack);
  };
}
