// The first screen: what this is, and who the person is. A person who has followed a link to call somebody sees that call alone.
import { html, nothing, type PropertyValues } from "lit";
import { loadPersonal } from "../person.ts";
import type { State } from "../store.ts";
import { controlsStyle } from "../styles/controls.ts";
import { sceneStyle } from "../styles/scene.ts";
import { welcomeStyle } from "../styles/welcome.ts";
import { kindIcons } from "./icons.ts";
import "./preview.ts";
import { scene } from "./scene.ts";
import { View } from "./view.ts";

/** `<demo-welcome>` */
export class Welcome extends View {
  static override styles = [controlsStyle, sceneStyle, welcomeStyle];

  protected override render() {
    return this.state.callee === "" ? this.#usual() : this.#invited();
  }

  #usual() {
    const { welcome } = this.words.page;
    return html`
      <div>
        <h2>${welcome.title}</h2>
        <p class="lead">${welcome.lead} ${welcome.alone}</p>
        <form novalidate @submit=${this.#submit}>
          ${this.#displayName()}
          <div>
            <label for="id">${welcome.id}</label>
            <div class="row">${this.#id()} <button class="primary">${welcome.go}</button></div>
          </div>
          ${this.#problem()}
          <p class="hint" id="hint">${welcome.hint}</p>
        </form>
      </div>
      ${scene(welcome.scene)}
      <ul>
        ${welcome.points.map(([what, why]) => html`<li><b>${what}</b>${why}</li>`)}
      </ul>
    `;
  }

  #invited() {
    const { callee, name, problem, settings } = this.state;
    const { welcome } = this.words.page;
    return html`
      <div class="invited">
        <peer-avatar .peer=${callee}></peer-avatar>
        <h2 title=${callee}>${welcome.callTitle(callee)}</h2>
        <p class="lead">${welcome.callLead}</p>
        <form novalidate @submit=${this.#submit} @keydown=${this.#keyDown}>
          ${this.#displayName()}
          <details ?open=${problem?.at === "name"}>
            <summary>${welcome.changeId(name)}</summary>
            <label for="id">${welcome.id}</label>
            ${this.#id()}
            <p class="hint" id="hint">${welcome.hint}</p>
          </details>
          ${this.#problem()}
          <button class="primary call">${kindIcons[settings.kind]} ${welcome.callTitle(callee)}</button>
          ${settings.kind === "chat" ? nothing : html`<demo-preview .state=${this.state} .actions=${this.actions}></demo-preview>`}
        </form>
      </div>
    `;
  }

  #displayName() {
    const { welcome, form } = this.words.page;
    return html`
      <div>
        <label for="displayName">${welcome.displayName} <span class="optional" aria-hidden="true">${form.optional}</span></label>
        <input id="displayName" dir="auto" autocomplete="nickname" maxlength="64" placeholder=${welcome.displayNameHint} />
      </div>
    `;
  }

  #id() {
    const isWrong = this.state.problem?.at === "name";
    return html`<input
      id="id"
      autocomplete="off"
      autocapitalize="none"
      spellcheck="false"
      maxlength="128"
      aria-invalid=${isWrong ? "true" : "false"}
      aria-describedby="hint"
    />`;
  }

  #problem() {
    const { problem } = this.state;
    return problem?.at === "name"
      ? html`<p class="problem" role="alert">${problem.say(this.words)}</p>`
      : nothing;
  }

  protected override firstUpdated(): void {
    this.#field("id").value = this.state.name;
    this.#field("id").select();
    this.#field("displayName").value = loadPersonal(this.state.name).displayName;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get("state") as State | undefined;
    if (this.state.problem !== undefined && this.state.problem !== before?.problem)
      this.#field("id").select();
  }

  #field(id: string): HTMLInputElement {
    return this.renderRoot.querySelector(`#${id}`) as HTMLInputElement;
  }

  /** A key that was down before the page was there decides nothing. */
  #keyDown(event: KeyboardEvent): void {
    if (event.key === "Enter" && event.repeat) event.preventDefault();
  }

  #submit(event: Event): void {
    event.preventDefault();
    const { callee, name } = this.state;
    const [id, said] = [this.#field("id").value.trim(), this.#field("displayName").value];
    // A name that was not typed is that of another id, and each id keeps its own.
    const isOther = id !== name && said === loadPersonal(name).displayName;
    this.actions.goOnline(id, isOther ? undefined : said, callee);
  }
}

customElements.define("demo-welcome", Welcome);
