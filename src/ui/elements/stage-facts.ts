// What a stage says over its pictures: the name, the state, and what a person should know about both sides.
import { html, nothing, type TemplateResult } from "lit";
import type { CallSnapshot } from "../../call/index.ts";
import type { Seen } from "../functions/seen.ts";
import { clockWords } from "../functions/standing.ts";
import type { CallWords } from "../words/en/calls.ts";
import "./call-timer.ts";
import { icons } from "./icons.ts";
import "./peer-avatar.ts";

/** What there is to say. */
export interface StageFacts {
  readonly snapshot: CallSnapshot;
  /** The name of the other side: cut, and whole. */
  readonly peer: string;
  readonly whole: string;
  /** When the call was first connected, and when it ended. */
  readonly sinceMs: number | undefined;
  readonly endedAtMs: number | undefined;
  readonly words: CallWords;
}

/** The line over the pictures. */
export function stageHeader({ snapshot, peer, whole, sinceMs, words }: StageFacts): TemplateResult {
  const { talk, talkEnds } = words;
  const { state, end, remoteHeld, remoteMicrophone, remoteScreen, microphone, screen } = snapshot;
  const title =
    end !== undefined ? talkEnds[end.reason](peer).title : talk.states[state as "connected"](peer);
  const isBad = state === "reconnecting";
  const fact = (isSo: boolean, said: TemplateResult | string, icon: TemplateResult): unknown =>
    isSo && end === undefined ? html`<span class="fact" part="fact">${icon} ${said}</span>` : nothing;
  return html`
    <header part="header">
      <div class="facts">
      <p class="title" part="title" role="status" title=${whole}>${title}</p>
      ${
        sinceMs === undefined || end !== undefined
          ? nothing
          : html`<span class="fact ${isBad ? "warn" : ""}" part="fact">
              <span class="dot" ?hidden=${isBad}></span>
              <call-timer .sinceMs=${sinceMs} .label=${talk.since}></call-timer>
            </span>`
      }
      <slot name="facts"></slot>
      ${fact(remoteMicrophone === "off" && !remoteHeld, talk.theyAreMuted(peer), icons.microphoneOff)}
      ${fact(microphone === "off", talk.youAreMuted, icons.microphoneOff)}
      ${fact(remoteScreen !== undefined && !remoteHeld, talk.theyShare(peer), icons.screen)}
      ${fact(screen !== undefined, talk.youShare, icons.screen)}
      </div>
      <slot name="end"></slot>
    </header>
  `;
}

/** What is shown where there is no picture. `resume`: takes the call from hold. */
export function stageMiddle(facts: StageFacts, { isDark }: Seen, resume: () => void): TemplateResult {
  const { held, remoteHeld, remoteCamera } = facts.snapshot;
  const { peer, words } = facts;
  const { talk } = words;
  if (!isDark && !held) return html`<div class="middle"></div>`;
  return html`
    <div class="middle">
      ${avatar(facts)}
      ${remoteHeld ? html`<p role="status">${talk.heldByThem(peer)}</p>` : nothing}
      ${remoteCamera === "off" && !remoteHeld && !held ? html`<p>${talk.theirCameraIsOff(peer)}</p>` : nothing}
      ${
        held
          ? html`<p role="status">${talk.holdAlone}</p>
              <button type="button" part="resume" @click=${resume}>${icons.phone} ${talk.resume}</button>`
          : nothing
      }
    </div>
  `;
}

/** How the call ended. */
export function stageEnd(facts: StageFacts): TemplateResult {
  const { snapshot, peer, sinceMs, endedAtMs, words } = facts;
  const { end } = snapshot;
  const detail = end === undefined ? undefined : words.talkEnds[end.reason](peer).detail;
  return html`
    <div class="middle">
      ${avatar(facts)}
      ${detail === undefined ? nothing : html`<p>${detail}</p>`}
      ${
        sinceMs === undefined || endedAtMs === undefined
          ? nothing
          : html`<p>${words.lasted(clockWords(endedAtMs - sinceMs))}</p>`
      }
    </div>
  `;
}

function avatar({ whole }: StageFacts): TemplateResult {
  return html`<slot name="avatar"><peer-avatar part="avatar" .peer=${whole}></peer-avatar></slot>`;
}
