// The first screen: what this is, and a field for the person's name.
import { html, nothing, type PropertyValues } from "lit";
import type { State } from "../store.ts";
import { controlsStyle } from "../styles/controls.ts";
import { sceneStyle } from "../styles/scene.ts";
import { welcomeStyle } from "../styles/welcome.ts";
import { scene } from "./scene.ts";
import { View } from "./view.ts";

/** `<demo-welcome>` */
export class Welcome extends View {
  static override styles = [controlsStyle, sceneStyle, welcomeStyle];

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
