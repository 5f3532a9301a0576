// The page's frame: the header, and either the first screen or the calls. Gives the state down; knows no details.
import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import type { Actions } from "../actions.ts";
import { isIncoming, isRingingHere } from "../calls.ts";
import type { State, Store } from "../store.ts";
import { controls } from "../styles/controls.ts";
import { announceCall } from "../words.ts";
import "./call-form.ts";
import "./calls.ts";
import { mark } from "./icons.ts";
import "./log-panel.ts";
import "./own-card.ts";
import "./welcome.ts";

/** `<demo-app>`: the whole page. */
export class DemoApp extends LitElement {
  static override properties = { state: { state: true } };
  declare state: State | undefined;
  #actions: Actions | undefined;

  static override styles = [
    controls,
    css`
      :host {
        display: block;
        max-width: 1480px;
        margin: 0 auto;
        padding: 0 clamp(12px, 2.5vw, 32px) 32px;
      }

      .bar {
        display: flex;
        align-items: center;
        gap: 12px;
        padding: 18px 2px;
      }

      .mark {
        width: 34px;
        height: 34px;
      }

      h1 {
        font-size: 1.125rem;
        font-weight: 700;
        letter-spacing: -0.015em;
      }

      .bar p {
        margin-left: auto;
        font-size: 0.875rem;
        text-align: right;
        color: var(--ink-soft);
      }

      main {
        display: grid;
        align-items: start;
        gap: var(--gap);
        grid-template-columns: minmax(0, 1fr);
      }

      demo-welcome {
        grid-column: 1 / -1;
      }

      .side {
        display: grid;
        gap: var(--gap);
      }

      /* On a narrow page calls that came in are before everything else, until they are dismissed. */
      .first {
        order: -1;
      }

      @media (min-width: 800px) {
        main {
          grid-template-columns: minmax(300px, 350px) minmax(0, 1fr);
        }

        .side {
          grid-row: span 2;
        }

        .first {
          order: 0;
        }
      }

      @media (min-width: 1240px) {
        main {
          grid-template-columns: 350px minmax(0, 1fr) minmax(340px, 400px);
        }

        .side {
          grid-row: auto;
        }
      }

      @media (max-width: 560px) {
        .bar p {
          display: none;
        }
      }
    `,
  ];

  /** Shows `store` from now on, and does what people ask with `actions`. */
  connect(store: Store, actions: Actions): void {
    this.#actions = actions;
    this.state = store.state;
    store.subscribe((state) => {
      this.state = state;
    });
  }

  protected override render() {
    const { state } = this;
    const ringing = state?.calls.filter(isRingingHere) ?? [];
    return html`
      <header class="bar">
        ${mark}
        <h1>Peer Invite</h1>
        <p>Ring another browser. No server knows about the call.</p>
      </header>
      <div class="hidden" aria-live="assertive">
        ${ringing.map(({ snapshot }) => html`<p>${announceCall(snapshot.caller)}</p>`)}
      </div>
      ${state === undefined ? nothing : state.screen === "welcome" ? this.#welcome(state) : this.#calls(state)}
    `;
  }

  #welcome(state: State) {
    return html`<main><demo-welcome .state=${state} .actions=${this.#actions}></demo-welcome></main>`;
  }

  #calls(state: State) {
    const isFirst = state.calls.some(isIncoming);
    return html`
      <main>
        <div class="side">
          <demo-own-card .state=${state} .actions=${this.#actions}></demo-own-card>
          <demo-call-form .state=${state} .actions=${this.#actions}></demo-call-form>
        </div>
        <demo-calls class=${isFirst ? "first" : ""} .state=${state} .actions=${this.#actions}></demo-calls>
        <demo-log .entries=${state.log}></demo-log>
      </main>
    `;
  }

  protected override updated(changed: PropertyValues): void {
    const before: State | undefined = changed.get("state");
    if (before?.screen === "welcome" && this.state?.screen === "calls")
      this.renderRoot.querySelector("demo-call-form")?.focusFirst();
  }
}

customElements.define("demo-app", DemoApp);
