// How long a token that the app gives is good, as the token itself says. Only for deciding when to ask for the next one: whether a
// token is good is the broker's matter.

/** How long a token is taken to be good if it does not say, in ms. */
const UNKNOWN_LIFE_MS = 600_000;

const PLAIN = /^(\d{1,12})\.[\w-]+$/;
const JWT = /^[\w-]+\.([\w-]+)\.[\w-]*$/;

/** How long from `nowMs`, in ms since 1970, a token is good: a JWT by its claim `exp`, a plain one by its beginning. */
export function lifeOfToken(token: string, nowMs: number): number {
  const expiresAtS = Number(PLAIN.exec(token)?.[1] ?? claimOf(token));
  const lifeMs = expiresAtS * 1_000 - nowMs;
  // A new token that is over already shows that this clock is wrong.
  return Number.isFinite(lifeMs) && lifeMs > 0 ? lifeMs : UNKNOWN_LIFE_MS;
}

function claimOf(token: string): unknown {
  const [, payload = ""] = JWT.exec(token) ?? [];
  try {
    const { exp } = JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/")));
    return typeof exp === "number" ? exp : undefined;
  } catch {
    return undefined;
  }
}
