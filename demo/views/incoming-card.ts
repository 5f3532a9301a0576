// The card of an incoming call.
import { html, nothing } from "lit";
import type { AcceptDetail, IncomingCallElement, RefuseDetail } from "peer-invite/ui";
import type { IncomingCall } from "../calls.ts";
import { standingOf } from "../standing.ts";
import { CallCard } from "./call-card.ts";
import { instead, shown } from "./shown.ts";

/** `<demo-incoming-card>` */
export class IncomingCard extends CallCard<IncomingCall> {
  /** The text that was typed as an answer, by the call's key. */
  declare typed: Map<string, string>;

  protected override render() {
    const { calls, page } = this.words;
    const { key, snapshot } = this.call;
    const isAsked = snapshot.state === "accepting" && this.state.studio.isAsking;
    return html`
      <incoming-call
        class="card"
        without-video
        .invitation=${shown(snapshot)}
        .name=${this.naming.whole}
        .standing=${standingOf(this.call, calls, this.naming.short)}
        .answer=${this.typed.get(key) ?? ""}
        @input=${({ target }: Event) => this.typed.set(key, (target as IncomingCallElement).answer)}
        @accept=${instead<AcceptDetail>(({ response, video }) => this.actions.accept(key, response, video ? undefined : "audio"))}
        @refuse=${instead<RefuseDetail>(({ response }) => this.actions.refuse(key, response))}
        @ignore=${instead(() => this.actions.ignore(key))}
      >
        ${this.more(isAsked ? html`<p class="note">${page.preview.asking}</p>` : nothing)}
      </incoming-call>
    `;
  }
}

customElements.define("demo-incoming-card", IncomingCard);
