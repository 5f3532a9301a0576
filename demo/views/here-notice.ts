// Says that somebody whom the person waited for is online.
import { html } from "lit";
import { hereNow } from "../attention.ts";
import { namingOf } from "../naming.ts";
import { controlsStyle } from "../styles/controls.ts";
import { hereNoticeStyle } from "../styles/here-notice.ts";
import { iconButton } from "./buttons.ts";
import { icons, kindIcons } from "./icons.ts";
import { View } from "./view.ts";

/** `<demo-here-notice>` */
export class HereNotice extends View {
  static override styles = [controlsStyle, hereNoticeStyle];

  protected override render() {
    const { calls } = this.words;
    const { personal, settings } = this.state;
    return html`<div role="status">
      ${hereNow(this.state).map((peer) => {
        const { short, whole } = namingOf({ role: "local", peer, name: undefined }, personal);
        return html`<p class="panel">
          <peer-avatar .peer=${whole}></peer-avatar>
          <b title=${whole}>${calls.hereNow(short)}</b>
          <button class="primary" @click=${() => this.#call(peer)}>${kindIcons[settings.kind]} ${calls.callNow}</button>
          ${iconButton(calls.dismiss, icons.cross, () => this.actions.await(peer, false), "plain icon-only")}
        </p>`;
      })}
    </div>`;
  }

  #call(peer: string): void {
    this.actions.await(peer, false);
    this.actions.call(peer, "", this.state.settings.kind, "lists");
  }
}

customElements.define("demo-here-notice", HereNotice);
