// `<call-stage>`: a call with its pictures, its state, and the buttons of its devices.
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import type { CallSnapshot, MediaError } from "../../call/index.ts";
import { seenOf } from "../functions/seen.ts";
import { mediaWords } from "../functions/standing.ts";
import { nameFor, plainName } from "../text/plain.ts";
import "./device-picker.ts";
import { Speech } from "./level.ts";
import { playAgain, playOn } from "./play-on.ts";
import { exchangeDevice, heardTrack, nextCamera, type SentDevice, spokenTrack } from "./sent-tracks.ts";
import { bareStageStyle } from "./stage-bare-style.ts";
import { stageControls, stageOptions } from "./stage-controls.ts";
import { type StageFacts, stageEnd, stageHeader, stageMiddle } from "./stage-facts.ts";
import { StageMedia } from "./stage-media.ts";
import { stageOptionsStyle } from "./stage-options-style.ts";
import { isCrowded, largePicture, type StagePictures, tiles } from "./stage-pictures.ts";
import { stagePicturesStyle } from "./stage-pictures-style.ts";
import { stageStyle } from "./stage-style.ts";
import { StageView } from "./stage-view.ts";
import { sharedStyle } from "./style.ts";
import type { DeviceChoice, StageCall } from "./types.ts";
import { define, Following, UiElement } from "./ui-element.ts";

/** Names are cut to this many characters. The whole name is in the title and the label. */
const NAME_MAX = 40;
const WHOLE_NAME_MAX = 400;

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
    bare: { type: Boolean, reflect: true },
    errors: { state: true },
  };
  static override styles = [sharedStyle, stageStyle, stageOptionsStyle, stagePicturesStyle, bareStageStyle];
  declare call: StageCall | undefined;
  declare name: string;
  declare stream: MediaStream | undefined;
  declare sinceMs: number | undefined;
  declare camera: string;
  declare microphone: string;
  declare speaker: string;
  declare choosing: boolean;
  declare kinds: string;
  declare bare: boolean;
  declare errors: readonly MediaError[];
  readonly #media = new StageMedia();
  readonly #view = new StageView(this);
  readonly #theirs = new Speech(this, () => heardTrack(this.call?.snapshot));
  readonly #own = new Speech(this, () => spokenTrack(this.call?.snapshot));
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
    this.bare = false;
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
    const given = nameFor(snapshot.peer, this.name);
    const peer = plainName(given, NAME_MAX);
    const seen = seenOf(snapshot);
    const isOver = snapshot.state === "ended";
    const { stream, speaker } = this;
    const words = this.said.calls;
    const pictures: StagePictures = {
      snapshot,
      seen,
      peer,
      stream,
      speaker,
      view: this.#view,
      words: words.talk,
    };
    const facts: StageFacts = {
      ...{ snapshot, peer, words },
      whole: plainName(given, WHOLE_NAME_MAX),
      sinceMs: this.sinceMs ?? this.#times.sinceMs,
      endedAtMs: this.#times.endedAtMs,
    };
    const isUnder = (this.choosing && !isOver) || this.errors.length > 0;
    return html`
      <div class="frame" part="frame" @keydown=${this.#keyDown}>
        <div
          class="stage"
          part="stage"
          role="region"
          aria-label=${facts.whole}
          tabindex="-1"
        >
        <div class="scene ${this.#looks(pictures)}">
          ${isOver ? nothing : largePicture(pictures)}
          <div class="veil"></div>
          ${stageHeader(facts)}
          ${isOver ? stageEnd(facts) : stageMiddle(facts, seen, this.#resume)}
          ${isOver ? nothing : tiles(pictures)}
          ${
            isOver
              ? html`<div class="controls"><slot name="ended"></slot></div>`
              : stageControls({
                  ...{ snapshot, words: words.talk, isChoosing: this.choosing },
                  turn: this.#turn,
                  flip: this.#flip,
                  share: this.#share,
                  choose: this.#toggle,
                  full: this.#full,
                  hangUp: this.#hangUp,
                })
          }
        </div>
        </div>
        ${isUnder ? this.#under(snapshot, peer === facts.whole ? nothing : facts.whole) : nothing}
      </div>
    `;
  }

  #looks(pictures: StagePictures): string {
    const looks = {
      crowded: isCrowded(pictures),
      "they-speak": this.#theirs.isHeard,
      "you-speak": this.#own.isHeard,
    };
    return Object.entries(looks)
      .filter(([, isSo]) => isSo)
      .map(([look]) => look)
      .join(" ");
  }

  #under(snapshot: CallSnapshot, whole: string | typeof nothing): TemplateResult {
    return html`
      <div class="under" part="under">
        ${mediaWords(this.errors, this.said).map((words) => html`<p class="problem" part="problem" role="alert">${words}</p>`)}
        ${
          this.choosing
            ? html`${whole === nothing ? nothing : html`<p class="whole" part="name"><bdi>${whole}</bdi></p>`}${stageOptions(this.#view, snapshot, seenOf(snapshot), this.said.calls.talk, this.#hold)}<device-picker
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

  protected override updated(changed: PropertyValues<this>): void {
    // On a page that scrolls, the options may have opened out of sight.
    if (changed.has("choosing") && this.choosing)
      this.renderRoot.querySelector(".under")?.scrollIntoView({ block: "nearest" });
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

  /** The next camera takes the place of the one that is on. */
  readonly #flip = async (): Promise<void> => {
    const { call } = this;
    const id = call && (await nextCamera(call.snapshot));
    if (call === undefined || id === undefined || !this.tell("choose", { kind: "camera", id })) return;
    const errors = await exchangeDevice(call, "camera", id);
    if (call === this.call && errors !== undefined) this.errors = errors;
    if (errors?.length === 0) this.camera = id;
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

  readonly #hold = (): void => {
    if (this.tell("hold")) this.call?.hold();
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
