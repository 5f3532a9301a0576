// The styles of an active call: the stage, and the chat beside it, or below it where there is no room.
import { css } from "lit";

/** Styles for an active call. */
export const talkStyle = css`
  :host {
    display: block;
  }

  .card {
    display: grid;
    grid-template:
      "problems" auto
      "stage" minmax(0, 1fr) / minmax(0, 1fr);
    height: 100%;
    overflow: hidden;
    background: var(--surface);
  }

  .card:focus-visible {
    outline-offset: -3px;
  }

  demo-device-problems {
    grid-area: problems;
  }

  call-stage {
    grid-area: stage;
    min-width: 0;
    min-height: 0;
    --call-radius: 0;
    --call-stage-min-height: 0;
    --call-stage-glow: #1d3a30;
  }

  demo-chat {
    grid-area: chat;
    min-height: 0;
    border-top: 1px solid var(--line);
  }

  .with-chat {
    grid-template:
      "problems" auto
      "stage" minmax(0, 2fr)
      "chat" minmax(0, 3fr) / minmax(0, 1fr);
  }

  /* The chat is the call. */
  .bare {
    grid-template:
      "problems" auto
      "stage" auto
      "chat" minmax(0, 1fr) / minmax(0, 1fr);
  }

  .bare call-stage {
    min-height: var(--chat-bar);
  }

  .bare demo-chat {
    width: min(860px, 100%);
    margin-inline: auto;
  }

  .small {
    height: 220px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    box-shadow: var(--shadow-high);
  }

  .small.bare {
    height: auto;
  }

  @media (min-width: 900px), (min-width: 600px) and (max-height: 520px) {
    .with-chat:not(.bare) {
      grid-template:
        "problems problems" auto
        "stage chat" minmax(0, 1fr) / minmax(0, 1fr) clamp(260px, 29vw, 400px);
    }

    .with-chat:not(.bare) demo-chat {
      border-top: 0;
      border-left: 1px solid var(--line);
    }
  }

  [slot] {
    display: contents;
  }

  .fact {
    padding: 3px 12px;
    border-radius: 999px;
    font-size: 0.8125rem;
    font-weight: 600;
    color: var(--on-stage);
    background: rgb(0 0 0 / 55%);
  }

  .fact.warn {
    color: #1c1206;
    background: #ffc56b;
  }

  .control {
    position: relative;
    width: 54px;
    min-height: 54px;
    padding: 0;
    border: 0;
    font-size: 1.25rem;
    color: var(--on-stage);
    background: rgb(54 72 64 / 88%);
  }

  .control:hover {
    background: rgb(78 100 90 / 95%);
  }

  .control.on {
    color: #10201a;
    background: #f1f5f2;
  }

  .control:focus-visible {
    outline-color: #ffffff;
  }

  [bare] .control {
    width: 44px;
    min-height: 44px;
    border: 1px solid var(--line);
    color: var(--ink);
    background: var(--surface);
  }

  [bare] .control:focus-visible {
    outline-color: var(--focus);
  }

  /* At the end of the line over the pictures. */
  .control.size {
    width: 40px;
    min-height: 40px;
    margin-block: -4px;
    font-size: 1rem;
  }

  @media (max-width: 360px) {
    .small .control.chat {
      width: 42px;
    }
  }

  .badge {
    position: absolute;
    top: -4px;
    right: -4px;
    min-width: 20px;
    padding: 1px 5px;
    border-radius: 999px;
    font-size: 0.75rem;
    line-height: 1.5;
    color: #ffffff;
    background: var(--bad-solid);
  }

  @media (max-width: 520px), (max-height: 440px) {
    .control.chat {
      width: 46px;
      min-height: 46px;
    }
  }
`;
