// Where the focus is, across shadow roots, and whether it may be moved.

/** The element that really has the focus, inside whatever shadow roots. */
export function focused(): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

/** Whether a person may be typing: then nothing may take the focus away. */
export function isTyping(): boolean {
  const element = focused();
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
}

/** Focuses `element` and brings it into view, without haste where less motion is wanted. */
export function moveTo(element: HTMLElement): void {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
}
