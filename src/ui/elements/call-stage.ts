// `<call-stage>`: a call with its pictures, its state, and the buttons of its devices.
import { html, nothing, type TemplateResult } from "lit";
import type { CallSnapshot, MediaError } from "../../call/index.ts";
import { type Seen, seenOf } from "../functions/seen.ts";
import { clockWords, mediaWords } from "../functions/standing.ts";
import { nameFor, plainName } from "../text/plain.ts";
import "./call-timer.ts";
import "./device-picker.ts";
import { icons } from "./icons.ts";
import "./peer-avatar.ts";
import { playAgain, playOn } from "./play-on.ts";
import type { SentDevice } from "./sent-tracks.ts";
import { stageControls } from "./stage-controls.ts";
import { StageMedia } from "./stage-media.ts";
import { type StagePictures, smallPictures, theirPictures } from "./stage-pictures.ts";
import { stageStyle } from "./stage-style.ts";
import { sharedStyle } from "./style.ts";
import type { DeviceChoice, StageCall } from "./types.ts";
import { define, Following, UiElement } from "./ui-element.ts";

const NAME_MAX = 60;

/** See `CallStageElement`, which is its public part. */
class CallStage extends UiElement {
  static override properties = {
    ...UiElement.properties,
    call: { attribute: false },
    name: { type: String },
    stream: { attribute: false },
    sinceMs: { attribute: false },
    camera: { type: String },
    microphone: { type: String },
    speaker: { type: String },
    choosing: { type: Boolean },
    kinds: { type: String },
    errors: { state: true },
  };
  static override styles = [sharedStyle, stageStyle];
  declare call: StageCall | undefined;
  declare name: string;
  declare stream: MediaStream | undefined;
  declare sinceMs: number | undefined;
  declare camera: string;
  declare microphone: string;
  declare speaker: string;
  declare choosing: boolean;
  declare kinds: string;
  declare errors: readonly MediaError[];
  readonly #media = new StageMedia();
  /** When the call that is shown was first connected, and when it ended. */
  #times: { readonly of?: StageCall | undefined; sinceMs?: number; endedAtMs?: number } = {};
  #leaving: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.name = "";
    this.camera = "";
    this.microphone = "";
    this.speaker = "";
    this.choosing = false;
    this.kinds = "camera microphone speaker";
    this.errors = [];
    new Following(
      this,
      () => this.call,
      () => this.#time(),
    );
  }

  override connectedCallback(): void {
    super.connectedCallback();
    clearTimeout(this.#leaving);
    playAgain(this.renderRoot);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // An element that moves to another place is away for less than a moment.
    this.#leaving = setTimeout(() => this.#media.close());
  }

  override focus(options?: FocusOptions): void {
    void this.updateComplete.then(() => this.#stage?.focus(options));
  }

  protected override render() {
    const snapshot = this.call?.snapshot;
    if (snapshot === undefined) return nothing;
    const peer = plainName(nameFor(snapshot.peer, this.name), NAME_MAX);
    const seen = seenOf(snapshot);
    const isOver = snapshot.state === "ended";
    const { stream, speaker } = this;
    const pictures: StagePictures = { snapshot, seen, peer, stream, speaker, words: this.said.calls.talk };
    const isUnder = (this.choosing && !isOver) || this.errors.length > 0;
    return html`
      <div class="frame" part="frame">
        <div
          class="stage"
          part="stage"
          role="region"
          aria-label=${peer}
          tabindex="-1"
          @keydown=${this.#keyDown}
        >
          ${isOver ? nothing : theirPictures(pictures)}
          <div class="veil"></div>
          ${this.#facts(snapshot, peer)}
          ${isOver ? this.#end(snapshot, peer) : this.#middle(snapshot, peer, seen)}
          ${isOver ? nothing : smallPictures(pictures)}
          ${
            isOver
              ? html`<div class="controls"><slot name="ended"></slot></div>`
              : stageControls({
                  snapshot,
                  words: this.said.calls.talk,
                  isChoosing: this.choosing,
                  turn: this.#turn,
                  share: this.#share,
                  choose: this.#toggle,
                  full: this.#full,
                  hangUp: this.#hangUp,
                })
          }
        </div>
        ${isUnder ? this.#under() : nothing}
      </div>
    `;
  }

  #facts(snapshot: CallSnapshot, peer: string): TemplateResult {
    const { talk, talkEnds } = this.said.calls;
    const { state, end } = snapshot;
    const sinceMs = this.sinceMs ?? this.#times.sinceMs;
    const title =
      end !== undefined ? talkEnds[end.reason](peer).title : talk.states[state as "connected"](peer);
    const isBad = state === "reconnecting";
    return html`
      <header part="header">
        <p class="title" part="title" role="status">${title}</p>
        ${
          sinceMs === undefined || end !== undefined
            ? nothing
            : html`<span class="fact ${isBad ? "warn" : ""}" part="fact">
                <span class="dot" ?hidden=${isBad}></span>
                <call-timer .sinceMs=${sinceMs} .label=${talk.since}></call-timer>
              </span>`
        }
        <slot name="facts"></slot>
        ${
          snapshot.remoteMicrophone === "off" && !snapshot.remoteHeld && end === undefined
            ? html`<span class="fact" part="fact">${icons.microphoneOff} ${talk.theyAreMuted(peer)}</span>`
            : nothing
        }
      </header>
    `;
  }

  #middle({ held, remoteHeld, remoteCamera, peer: id }: CallSnapshot, peer: string, { isDark }: Seen) {
    const { talk } = this.said.calls;
    if (!isDark && !held) return html`<div class="middle"></div>`;
    return html`
      <div class="middle">
        <slot name="avatar"><peer-avatar part="avatar" .peer=${nameFor(id, this.name)}></peer-avatar></slot>
        ${remoteHeld ? html`<p role="status">${talk.heldByThem(peer)}</p>` : nothing}
        ${remoteCamera === "off" && !remoteHeld && !held ? html`<p>${talk.theirCameraIsOff(peer)}</p>` : nothing}
        ${
          held
            ? html`<p role="status">${talk.holdAlone}</p>
                <button type="button" part="resume" @click=${this.#resume}>${icons.phone} ${talk.resume}</button>`
            : nothing
        }
      </div>
    `;
  }

  #end({ end, peer: id }: CallSnapshot, peer: string) {
    const { talkEnds, lasted } = this.said.calls;
    const { endedAtMs } = this.#times;
    const sinceMs = this.sinceMs ?? this.#times.sinceMs;
    const detail = end === undefined ? undefined : talkEnds[end.reason](peer).detail;
    return html`
      <div class="middle">
        <slot name="avatar"><peer-avatar part="avatar" .peer=${nameFor(id, this.name)}></peer-avatar></slot>
        ${detail === undefined ? nothing : html`<p>${detail}</p>`}
        ${
          sinceMs === undefined || endedAtMs === undefined
            ? nothing
            : html`<p>${lasted(clockWords(endedAtMs - sinceMs))}</p>`
        }
      </div>
    `;
  }

  #under(): TemplateResult {
    return html`
      <div class="under" part="under">
        ${mediaWords(this.errors, this.said).map((words) => html`<p class="problem" part="problem" role="alert">${words}</p>`)}
        ${
          this.choosing
            ? html`<device-picker
                exportparts="field, label, select, level, problem, allow"
                .kinds=${this.kinds}
                .words=${this.words}
                .call=${this.call}
                .camera=${this.camera}
                .microphone=${this.microphone}
                .speaker=${this.speaker}
                .kept=${this.#kept}
              ></device-picker>`
            : nothing
        }
      </div>
    `;
  }

  protected override updated(): void {
    for (const audio of this.renderRoot.querySelectorAll("audio")) playOn(audio, this.speaker);
  }

  get #stage(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(".stage");
  }

  #time(): void {
    const { call } = this;
    if (this.#times.of !== call) {
      if (this.#times.of !== undefined) this.#media.close();
      this.#times = { of: call };
      if (this.errors.length > 0) this.errors = [];
    }
    const state = call?.snapshot.state;
    if (state === "connected") this.#times.sinceMs ??= Date.now();
    if (state !== "ended") return;
    this.#times.endedAtMs ??= Date.now();
    this.#media.close();
  }

  readonly #turn = (device: SentDevice): void => {
    const { call } = this;
    if (call === undefined) return;
    const isOn = call.snapshot[device] === "on";
    if (!this.tell(device, { on: !isOn })) return;
    this.errors = [];
    void this.#media.turn(call, device, this).then((errors) => {
      if (call === this.call) this.errors = errors;
    });
  };

  readonly #share = (): void => {
    const { call } = this;
    if (call === undefined) return;
    if (this.tell("screen", { on: call.snapshot.screen === undefined })) void this.#media.share(call);
  };

  readonly #toggle = (): void => {
    const open = !this.choosing;
    if (this.tell("devices", { open })) this.choosing = open;
  };

  readonly #keyDown = ({ key }: KeyboardEvent): void => {
    if (key === "Escape" && this.choosing) this.#toggle();
  };

  readonly #full = (): void => {
    if (!this.tell("full")) return;
    const change = document.fullscreenElement ? document.exitFullscreen() : this.requestFullscreen?.();
    // The browser, or the page around this one, may refuse it.
    change?.catch(() => {});
  };

  readonly #resume = (): void => {
    if (this.tell("resume")) this.call?.resume();
  };

  readonly #hangUp = (): void => {
    if (this.tell("hangup")) this.call?.hangUp();
  };

  readonly #kept = ({ kind, id }: DeviceChoice): void => {
    this[kind] = id;
  };
}

define("call-stage", CallStage);
