// A call that is on: both pictures, what is known of the line, the controls, and the chat.
import { html, nothing } from "lit";
import { type Call, isIncoming, otherPeer } from "../calls.ts";
import { mediaWords } from "../standing.ts";
import { controls } from "../styles/controls.ts";
import { stage } from "../styles/stage.ts";
import { hasPicture, type Talk as TalkState } from "../talk.ts";
import "./avatar.ts";
import "./chat.ts";
import "./clock.ts";
import "./devices.ts";
import { moveTo } from "./focus.ts";
import { icons } from "./icons.ts";
import { networkLine } from "./network-line.ts";
import "./picture.ts";
import { View } from "./view.ts";

/** The other side may send any number of streams: so many are seen, and as many that are not seen are heard. */
const PICTURES_MAX = 4;
const VOICES_MAX = 4;

/** `<demo-talk>` */
export class Talk extends View {
  static override properties = {
    ...View.properties,
    call: { attribute: false },
    choosing: { state: true },
  };
  declare call: Call & { readonly talk: TalkState };
  /** Whether the devices are shown. */
  declare choosing: boolean;
  static override styles = [controls, stage];

  constructor() {
    super();
    this.choosing = false;
  }

  /** Moves the focus to the call itself, so that its buttons come next. */
  focusCard(): void {
    void this.updateComplete.then(() => {
      moveTo(this.renderRoot.querySelector(".talk") as HTMLElement);
      // Where there is no room for all of it, the picture and its buttons come first.
      this.renderRoot.querySelector(".stage")?.scrollIntoView({ block: "nearest" });
    });
  }

  protected override render() {
    const { calls } = this.words;
    const { talk } = this.call;
    const peer = otherPeer(this.call.snapshot);
    const errors = [...this.state.studio.errors, ...(talk.mediaError ? [talk.mediaError] : [])];
    const isUnder = this.choosing || errors.length > 0;
    const look = talk.kind === "chat" && !this.#hasPictures ? "compact" : "";
    return html`
      <div
        role="region"
        aria-label=${isIncoming(this.call) ? calls.from(peer) : calls.to(peer)}
        class="talk panel ${look}"
        tabindex="-1"
        @keydown=${this.#keyDown}
      >
        <div class="stage">
          ${this.#theirs(peer)} ${this.#facts(peer)} ${this.#middle(peer)} ${this.#tiles(peer)} ${this.#controls()}
        </div>
        <div class="side ${isUnder ? "with" : ""}">
          <demo-chat .call=${this.call} .state=${this.state} .actions=${this.actions}></demo-chat>
          ${
            isUnder
              ? html`<div class="under">
                  ${mediaWords(errors, this.words).map((words) => html`<p class="problem" role="alert">${words}</p>`)}
                  ${
                    this.choosing
                      ? html`<demo-devices .state=${this.state} .actions=${this.actions}></demo-devices>`
                      : nothing
                  }
                </div>`
              : nothing
          }
        </div>
      </div>
    `;
  }

  /** The other side's pictures, the screen last: it is the large one. */
  get #pictures(): readonly MediaStream[] {
    const { remoteStreams, remoteScreen } = this.call.talk.snapshot;
    const pictures = remoteStreams.filter(hasPicture);
    const most = pictures.toSorted((a, b) => Number(a === remoteScreen) - Number(b === remoteScreen));
    return most.slice(-PICTURES_MAX);
  }

  /** Those that are small, beside the large one; none while the camera there is off. */
  get #others(): readonly MediaStream[] {
    return this.call.talk.snapshot.remoteCamera === "on" ? this.#pictures.slice(0, -1) : [];
  }

  get #hasPictures(): boolean {
    const { screen, camera } = this.call.talk.snapshot;
    return this.#pictures.length > 0 || screen !== undefined || camera === "on";
  }

  /** Whether nothing comes from there that can be seen: no picture at all, or that of a camera that is off. */
  get #isDark(): boolean {
    const { remoteCamera, remoteScreen } = this.call.talk.snapshot;
    return this.#pictures.length === 0 || (remoteScreen === undefined && remoteCamera !== "on");
  }

  #theirs(peer: string) {
    const { talk: words } = this.words.calls;
    const { remoteStreams, remoteScreen } = this.call.talk.snapshot;
    const main = this.#pictures.at(-1);
    const isScreen = main !== undefined && main === remoteScreen;
    const unseen = remoteStreams
      .filter((stream) => stream !== main && !this.#others.includes(stream))
      .slice(0, VOICES_MAX);
    return html`
      ${
        main === undefined
          ? nothing
          : html`<demo-picture
              class="main"
              ?hidden=${this.#isDark}
              ?whole=${isScreen}
              .stream=${main}
              .label=${isScreen ? words.theirScreen(peer) : words.theirPicture(peer)}
            ></demo-picture>`
      }
      ${unseen.map((stream) => html`<audio autoplay .srcObject=${stream}></audio>`)}
      <div class="veil"></div>
    `;
  }

  #facts(peer: string) {
    const { talk: words } = this.words.calls;
    const { snapshot, sinceMs, wasConnected, stats } = this.call.talk;
    const isBad = snapshot.state === "reconnecting";
    return html`
      <header>
        <h3 class="short"><span role="status">${words.states[snapshot.state as keyof typeof words.states]?.(peer) ?? peer}</span></h3>
        ${
          wasConnected
            ? html`<span class="fact ${isBad ? "warn" : ""}">
                <span class="dot" ?hidden=${isBad}></span>
                <demo-clock .sinceMs=${sinceMs} .label=${words.since}></demo-clock>
              </span>`
            : nothing
        }
        ${snapshot.state === "connected" ? networkLine(stats, words) : nothing}
        ${this.state.studio.isAsking ? html`<span class="fact warn" role="status">${this.words.page.preview.asking}</span>` : nothing}
        ${snapshot.remoteMicrophone === "off" && !snapshot.remoteHeld ? html`<span class="fact">${icons.microphoneOff} ${words.theyAreMuted(peer)}</span>` : nothing}
      </header>
    `;
  }

  #middle(peer: string) {
    const { talk: words } = this.words.calls;
    const { remoteCamera, remoteHeld } = this.call.talk.snapshot;
    if (!this.#isDark) return html`<div class="middle"></div>`;
    return html`
      <div class="middle">
        <demo-avatar .peer=${peer}></demo-avatar>
        ${remoteHeld ? html`<p>${words.heldByThem(peer)}</p>` : nothing}
        ${remoteCamera === "off" ? html`<p>${words.theirCameraIsOff(peer)}</p>` : nothing}
      </div>
    `;
  }

  #tiles(peer: string) {
    const { talk: words } = this.words.calls;
    const { screen, camera } = this.call.talk.snapshot;
    const { stream } = this.state.studio;
    const isSeen = stream !== undefined && hasPicture(stream) && camera === "on";
    return html`
      <div class="tiles">
        ${this.#others.map((other) => html`<demo-picture .stream=${other} .label=${words.theirPicture(peer)}></demo-picture>`)}
        ${screen === undefined ? nothing : html`<demo-picture whole silent .stream=${screen} .label=${words.ownScreen}></demo-picture>`}
        ${isSeen ? html`<demo-picture mirrored silent .stream=${stream} .label=${words.ownPicture}></demo-picture>` : nothing}
      </div>
    `;
  }

  #controls() {
    const { talk: words } = this.words.calls;
    const { key, talk } = this.call;
    const { microphone, camera, screen } = talk.snapshot;
    return html`
      <div class="controls" role="group" aria-label=${words.controls}>
        ${
          microphone === "on"
            ? this.#button(words.mute, icons.microphone, () => this.actions.turn(key, "audio"))
            : this.#button(
                microphone === "off" ? words.unmute : words.microphoneOn,
                icons.microphoneOff,
                () => this.actions.turn(key, "audio"),
                "off",
              )
        }
        ${
          camera === "on"
            ? this.#button(words.cameraOff, icons.camera, () => this.actions.turn(key, "video"))
            : this.#button(words.cameraOn, icons.cameraOff, () => this.actions.turn(key, "video"), "off")
        }
        ${
          "getDisplayMedia" in (navigator.mediaDevices ?? {})
            ? this.#button(
                screen === undefined ? words.share : words.unshare,
                icons.screen,
                () => this.actions.share(key),
                screen === undefined ? "" : "off",
              )
            : nothing
        }
        <button
          aria-label=${words.devices}
          title=${words.devices}
          aria-expanded=${this.choosing}
          class=${this.choosing ? "off" : ""}
          @click=${() => {
            this.choosing = !this.choosing;
          }}
        >
          ${icons.sliders}
        </button>
        ${document.fullscreenEnabled ? this.#button(words.full, icons.full, this.#full, "full") : nothing}
        ${this.#button(words.hangUp, icons.hangUp, () => this.actions.hangUp(key), "end")}
      </div>
    `;
  }

  #button(label: string, icon: unknown, act: () => void, look = "") {
    return html`<button class=${look} aria-label=${label} title=${label} @click=${act}>${icon}</button>`;
  }

  readonly #keyDown = ({ key }: KeyboardEvent): void => {
    if (key === "Escape") this.choosing = false;
  };

  readonly #full = (): void => void this.dispatchEvent(new Event("full", { bubbles: true, composed: true }));
}

customElements.define("demo-talk", Talk);
