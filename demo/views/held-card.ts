// The card of a call that is on hold, while another one is talked in and after that.
import { css, html, nothing } from "lit";
import { type Call, isIncoming, isTalkedIn, otherPeer } from "../calls.ts";
import { plainLine } from "../parts/text/plain.ts";
import { controls } from "../styles/controls.ts";
import type { Talk } from "../talk.ts";
import "./avatar.ts";
import { moveTo } from "./focus.ts";
import { icons } from "./icons.ts";
import { View } from "./view.ts";

/** There is room for less of it in any case. */
const NEWS_MAX = 200;

/** `<demo-held-card>` */
export class HeldCard extends View {
  static override properties = { ...View.properties, call: { attribute: false } };
  declare call: Call & { readonly talk: Talk };
  /** The number of the newest line when it was put on hold: later ones are news. */
  #read: number | undefined;

  static override styles = [
    controls,
    css`
      :host {
        display: block;
      }

      .held {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 10px 14px;
        padding: 14px clamp(14px, 2vw, 20px);
      }

      .who {
        flex: 1 1 10rem;
        min-width: 0;
        overflow-wrap: anywhere;
      }

      .who .news {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        color: var(--ink);
      }

      .who p {
        font-size: 0.875rem;
        color: var(--ink-soft);
      }
    `,
  ];

  /** Moves the focus to the card itself, so that its buttons come next. */
  focusCard(): void {
    void this.updateComplete.then(() => moveTo(this.renderRoot.querySelector(".held") as HTMLElement));
  }

  protected override render() {
    const { calls } = this.words;
    const { key, snapshot } = this.call;
    const peer = otherPeer(snapshot);
    const { lines } = this.call.talk.chat;
    this.#read ??= lines.at(-1)?.number ?? 0;
    const read = this.#read;
    const news = lines.findLast(({ isMine, number }) => !isMine && number > read);
    const isAlone = !this.state.calls.some(isTalkedIn);
    return html`
      <div role="region" class="held panel" tabindex="-1" aria-label=${isIncoming(this.call) ? calls.from(peer) : calls.to(peer)}>
        <demo-avatar .peer=${peer}></demo-avatar>
        <div class="who">
          <b class="short">${peer}</b>
          ${news === undefined ? nothing : html`<p class="news" role="status" dir="auto">“${plainLine(news.text, NEWS_MAX)}”</p>`}
          <p role="status">${isAlone ? calls.talk.holdAlone : calls.talk.hold}</p>
        </div>
        <button class=${isAlone ? "primary" : ""} @click=${() => this.actions.resume(key)}>${icons.phone} ${calls.talk.resume}</button>
        <button class="danger" @click=${() => this.actions.hangUp(key)}>${icons.hangUp} ${calls.talk.hangUp}</button>
      </div>
    `;
  }
}

customElements.define("demo-held-card", HeldCard);
