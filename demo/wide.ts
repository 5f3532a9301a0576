// How much room the window has.

/** Whether the window is so wide that a chat has room beside the pictures. The styles say the same. */
export function isWide(): boolean {
  return matchMedia("(min-width: 900px)").matches;
}
