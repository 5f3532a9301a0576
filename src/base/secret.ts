// Values that nobody can guess. Math.random gives none: a few of its values are enough to compute the rest.

/** Makes a secret: 32 hexadecimal digits, 128 bits from the browser's cryptographic generator. */
export function createSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
