// The card of a call that is on hold.
import { html, nothing } from "lit";
import { plainLine } from "peer-invite/ui/functions";
import { isTalkedIn, type TalkingCall } from "../calls.ts";
import { controlsStyle } from "../styles/controls.ts";
import { heldCardStyle } from "../styles/held-card.ts";
import "peer-invite/ui";
import { iconButton } from "./buttons.ts";
import { CardView } from "./card-view.ts";
import { icons } from "./icons.ts";

/** The card shows one line, which has no room for more. */
const NEWS_MAX = 200;

/** `<demo-held-card>` */
export class HeldCard extends CardView<TalkingCall> {
  static override styles = [controlsStyle, heldCardStyle];

  protected override render() {
    const { calls } = this.words;
    const { key, talk } = this.call;
    const { whole } = this.naming;
    const { lines } = talk.chat;
    const news = lines.findLast(({ isMine, number }) => !isMine && number > talk.readNumber);
    const isAlone = !this.state.calls.some(isTalkedIn);
    return html`
      <div role="region" class="card panel" tabindex="-1" aria-label=${this.label}>
        <peer-avatar .peer=${whole}></peer-avatar>
        <div class="who">
          <b class="name" dir="auto" title=${whole}>${whole}</b>
          ${news === undefined ? nothing : html`<p class="news" role="status" dir="auto">“${plainLine(news.text, NEWS_MAX)}”</p>`}
          <p role="status">${isAlone ? calls.talk.holdAlone : calls.talk.hold}</p>
        </div>
        <div class="buttons">
          <button class=${isAlone ? "primary" : ""} @click=${() => this.actions.resume(key)}>${icons.phone} ${calls.talk.resume}</button>
          ${iconButton(calls.talk.hangUp, icons.hangUp, () => this.actions.hangUp(key), "danger icon-only")}
        </div>
      </div>
    `;
  }
}

customElements.define("demo-held-card", HeldCard);
