// An active call: the package's stage, and the chat beside it.
import { html, nothing } from "lit";
import { mediaWords, seenOf } from "peer-invite/ui/functions";
import "peer-invite/ui";
import type { DeviceChoice } from "peer-invite/ui";
import type { TalkingCall } from "../calls.ts";
import { controlsStyle } from "../styles/controls.ts";
import { talkStyle } from "../styles/talk.ts";
import { CardView } from "./card-view.ts";
import "./chat.ts";
import { networkLine } from "./network-line.ts";
import { instead, shown } from "./shown.ts";

/** `<demo-talk>` */
export class Talk extends CardView<TalkingCall> {
  static override styles = [controlsStyle, talkStyle];

  override focusCard(): void {
    super.focusCard();
    // If there is no room for all of it, the picture and its buttons matter most.
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector("call-stage")?.scrollIntoView({ block: "nearest" }),
    );
  }

  protected override render() {
    const { talk } = this.call;
    const { snapshot } = talk;
    const errors = [...this.state.studio.errors, ...(talk.mediaError ? [talk.mediaError] : [])];
    const hasPictures =
      seenOf(snapshot).main !== undefined || snapshot.screen !== undefined || snapshot.camera === "on";
    return html`
      <div
        role="region"
        aria-label=${this.label}
        class="card panel ${talk.kind === "chat" && !hasPictures ? "compact" : ""}"
        tabindex="-1"
      >
        ${this.#stage()}
        <div class="side ${errors.length > 0 ? "with" : ""}">
          <demo-chat .call=${this.call} .state=${this.state} .actions=${this.actions}></demo-chat>
          ${
            errors.length > 0
              ? html`<div class="under">
                  ${mediaWords(errors, this.words).map((words) => html`<p class="problem" role="alert">${words}</p>`)}
                </div>`
              : nothing
          }
        </div>
      </div>
    `;
  }

  #stage() {
    const { key, talk } = this.call;
    const { studio, settings } = this.state;
    const { snapshot, sinceMs, wasConnected, stats } = talk;
    return html`
      <call-stage
        .call=${shown(snapshot)}
        .stream=${studio.stream}
        .sinceMs=${wasConnected ? sinceMs : undefined}
        .camera=${settings.cameraId}
        .microphone=${settings.microphoneId}
        kinds="camera microphone"
        @microphone=${instead(() => this.actions.turn(key, "audio"))}
        @camera=${instead(() => this.actions.turn(key, "video"))}
        @screen=${instead(() => this.actions.share(key))}
        @full=${instead(() => this.dispatchEvent(new Event("fullscreen", { bubbles: true, composed: true })))}
        @hangup=${instead(() => this.actions.hangUp(key))}
        @choose=${instead<DeviceChoice>(({ kind, id }) => this.actions.choose(kind === "camera" ? "video" : "audio", id))}
      >
        <div slot="facts">
          ${snapshot.state === "connected" ? networkLine(stats, this.words.calls.talk) : nothing}
          ${studio.isAsking ? html`<span class="fact warn" role="status">${this.words.page.preview.asking}</span>` : nothing}
        </div>
      </call-stage>
    `;
  }
}

customElements.define("demo-talk", Talk);
