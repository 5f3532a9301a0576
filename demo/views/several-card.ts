// The card of a call to several people: how far each of them is, one more, and the end.
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { GroupMember } from "peer-invite/group";
import { hasPicture } from "peer-invite/ui/functions";
import { namingOf } from "../naming.ts";
import { standingOfMember } from "../standing.ts";
import { controlsStyle } from "../styles/controls.ts";
import { severalCardStyle } from "../styles/several-card.ts";
import { iconButton } from "./buttons.ts";
import { moveTo } from "./focus.ts";
import { icons } from "./icons.ts";
import { View } from "./view.ts";

/** `<demo-several-card>`: there while the state has a group. */
export class SeveralCard extends View {
  static override styles = [controlsStyle, severalCardStyle];

  protected override render() {
    const { group, problem } = this.state;
    if (group === undefined) return nothing;
    const words = this.words.calls.several;
    const isOpen = group.outcome === undefined;
    const count = group.members.length;
    return html`
      <section class="card panel" tabindex="-1" aria-labelledby="title">
        <h3 id="title"><span role="status">${isOpen ? words.calling(count) : words.unanswered}</span></h3>
        <ul aria-label=${words.members}>
          ${repeat(
            group.members,
            ({ peer }) => peer,
            (member) => this.#member(member, isOpen),
          )}
        </ul>
        ${isOpen ? this.#picture() : nothing} ${isOpen ? this.#addForm() : nothing}
        ${problem?.at === "group" ? html`<p class="problem" id="problem" role="alert">${problem.say(this.words)}</p>` : nothing}
        <div class="buttons">
          ${
            isOpen
              ? html`<button class="danger" @click=${() => this.actions.cancelGroup()}>${icons.hangUp} ${words.cancel}</button>`
              : html`<button class="primary" @click=${() => this.actions.callGroupAgain()}>${icons.again} ${this.words.calls.again}</button>
                <button @click=${() => this.actions.cancelGroup()}>${this.words.calls.dismiss}</button>`
          }
        </div>
      </section>
    `;
  }

  protected override firstUpdated(): void {
    moveTo(this.renderRoot.querySelector(".card") as HTMLElement);
  }

  #member(member: GroupMember, isOpen: boolean) {
    const { peer, state } = member;
    const { short, whole } = namingOf({ role: "local", peer, name: undefined }, this.state.personal);
    const { several } = this.words.calls;
    return html`
      <li>
        <peer-avatar .peer=${whole}></peer-avatar>
        <div class="who">
          <b dir="auto" title=${whole}>${short}</b>
          <span class="state">${standingOfMember(member, this.words.calls, short)}</span>
        </div>
        ${
          isOpen && state !== "ended"
            ? iconButton(
                several.withdraw(short),
                icons.cross,
                () => this.actions.withdraw(peer),
                "plain icon-only",
              )
            : nothing
        }
      </li>
    `;
  }

  /** This side's own picture, so that nobody is filmed without seeing it. */
  #picture() {
    const { stream } = this.state.studio;
    if (stream === undefined || !hasPicture(stream)) return nothing;
    return html`<call-picture mirrored silent .stream=${stream} .label=${this.words.page.preview.picture}></call-picture>`;
  }

  #addForm() {
    const { several } = this.words.calls;
    return html`
      <form @submit=${this.#add}>
        <input aria-label=${several.addWho} placeholder=${several.addWho} autocomplete="off" autocapitalize="none" spellcheck="false" maxlength="128" />
        <button class="icon-only" aria-label=${several.add} title=${several.add}>${icons.plus}</button>
      </form>
    `;
  }

  /** The button goes, and the focus stays on the card. */
  #withdraw(peer: string): void {
    this.actions.withdraw(peer);
    moveTo(this.renderRoot.querySelector(".card") as HTMLElement);
  }

  readonly #add = (event: Event): void => {
    event.preventDefault();
    const input = this.renderRoot.querySelector("input") as HTMLInputElement;
    if (this.actions.addToGroup(input.value.trim())) input.value = "";
  };
}

customElements.define("demo-several-card", SeveralCard);
