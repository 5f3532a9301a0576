// Says in a dialog who is calling: what is behind a dialog can be neither seen nor heard.
import { html, type TemplateResult } from "lit";
import { isRingingHere } from "../calls.ts";
import { namingOf } from "../naming.ts";
import type { State } from "../store.ts";
import type { Words } from "../words/index.ts";

/** A line for each call that rings, with a button that closes the dialog. */
export function ringNotice({ calls, personal }: State, words: Words, close: () => void): TemplateResult[] {
  return calls.filter(isRingingHere).map(
    ({ snapshot }) => html`<p class="ringing" role="alert">
        ${words.calls.incoming.ringing(namingOf(snapshot, personal).short).title}
        <button type="button" class="primary" @click=${close}>${words.page.toTheCall}</button>
      </p>`,
  );
}
