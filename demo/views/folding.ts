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
import type { Words } from "../words/index.ts";

/** How much of a text is shown at first. It keeps the layout fast for a text of any length. */
const SHOWN = { lengthMax: 300, linesMax: 8 } as const;

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
    if (rest === "") return html`${shown}`;
    const isWhole = this.#unfolded.has(key);
    const toggle = (): void => {
      if (isWhole) this.#unfolded.delete(key);
      else this.#unfolded.add(key);
      this.#host.requestUpdate();
    };
    const button = html`<button class="more" aria-expanded=${isWhole} @click=${toggle}>${isWhole ? talk.less : talk.more}</button>`;
    return html`<span class=${isWhole ? nothing : "folded"}>${shown}</span><span ?hidden=${!isWhole}>${rest}</span>${button}`;
  }
}
