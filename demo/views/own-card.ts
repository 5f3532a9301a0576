// Who this tab is, how it stands with the broker, and the link that makes others call.
import { css, html, LitElement, nothing } from "lit";
import type { Actions } from "../actions.ts";
import { linkTo } from "../address.ts";
import type { State } from "../store.ts";
import { controls } from "../styles/controls.ts";
import { connectionProblem, connectionWords } from "../words.ts";
import "./avatar.ts";
import { link } from "./icons.ts";

/** How long "Link copied" stays. */
const COPIED_MS = 4_000;

/** `<demo-own-card>` */
export class OwnCard extends LitElement {
  static override properties = {
    state: { attribute: false },
    actions: { attribute: false },
    copied: { state: true },
  };
  declare state: State;
  declare actions: Actions;
  declare copied: "yes" | "no" | undefined;

  static override styles = [
    controls,
    css`
      section {
        display: grid;
        gap: 16px;
        padding: clamp(16px, 2.4vw, 22px);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
        box-shadow: var(--shadow);
      }

      .who {
        display: flex;
        align-items: center;
        gap: 14px;
        min-width: 0;
      }

      .who > div {
        flex: 1;
        min-width: 0;
      }

      h2 {
        font-size: 1.25rem;
        line-height: 1.25;
        letter-spacing: -0.02em;
        overflow-wrap: anywhere;
      }

      [role="status"] {
        position: relative;
        padding-left: 17px;
        font-size: 0.875rem;
        color: var(--ink-soft);
      }

      [role="status"]::before {
        content: "";
        position: absolute;
        left: 1px;
        top: 0.45em;
        width: 10px;
        height: 10px;
        border-radius: 50%;
        background: var(--field-line);
      }

      .online::before {
        background: var(--brand) !important;
        box-shadow: 0 0 0 3px var(--brand-tint);
      }

      .broker-lost::before,
      .no-network::before,
      .closed::before {
        background: var(--bad) !important;
      }

      .link {
        padding: 0.55em 0.8em;
        border-radius: var(--radius-small);
        font: 400 0.8125rem / 1.45 var(--mono);
        overflow-wrap: anywhere;
        user-select: all;
        background: var(--sunken);
      }

      .buttons {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px;
      }

      .buttons button:last-child {
        margin-left: auto;
      }

      .told {
        font-size: 0.875rem;
        color: var(--ink-soft);
      }

      .told:empty {
        display: none;
      }
    `,
  ];

  protected override render() {
    const { connection, name } = this.state;
    const problem = connectionProblem(connection);
    return html`
      <section aria-label="You">
        <div class="who">
          <demo-avatar .peer=${name}></demo-avatar>
          <div>
            <h2>${name}</h2>
            <div role="status" aria-label="Connection" class=${connection}>${connectionWords(connection, name)}</div>
          </div>
        </div>
        ${problem === undefined ? nothing : html`<p class="problem" role="alert">${problem}</p>`}
        <p class="link" id="link">${linkTo(name)}</p>
        <div class="buttons">
          <button @click=${this.#copy}>${link} Copy link</button>
          <button class="plain" @click=${() => this.actions.leave()}>Leave</button>
        </div>
        <p class="told" aria-live="polite">${this.#told()}</p>
      </section>
    `;
  }

  #told() {
    if (this.copied === "yes") return "Link copied";
    return this.copied === "no"
      ? "This browser did not copy it. The link is selected: copy it by hand."
      : nothing;
  }

  async #copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(linkTo(this.state.name));
      this.copied = "yes";
      setTimeout(() => {
        this.copied = undefined;
      }, COPIED_MS);
    } catch {
      this.copied = "no";
      const text = this.renderRoot.querySelector("#link");
      if (text !== null) getSelection()?.selectAllChildren(text);
    }
  }
}

customElements.define("demo-own-card", OwnCard);
