// Where the focus is, across shadow roots, and how to move it.

/** The element that has the focus, within all shadow roots. */
export function focused(): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

/** Whether a person may be typing, or is in a dialog. Nothing may take the focus away then. */
export function isTyping(): boolean {
  const element = focused();
  return (element?.matches("input, textarea, select") ?? false) || isInDialog(element);
}

/** Also through shadow roots. */
function isInDialog(element: Element | null): boolean {
  if (element === null || element.closest("dialog") !== null) return element !== null;
  const root = element.getRootNode();
  return root instanceof ShadowRoot && isInDialog(root.host);
}

/** Focuses `element` and scrolls it into view, smoothly unless the person wants less motion. */
export function moveTo(element: HTMLElement): void {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
}
