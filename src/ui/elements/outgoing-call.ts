// `<outgoing-call>`: how far a call has come, and the button that cancels it.
import { html } from "lit";
import type { LocalInvitationSnapshot } from "../../index.ts";
import { icons } from "./icons.ts";
import { InvitationCard } from "./invitation-card.ts";
import type { CanceledInvitation } from "./types.ts";
import { define } from "./ui-element.ts";

/** See `OutgoingCallElement`, which is its public part. */
class OutgoingCall extends InvitationCard<LocalInvitationSnapshot> {
  declare invitation: CanceledInvitation | undefined;

  protected override rings({ progress }: LocalInvitationSnapshot): boolean {
    return progress === "ringing";
  }

  protected override answersItself({ outcome }: LocalInvitationSnapshot): boolean {
    return outcome?.kind === "canceled";
  }

  protected override buttons() {
    return html`
      <div part="answers">
        <button type="button" class="danger" part="cancel" @click=${this.#cancel}>${icons.cross} ${this.said.calls.cancel}</button>
      </div>
    `;
  }

  readonly #cancel = (): void => {
    if (this.tell("cancel")) this.attempt(() => this.invitation?.cancel());
  };
}

define("outgoing-call", OutgoingCall);
