// A text of any length: its beginning, and a button that shows the rest.
import {
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from "lit";
import { DEFAULT_LIMITS } from "peer-invite";
import { foldText, plainText } from "peer-invite/ui/functions";
import { partsOf } from "../links.ts";
import type { Words } from "../words/index.ts";

/** How much of a text is shown at first. It keeps the layout fast for a text of any length. */
const SHOWN = { lengthMax: 300, linesMax: 8 } as const;

/** A part of a text, with its links. */
function linked(text: string, from: number, to: number): TemplateResult {
  const parts = partsOf(text, from, to).map(({ text: words, href }) =>
    href === undefined ? words : html`<a href=${href} target="_blank" rel="noopener noreferrer">${words}</a>`,
  );
  return html`${parts}`;
}

/** Remembers which texts of its view a person has unfolded. */
export class Folding implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #unfolded = new Set<string>();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {}

  /** The text of an invitation or an answer. `key`: identifies the text in its view. */
  words(key: string, text: string, words: Words): TemplateResult {
    return this.line(key, plainText(text, DEFAULT_LIMITS.contentMaxBytes), words);
  }

  /** A text that is plain already. */
  line(key: string, text: string, { calls: { talk } }: Words): TemplateResult {
    const [shown, rest] = foldText(text, SHOWN.lengthMax, SHOWN.linesMax);
    if (rest === "") return linked(text, 0, text.length);
    const isWhole = this.#unfolded.has(key);
    const toggle = (): void => {
      if (isWhole) this.#unfolded.delete(key);
      else this.#unfolded.add(key);
      this.#host.requestUpdate();
    };
    const button = html`<button class="more" aria-expanded=${isWhole} @click=${toggle}>${isWhole ? talk.less : talk.more}</button>`;
    return html`<span class=${isWhole ? nothing : "folded"}>${linked(text, 0, shown.length)}</span><span ?hidden=${!isWhole}>${linked(text, shown.length, text.length)}</span>${button}`;
  }
}
