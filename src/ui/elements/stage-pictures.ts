// The pictures of a stage: the large one, and the tiles beside or over it, each with a label.
import { html, nothing, type TemplateResult } from "lit";
import type { CallSnapshot } from "../../call/index.ts";
import { hasPicture, type Seen } from "../functions/seen.ts";
import type { CallWords } from "../words/en/calls.ts";
import "./call-picture.ts";
import { icons } from "./icons.ts";
import type { StageView } from "./stage-view.ts";

/** What the pictures show. */
export interface StagePictures {
  readonly snapshot: CallSnapshot;
  /** The other side's streams. */
  readonly seen: Seen;
  /** The name of the other side. */
  readonly peer: string;
  /** The own picture, if the app has set one. */
  readonly stream: MediaStream | undefined;
  /** The speaker that plays the other side. */
  readonly speaker: string;
  /** How the person wants to see the pictures. */
  readonly view: StageView;
  readonly words: CallWords["talk"];
}

/** The picture of this side, while its camera is on. */
function ownPicture({
  snapshot: { screen, streams, camera },
  stream,
}: StagePictures): MediaStream | undefined {
  const own = stream ?? streams.find((it) => it !== screen && hasPicture(it));
  return camera === "on" && own !== undefined && hasPicture(own) ? own : undefined;
}

/** Whether the two cameras can change places. */
function canSwap(given: StagePictures): boolean {
  const { snapshot, seen } = given;
  const isTheirs = !snapshot.held && !seen.isDark && seen.main !== snapshot.remoteScreen;
  return isTheirs && ownPicture(given) !== undefined;
}

/** Whether they have: the own picture is the large one, and the other side's is the tile. */
function isSwapped(given: StagePictures): boolean {
  return given.view.isSwapped && canSwap(given);
}

/** Whether there is so much to see that the tiles get a place of their own beside the large picture. */
export function isCrowded({
  snapshot: { screen, remoteScreen, held },
  seen: { others },
}: StagePictures): boolean {
  return !held && (screen !== undefined || remoteScreen !== undefined || others.length > 0);
}

/** The large picture, and what is only heard. A call on hold plays nothing. */
export function largePicture(given: StagePictures): TemplateResult | typeof nothing {
  const { snapshot, seen, view } = given;
  const { main, heard, isDark } = seen;
  if (snapshot.held) return nothing;
  const large = isSwapped(given)
    ? own(given, "main")
    : main === undefined
      ? nothing
      : theirs(given, main, "main", isDark, view.isWhole);
  return html`${large} ${heard.map((stream) => html`<audio autoplay .srcObject=${stream}></audio>`)}`;
}

/** The other side's further pictures, the screen that is shared here, and the own picture. */
export function tiles(given: StagePictures): TemplateResult | typeof nothing {
  const { snapshot, seen, peer, view, words } = given;
  const { screen, camera, held } = snapshot;
  const isSeen = ownPicture(given) !== undefined;
  const swapped = isSwapped(given);
  const hasOwn = camera !== "none";
  if (!hasOwn && screen === undefined && (held || seen.others.length === 0)) return nothing;
  return html`
    <div class="tiles at-${view.corner}" part="tiles">
      ${held ? nothing : seen.others.map((it) => tile(theirs(given, it), peer))}
      ${
        screen === undefined
          ? nothing
          : tile(
              html`<call-picture whole silent .stream=${screen} .label=${words.ownScreen}></call-picture>`,
              words.yourScreen,
            )
      }
      ${
        hasOwn
          ? html`<figure class="own" part="tile own">
              ${swapped && seen.main !== undefined ? theirs(given, seen.main) : isSeen ? own(given) : html`<p class="dark">${icons.cameraOff}</p>`}
              <figcaption>${swapped ? peer : isSeen ? words.you : words.ownCameraIsOff}</figcaption>
              ${canSwap(given) ? view.grip(words.swap) : nothing}
            </figure>`
          : nothing
      }
    </div>
  `;
}

function tile(picture: TemplateResult, label: string): TemplateResult {
  return html`<figure part="tile">${picture}<figcaption>${label}</figcaption></figure>`;
}

function own(given: StagePictures, look = ""): TemplateResult {
  const { view, words } = given;
  return html`<call-picture class=${look} silent ?mirrored=${view.isMirrored} .stream=${ownPicture(given)} .label=${words.ownPicture}></call-picture>`;
}

function theirs(
  { snapshot: { remoteScreen }, peer, speaker, words }: StagePictures,
  stream: MediaStream,
  look = "",
  isHidden = false,
  isWhole = false,
): TemplateResult {
  const isScreen = stream === remoteScreen;
  return html`<call-picture
    class=${look}
    part=${look === "" ? nothing : "picture"}
    ?hidden=${isHidden}
    ?whole=${isScreen || isWhole}
    .speaker=${speaker}
    .stream=${stream}
    .label=${isScreen ? words.theirScreen(peer) : words.theirPicture(peer)}
  ></call-picture>`;
}
