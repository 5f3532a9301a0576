// The choice between the kinds of call: radio buttons that look like one switch.
import { html, type TemplateResult } from "lit";
import { KIND_NAMES, type Kind } from "../kinds.ts";
import type { PageWords } from "../words/en/page.ts";
import { kindIcons } from "./icons.ts";

/** The choice, of which `chosen` is selected. */
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
