// The rows of a dialog with settings: a choice among several values, and a switch.
import { html, type TemplateResult } from "lit";

/** A list of which one value is chosen. */
export function choiceRow<Value extends string>(
  id: string,
  label: string,
  options: readonly (readonly [value: Value, words: string])[],
  chosen: Value,
  choose: (value: Value) => void,
): TemplateResult {
  return html`
    <div class="row">
      <label for=${id}>${label}</label>
      <select id=${id} @change=${(event: Event) => choose((event.target as HTMLSelectElement).value as Value)}>
        ${options.map(([value, words]) => html`<option value=${value} .selected=${value === chosen}>${words}</option>`)}
      </select>
    </div>
  `;
}

/** A text, with a hint under its label. */
export function textRow(
  id: string,
  label: string,
  hint: string,
  text: string,
  change: (text: string) => void,
): TemplateResult {
  return html`
    <div>
      <label for=${id}>${label}</label>
      <input
        id=${id}
        dir="auto"
        maxlength="64"
        autocomplete="nickname"
        aria-describedby="${id}-hint"
        .value=${text}
        @change=${(event: Event) => change((event.target as HTMLInputElement).value)}
      />
      <p class="hint" id="${id}-hint">${hint}</p>
    </div>
  `;
}

/** A switch, with a hint under its label. */
export function switchRow(
  id: string,
  label: string,
  hint: string,
  isOn: boolean,
  turn: (isOn: boolean) => void,
): TemplateResult {
  return html`
    <div class="row">
      <div>
        <label for=${id}>${label}</label>
        <p class="hint" id="${id}-hint">${hint}</p>
      </div>
      <input
        id=${id}
        type="checkbox"
        role="switch"
        aria-describedby="${id}-hint"
        .checked=${isOn}
        @change=${(event: Event) => turn((event.target as HTMLInputElement).checked)}
      />
    </div>
  `;
}
