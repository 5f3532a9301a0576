// Random names that others cannot guess.

/** Makes a call id: 32 hexadecimal digits, 128 bits. */
export function createCallId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
