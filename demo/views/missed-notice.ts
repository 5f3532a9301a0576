// Says over an active call which calls were missed meanwhile.
import { html, nothing } from "lit";
import { missedNews } from "../attention.ts";
import { namingOf } from "../naming.ts";
import { controlsStyle } from "../styles/controls.ts";
import { missedNoticeStyle } from "../styles/missed-notice.ts";
import { iconButton } from "./buttons.ts";
import { icons } from "./icons.ts";
import { View } from "./view.ts";

/** `<demo-missed-notice>` */
export class MissedNotice extends View {
  static override styles = [controlsStyle, missedNoticeStyle];

  protected override render() {
    const [latest, ...others] = missedNews(this.state);
    const { calls } = this.words;
    return html`<div role="status">
      ${
        latest === undefined
          ? nothing
          : html`<p>
              ${icons.missed}
              <span>${calls.missedFrom(namingOf(latest, this.state.personal).short, others.length)}</span>
              ${iconButton(calls.dismiss, icons.cross, () => this.actions.seeMissed(), "plain icon-only")}
            </p>`
      }
    </div>`;
  }
}

customElements.define("demo-missed-notice", MissedNotice);
