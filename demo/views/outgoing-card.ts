// The card of an outgoing call.
import { html, nothing } from "lit";
import { hasPicture } from "peer-invite/ui/functions";
import { isTalkedIn, type OutgoingCall } from "../calls.ts";
import { kindOf } from "../kinds.ts";
import { namingOf } from "../naming.ts";
import { standingOf } from "../standing.ts";
import { CallCard } from "./call-card.ts";
import { instead, shown } from "./shown.ts";

/** `<demo-outgoing-card>` */
export class OutgoingCard extends CallCard<OutgoingCall> {
  protected override render() {
    const { calls } = this.words;
    const { key, snapshot } = this.call;
    return html`
      <outgoing-call
        class="card"
        .invitation=${shown(snapshot)}
        .name=${this.naming.whole}
        .standing=${standingOf(this.call, calls, this.naming.short)}
        @cancel=${instead(() => this.actions.cancel(key))}
      >
        ${this.more(this.#extra())}
      </outgoing-call>
    `;
  }

  /** This side's own picture, until the other side answers. */
  #extra() {
    const { snapshot } = this.call;
    const { stream, isAsking } = this.state.studio;
    const { preview } = this.words.page;
    const kind = kindOf(snapshot.kind);
    const talked = this.state.calls.find(isTalkedIn);
    const holds =
      talked &&
      html`<p class="note">${this.words.calls.holdsOnceAccepted(namingOf(talked.snapshot, this.state.personal).short)}</p>`;
    if (kind === undefined || kind === "chat") return holds ?? nothing;
    if (isAsking) return html`${holds}<p class="note">${preview.asking}</p>`;
    const isSeen = kind === "video" && stream !== undefined && hasPicture(stream);
    return html`
      ${holds}
      ${isSeen ? html`<call-picture mirrored silent .stream=${stream} .label=${preview.picture}></call-picture>` : nothing}
      ${this.deviceProblems()}
    `;
  }
}

customElements.define("demo-outgoing-card", OutgoingCard);
