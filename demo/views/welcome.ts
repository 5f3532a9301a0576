// The first screen: what this is, and the name to be called by.
import { css, html, nothing, type PropertyValues } from "lit";
import type { State } from "../store.ts";
import { controls } from "../styles/controls.ts";
import { scene, sceneStyle } from "./rings.ts";
import { View } from "./view.ts";

/** `<demo-welcome>` */
export class Welcome extends View {
  static override styles = [
    controls,
    sceneStyle,
    css`
      :host {
        display: grid;
        gap: clamp(28px, 5vw, 72px);
        align-items: center;
        max-width: 1080px;
        width: 100%;
        margin: clamp(8px, 9vh, 120px) auto 0;
      }

      @media (min-width: 860px) {
        :host {
          grid-template-columns: minmax(0, 1.05fr) minmax(0, 1fr);
        }
      }

      h2 {
        font-size: clamp(2.25rem, 5.6vw, 3.875rem);
        font-weight: 800;
        line-height: 1.02;
        letter-spacing: -0.035em;
        text-wrap: balance;
      }

      .lead {
        margin: 1.1em 0 1.8em;
        max-width: 34em;
        font-size: 1.0625rem;
        color: var(--ink-soft);
      }

      form {
        display: grid;
        gap: 14px;
        max-width: 26.5rem;
        padding: clamp(16px, 3vw, 24px);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
        box-shadow: var(--shadow-high);
      }

      .row {
        display: flex;
        flex-wrap: wrap;
        gap: 10px;
      }

      .row input {
        flex: 1 1 11rem;
        width: auto;
        min-width: 0;
      }

      ul {
        display: grid;
        gap: 20px 32px;
        grid-column: 1 / -1;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 240px), 1fr));
        padding-top: clamp(20px, 3vw, 32px);
        border-top: 1px solid var(--line);
        list-style: none;
        font-size: 0.9375rem;
        color: var(--ink-soft);
      }

      li b {
        display: block;
        color: var(--ink);
      }

      .hint {
        font-size: 0.875rem;
        color: var(--ink-soft);
      }
    `,
  ];

  protected override render() {
    const { problem, callee } = this.state;
    const { welcome } = this.words.page;
    const text = problem?.at === "name" ? problem.say(this.words) : undefined;
    return html`
      <div>
        <h2>${welcome.title}</h2>
        <p class="lead">${welcome.lead} ${callee === "" ? welcome.alone : welcome.next(callee)}</p>
        <form novalidate @submit=${this.#submit}>
          <div>
            <label for="name">${welcome.name}</label>
            <div class="row">
              <input
                id="name"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                maxlength="128"
                aria-invalid=${text === undefined ? "false" : "true"}
                aria-describedby="hint"
              />
              <button class="primary">${welcome.go}</button>
            </div>
          </div>
          ${text === undefined ? nothing : html`<p class="problem" role="alert">${text}</p>`}
          <p class="hint" id="hint">${welcome.hint}</p>
        </form>
      </div>
      ${scene(welcome.scene)}
      <ul>
        ${welcome.points.map(([what, why]) => html`<li><b>${what}</b>${why}</li>`)}
      </ul>
    `;
  }

  protected override firstUpdated(): void {
    this.#input.value = this.state.name;
    this.#input.select();
  }

  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get("state") as State | undefined;
    if (this.state.problem !== undefined && this.state.problem !== before?.problem) this.#input.select();
  }

  get #input(): HTMLInputElement {
    return this.renderRoot.querySelector("input") as HTMLInputElement;
  }

  #submit(event: Event): void {
    event.preventDefault();
    this.actions.goOnline(this.#input.value.trim());
  }
}

customElements.define("demo-welcome", Welcome);
