// Whether this page is the only one with its token. A duplicated tab shares its token with the tab it was copied from; a
// reloaded page shares it with its former self, which may take a while to go. Only a page that is still open answers.

/** A page that is being closed may still answer once, but not again after this time. */
const ASK_AGAIN_MS = 300;
const ANSWERS_OF_A_LIVE_PAGE = 2;

/**
 * Claims `token` for as long as the page lives. Resolves with true once the token is ours, however long our former self takes
 * to go, and with false when an open page answers that the token is its own. Resolves with true where the page has no Locks
 * API (plain http), or may not use it.
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

/** Undefined where the browser denies the page its storage, and channels with it. */
function openChannel(name: string): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(name);
  } catch {
    return undefined;
  }
}
