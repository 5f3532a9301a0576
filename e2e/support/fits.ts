// Whether a page has room for what it shows: nothing is wider than the window, no line is cut through, and no button is out of reach.
import { expect, type Page } from "@playwright/test";

/** Asserts it for the page in its present state. `where`: the name of the screen. */
export async function expectFits(page: Page, where: string): Promise<void> {
  expect(await page.evaluate(findMisfits), where).toEqual([]);
}

/** Runs in the page. Returns a line for each element that does not fit. */
function findMisfits(): string[] {
  const found: string[] = [];
  const nameOf = (element: Element): string =>
    `${element.tagName.toLowerCase()}.${element.className} “${(element.textContent ?? "").trim().slice(0, 40)}”`;
  /** Its ancestors, also those outside its shadow root. */
  const parentOf = (element: Element): Element | null => {
    const root = element.getRootNode();
    return element.assignedSlot ?? element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
  };
  const scrolls = (element: Element | null): boolean => {
    if (element === null || element === document.documentElement) return false;
    const { overflowX, overflowY } = getComputedStyle(element);
    return /auto|scroll/.test(overflowX + overflowY) || scrolls(parentOf(element));
  };
  const isForEyes = (element: Element): boolean =>
    element.checkVisibility({ visibilityProperty: true }) && element.clientHeight > 1;
  const hasOwnText = ({ childNodes }: Element): boolean =>
    [...childNodes].some(
      ({ nodeType, textContent }) => nodeType === Node.TEXT_NODE && textContent?.trim() !== "",
    );
  const look = (root: Document | ShadowRoot): void => {
    for (const element of root.querySelectorAll("*")) {
      if (element.shadowRoot !== null) look(element.shadowRoot);
      if (!isForEyes(element)) continue;
      const { left, right, top, bottom } = element.getBoundingClientRect();
      if ((left < -1 || right > innerWidth + 1) && !scrolls(element))
        found.push(`too wide: ${nameOf(element)}`);
      const { lineHeight, fontSize, overflowY } = getComputedStyle(element);
      const line = Number.parseFloat(lineHeight) || 1.2 * Number.parseFloat(fontSize);
      if (hasOwnText(element) && overflowY !== "visible" && element.clientHeight < 0.9 * line)
        found.push(`cut through: ${nameOf(element)}`);
      const isFixed = document.documentElement.scrollHeight <= innerHeight;
      if (
        element instanceof HTMLButtonElement &&
        isFixed &&
        !scrolls(element) &&
        (top < -1 || bottom > innerHeight + 1)
      )
        found.push(`out of reach: ${nameOf(element)}`);
    }
  };
  look(document);
  if (document.documentElement.scrollWidth > innerWidth) found.push("the page scrolls sideways");
  return found;
}
