// The pictures of a stage: the large one of the other side, and the small ones over it.
import { html, nothing, type TemplateResult } from "lit";
import type { CallSnapshot } from "../../call/index.ts";
import { hasPicture, type Seen } from "../functions/seen.ts";
import type { CallWords } from "../words/en/calls.ts";
import "./call-picture.ts";

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
  readonly words: CallWords["talk"];
}

/** The large picture, and what is only heard. A call on hold plays nothing. */
export function theirPictures({
  snapshot: { remoteScreen, held },
  seen: { main, heard, isDark },
  peer,
  speaker,
  words,
}: StagePictures): TemplateResult | typeof nothing {
  if (held) return nothing;
  const isScreen = main !== undefined && main === remoteScreen;
  return html`
    ${
      main === undefined
        ? nothing
        : html`<call-picture
            class="main"
            part="picture"
            ?hidden=${isDark}
            ?whole=${isScreen}
            .speaker=${speaker}
            .stream=${main}
            .label=${isScreen ? words.theirScreen(peer) : words.theirPicture(peer)}
          ></call-picture>`
    }
    ${heard.map((stream) => html`<audio autoplay .srcObject=${stream}></audio>`)}
  `;
}

/** The other side's further pictures, the screen that is shared here, and the own picture. */
export function smallPictures({
  snapshot: { screen, camera, streams, held },
  seen: { others },
  peer,
  stream,
  speaker,
  words,
}: StagePictures): TemplateResult {
  const own = stream ?? streams.find((it) => it !== screen && hasPicture(it));
  const isSeen = own !== undefined && hasPicture(own) && camera === "on";
  return html`
    <div class="tiles" part="tiles">
      ${
        held
          ? nothing
          : others.map(
              (it) =>
                html`<call-picture part="tile" .speaker=${speaker} .stream=${it} .label=${words.theirPicture(peer)}></call-picture>`,
            )
      }
      ${screen === undefined ? nothing : html`<call-picture part="tile" whole silent .stream=${screen} .label=${words.ownScreen}></call-picture>`}
      ${isSeen ? html`<call-picture part="tile own" mirrored silent .stream=${own} .label=${words.ownPicture}></call-picture>` : nothing}
    </div>
  `;
}
