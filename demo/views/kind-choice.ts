// Three ways to call, of which one is chosen: a group of radio buttons that looks like one switch.
import { css, html, type TemplateResult } from "lit";
import { KIND_NAMES, type Kind } from "../kinds.ts";
import type { PageWords } from "../words/en/page.ts";
import { kindIcons } from "./icons.ts";

/** The choice's look. */
export const kindChoiceStyle = css`
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-width: 0;
  }

  .choice {
    display: grid;
    grid-auto-flow: column;
    grid-auto-columns: 1fr;
    gap: 4px;
    padding: 4px;
    border-radius: 999px;
    background: var(--sunken);
    box-shadow: inset 0 0 0 1px var(--line);
  }

  .choice label {
    position: relative;
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 0.45em;
    min-height: 42px;
    margin: 0;
    border-radius: 999px;
    font-size: 0.9375rem;
    color: var(--ink-soft);
    cursor: pointer;
  }

  .choice label:hover {
    color: var(--ink);
  }

  .choice label:has(:checked) {
    color: var(--brand);
    background: var(--raised);
    box-shadow: 0 1px 4px rgb(16 32 26 / 16%);
  }

  .choice label:has(:focus-visible) {
    outline: 3px solid var(--focus);
    outline-offset: 1px;
  }

  .choice input {
    position: absolute;
    inset: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
`;

/** The choice, with `chosen` chosen. */
export function kindChoice(
  chosen: Kind,
  words: PageWords["form"],
  choose: (kind: Kind) => void,
): TemplateResult {
  return html`
    <fieldset>
      <legend class="hidden">${words.kind}</legend>
      <div class="choice">
        ${KIND_NAMES.map(
          (kind) => html`
            <label>
              <input
                type="radio"
                name="kind"
                .checked=${kind === chosen}
                @change=${() => choose(kind)}
              />
              ${kindIcons[kind]} ${words.kinds[kind]}
            </label>
          `,
        )}
      </div>
    </fieldset>
  `;
}
