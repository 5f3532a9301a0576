// Whether this page alone has its token, or is a copy of one that is open. A duplicated tab has a copy of the other's
// storage; so has a reloaded one, whose former self may take a while to be gone. Only the former is answered when it asks.

/** A page that is being left may still answer once, but not again after this long. */
const ASK_AGAIN_MS = 300;
const ANSWERS_OF_A_LIVE_PAGE = 2;

/**
 * Claims `token` for as long as the page lives. Resolves with true once it is ours, however long our former self takes to
 * go; with false when a page that is open answers that it is its own. Pages without the Locks API (plain http), or that may
 * not use it, go without.
 */
export function claimToken(token: string): Promise<boolean> {
  if (navigator.locks === undefined) return Promise.resolve(true);
  const name = `peer-invite-demo/${token}`;
  const channel = openChannel(name);
  if (channel === undefined) return Promise.resolve(true);
  const giveUp = new AbortController();
  const ask = (): void => channel.postMessage("whose");

  return new Promise((resolve) => {
    let isOurs = false;
    let answers = 0;
    channel.addEventListener("message", ({ data }) => {
      if (data === "whose" && isOurs) channel.postMessage("mine");
      if (data !== "mine" || isOurs) return;
      answers += 1;
      if (answers < ANSWERS_OF_A_LIVE_PAGE) return void setTimeout(ask, ASK_AGAIN_MS);
      giveUp.abort();
      channel.close();
      resolve(false);
    });
    addEventListener("pagehide", () => channel.close());
    const keep = (): Promise<never> => {
      isOurs = true;
      resolve(true);
      return new Promise(() => {});
    };
    navigator.locks.request(name, { signal: giveUp.signal }, keep).catch(() => resolve(true));
    ask();
  });
}

/** None where the browser denies it, together with storage. */
function openChannel(name: string): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(name);
  } catch {
    return undefined;
  }
}
