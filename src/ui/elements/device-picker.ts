// `<device-picker>`: a list each of cameras, microphones and speakers, and the level of the microphone.
import { css, html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { getMedia } from "../../call/get-media.ts";
import type { MediaError } from "../../call/index.ts";
import {
  type DeviceInfo,
  type DeviceKind,
  type Devices,
  isReal,
  watchDevices,
} from "../functions/devices.ts";
import { howToAllowIn } from "../functions/how-to-allow.ts";
import { type Permission, watchPermission } from "../functions/permission.ts";
import { mediaWords } from "../functions/standing.ts";
import { plainLine } from "../text/plain.ts";
import { Level, levelStyle } from "./level.ts";
import { exchangeDevice, sentTrack } from "./sent-tracks.ts";
import { sharedStyle } from "./style.ts";
import type { DeviceChoice, StageCall } from "./types.ts";
import { define, Following, UiElement } from "./ui-element.ts";

const KINDS = ["camera", "microphone", "speaker"] as const;
const LISTS = { camera: "cameras", microphone: "microphones", speaker: "speakers" } as const;
/** A device may have any name. */
const LABEL_MAX = 80;

/** See `DevicePickerElement`, which is its public part. */
class DevicePicker extends UiElement {
  static override properties = {
    ...UiElement.properties,
    kinds: { type: String },
    camera: { type: String },
    microphone: { type: String },
    speaker: { type: String },
    track: { attribute: false },
    call: { attribute: false },
    kept: { attribute: false },
    errors: { state: true },
    news: { state: true },
  };
  declare kinds: string;
  declare camera: string;
  declare microphone: string;
  declare speaker: string;
  declare track: MediaStreamTrack | undefined;
  declare call: StageCall | undefined;
  /** Called with each choice that has become true, for the element that this one is a part of. */
  declare kept: ((choice: DeviceChoice) => void) | undefined;
  declare errors: readonly MediaError[];
  /** What was plugged in or unplugged last, for a screen reader. */
  declare news: string;
  #devices: Devices | undefined;
  #permissions: Partial<Record<DeviceKind, Permission>> = {};
  /** The track that was measured last. A new one means that the person has allowed a device. */
  #measured: MediaStreamTrack | undefined;
  /** What goes on with the newest choice of each kind: the last choice before it that has become true. */
  readonly #before: Partial<Record<DeviceKind, string>> = {};
  readonly #level = new Level(this, () => this.#microphone);

  static override styles = [
    sharedStyle,
    levelStyle,
    css`
      :host {
        display: grid;
        gap: 12px;
      }

      .fields {
        display: grid;
        gap: 10px;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 11rem), 1fr));
      }

      select {
        text-overflow: ellipsis;
      }
    `,
  ];

  constructor() {
    super();
    this.kinds = KINDS.join(" ");
    this.camera = "";
    this.microphone = "";
    this.speaker = "";
    this.errors = [];
    this.news = "";
    new Following(this, () => this.call);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#devices = watchDevices();
    this.#devices.on("plugged", ({ label }) => this.#say("plugged", label));
    this.#devices.on("unplugged", ({ label }) => this.#say("unplugged", label));
    this.#devices.subscribe(() => this.requestUpdate());
    for (const kind of ["camera", "microphone"] as const) {
      const permission = watchPermission(kind);
      this.#permissions[kind] = permission;
      permission.subscribe(this.#allowed);
    }
  }

  override disconnectedCallback(): void {
    this.#devices?.close();
    for (const permission of Object.values(this.#permissions)) permission.close();
    super.disconnectedCallback();
  }

  protected override render() {
    const { said } = this;
    const shown = KINDS.filter((kind) => this.kinds.split(/\s+/).includes(kind));
    const denied = shown.filter((kind) => this.#permissions[kind]?.snapshot.answer === "denied");
    const isHidden = shown.some((kind) => this.#permissions[kind]?.snapshot.answer === "prompt");
    const isEmpty = shown.every((kind) => kind === "speaker" || this.#listOf(kind).length === 0);
    return html`
      ${this.#microphone === undefined ? nothing : this.#level.draw(said.devices.level)}
      <div class="fields" role="group" aria-label=${said.devices.title}>${shown.map((kind) => this.#field(kind))}</div>
      ${
        isHidden && isEmpty && this.#devices?.snapshot.known
          ? html`<button type="button" part="allow" @click=${this.#allow}>${said.devices.allow}</button>`
          : nothing
      }
      ${denied.map(
        (kind) =>
          html`<p class="problem" part="problem">${howToAllowIn(said.permissions, kind as "camera")}</p>`,
      )}
      ${mediaWords(this.errors, said).map(
        (words) => html`<p class="problem" part="problem" role="alert">${words}</p>`,
      )}
      <p class="hidden" role="status">${this.news}</p>
    `;
  }

  protected override updated(): void {
    if (this.#microphone === this.#measured) return;
    this.#measured = this.#microphone;
    void this.#devices?.refresh();
  }

  #field(kind: DeviceKind): TemplateResult | typeof nothing {
    const list = this.#listOf(kind);
    // A browser without a choice of speakers.
    if (kind === "speaker" && list.length === 0) return nothing;
    const { kinds, usual } = this.said.devices;
    const chosen = list.find(({ id }) => id === this[kind]);
    return html`
      <div part="field">
        <label for=${kind} part="label">${kinds[kind]}</label>
        <select
          id=${kind}
          part="select"
          @change=${(event: Event) => this.#choose(kind, (event.target as HTMLSelectElement).value)}
        >
          <option value="" .selected=${live(chosen === undefined)}>${usual}</option>
          ${list.map(
            ({ id, label }) =>
              html`<option value=${id} .selected=${live(id === chosen?.id)}>${plainLine(label, LABEL_MAX)}</option>`,
          )}
        </select>
      </div>
    `;
  }

  get #microphone(): MediaStreamTrack | undefined {
    const sent = this.call === undefined ? undefined : sentTrack(this.call.snapshot, "microphone");
    return this.track ?? sent;
  }

  #listOf(kind: DeviceKind): readonly DeviceInfo[] {
    return this.#devices?.snapshot[LISTS[kind]].filter(isReal) ?? [];
  }

  #choose(kind: DeviceKind, id: string): void {
    this.errors = [];
    const before = this.#before[kind] ?? this[kind];
    // The list shows what the app has set, also if that is still the device before.
    if (!this.tell("choose", { kind, id })) return this.requestUpdate();
    this[kind] = id;
    const { call } = this;
    if (call === undefined || kind === "speaker") return this.kept?.({ kind, id });
    this.#before[kind] = before;
    void exchangeDevice(call, kind, id).then((errors) => {
      // A newer choice goes on.
      if (errors === undefined) return;
      delete this.#before[kind];
      this.errors = errors;
      if (errors.length === 0) this.kept?.({ kind, id });
      else if (this[kind] === id) this[kind] = before;
    });
  }

  #say(what: "plugged" | "unplugged", label: string): void {
    this.news = this.said.devices[what](plainLine(label, LABEL_MAX));
  }

  readonly #allowed = (): void => {
    void this.#devices?.refresh();
    this.requestUpdate();
  };

  /** Opens the devices for a moment, because a browser asks the person for nothing less. */
  readonly #allow = async (): Promise<void> => {
    const audio = this.kinds.includes("microphone");
    const { stream, errors } = await getMedia({ audio, video: this.kinds.includes("camera") });
    for (const track of stream?.getTracks() ?? []) track.stop();
    this.errors = errors;
    this.#allowed();
  };
}

define("device-picker", DevicePicker);
