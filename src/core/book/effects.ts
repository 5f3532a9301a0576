// The inputs and the effects of the book, all plain data.

import type { LocalCommand, LocalRecord } from "../invitation/local-invitation.ts";
import type { Reach } from "../invitation/machine.ts";
import type { MissedReason } from "../invitation/missed.ts";
import type { Stance } from "../invitation/policy.ts";
import type { RemoteCommand } from "../invitation/remote-invitation.ts";
import type { RemoteRecord } from "../invitation/remote-record.ts";
import type { LineCommand, LineRecord } from "../line/line.ts";
import type { ChannelId } from "../link/dial.ts";
import type { Frame, PostedFrame } from "../wire/frames.ts";
import type { InvitationId, PeerId } from "../wire/ids.ts";

/** Whether a broker can introduce us to peers: now, perhaps later, or never again. */
export type BrokerState = "online" | "offline" | "gone";

/** What the shell tells the book. */
export type BookInput =
  /** Whether the broker can introduce us to peers, and our peer id there, once it is known. */
  | { readonly type: "broker"; readonly broker: BrokerState; readonly self: PeerId | undefined }
  /**
   * The app sends an invitation; the record is `idle`. `mayConnect`: whether a channel to the callee may be dialed before
   * it accepts.
   */
  | { readonly type: "send"; readonly record: LocalRecord; readonly mayConnect: boolean }
  | {
      readonly type: "local";
      readonly peer: PeerId;
      readonly id: InvitationId;
      readonly command: LocalCommand;
    }
  | {
      readonly type: "remote";
      readonly peer: PeerId;
      readonly id: InvitationId;
      readonly command: RemoteCommand;
    }
  /** The app opens the line of an accepted invitation, or uses it. `role`: which end of the invitation we are. */
  | {
      readonly type: "line";
      readonly peer: PeerId;
      readonly role: LineRecord["role"];
      readonly id: InvitationId;
      readonly command: LineCommand;
    }
  /**
   * The app sends a signal to the other end's app, while it rings or just after. `role`: which end of the invitation we are.
   * `nonce`: a new id.
   */
  | ({ readonly type: "whileRinging"; readonly peer: PeerId; readonly nonce: string } & SignalWhileRinging)
  /** The answer to an effect `ask`. It changes nothing for an invitation that is not deferred, or that rang. */
  | {
      readonly type: "admit";
      readonly peer: PeerId;
      readonly id: InvitationId;
      readonly stance: Stance;
    }
  /** The app looks at the peer, without ringing it. */
  | { readonly type: "look"; readonly peer: PeerId; readonly nonce: string }
  /** The answer to an effect `looked`, for a peer that may see us. */
  | { readonly type: "show"; readonly peer: PeerId; readonly nonce: string; readonly stance: Stance }
  /** A channel opened: one that the book dialed, or (`openedHere: false`) one that the other peer opened. */
  | {
      readonly type: "opened";
      readonly peer: PeerId;
      readonly channel: ChannelId;
      readonly openedHere: boolean;
    }
  /** A channel closed, or failed to open. `absent`: the broker knows no such peer. Not sent after an effect `close`. */
  | { readonly type: "closed"; readonly peer: PeerId; readonly channel: ChannelId; readonly absent: boolean }
  /** The transport has a hint that an open channel may be dead. */
  | { readonly type: "doubted"; readonly peer: PeerId; readonly channel: ChannelId }
  /** A text arrived on an open channel. It may be a stranger's, and may be anything. */
  | { readonly type: "text"; readonly peer: PeerId; readonly channel: ChannelId; readonly text: unknown }
  /**
   * A post came from the peer, through the broker. It too may be a stranger's, and may be anything. `isContact`: the app
   * says that it knows the peer.
   */
  | { readonly type: "post"; readonly peer: PeerId; readonly text: unknown; readonly isContact?: boolean }
  /** The broker knows no such peer, though something was posted to it. */
  | { readonly type: "absent"; readonly peer: PeerId }
  /** The time of a `wake` effect has come. */
  | { readonly type: "wake"; readonly target: WakeTarget }
  /** The page may have been asleep: check every deadline. */
  | { readonly type: "tick" }
  /**
   * End everything that is open. `closed`: for good. Otherwise the page goes away and may be back, without its own
   * invitations (`left`) or with them (`paused`).
   */
  | { readonly type: "end"; readonly how: "closed" | "left" | "paused" };

/** A signal that an app sends about an invitation before the answer, a JSON value. `role`: which end of it we are. */
export interface SignalWhileRinging {
  readonly role: "local" | "remote";
  readonly id: InvitationId;
  readonly data: unknown;
}

/** What to check when a time has come: one invitation, its line, or a peer's link and memory. */
export type WakeTarget =
  | { readonly of: "peer"; readonly peer: PeerId }
  | {
      readonly of: "local" | "remote" | "localLines" | "remoteLines";
      readonly peer: PeerId;
      readonly id: InvitationId;
    };

/**
 * What the book asks of the shell: frames to other peers in their order, news for the app in its order, and times to be
 * woken at. The shell may carry out one kind after the other.
 */
export type BookEffect = ChannelEffect | AskEffect | LookedEffect | TellEffect | WakeEffect;

/** Effects on the channels to other peers. */
type ChannelEffect =
  | { readonly do: "dial"; readonly peer: PeerId; readonly channel: ChannelId }
  /** Post a frame. `to`: the page that it answers, if one was heard. */
  | {
      readonly do: "post";
      readonly peer: PeerId;
      readonly to: { readonly session: string; readonly n: number } | undefined;
      /** Its number among all posts of this page, by which the other page says what it has heard. */
      readonly n: number;
      readonly frame: PostedFrame;
    }
  | { readonly do: "close"; readonly channel: ChannelId }
  | { readonly do: "say"; readonly channel: ChannelId; readonly frame: Frame };

/**
 * May this invitation ring? It stays deferred until the shell answers with the input `admit`, before any other input.
 * May be asked again before it is answered.
 */
export type AskEffect = { readonly do: "ask"; readonly record: RemoteRecord };

/** The peer looks at us. The shell answers with the input `show`, unless the peer may not see us. */
export type LookedEffect = {
  readonly do: "looked";
  readonly peer: PeerId;
  readonly nonce: string;
  readonly isKnown: boolean;
};

/** Effects that tell the app something. */
export type TellEffect =
  /** An invitation is new or changed, or the reach of its peer changed. A remote one may be shown before it rings. */
  | { readonly do: "show"; readonly record: LocalRecord | RemoteRecord; readonly reach: Reach }
  /** A line is new or changed: a signal was taken, some of ours were acknowledged, or its state is new. */
  | { readonly do: "line"; readonly record: LineRecord }
  /** The other end's app sent a signal, while it rings or just after. */
  | ({ readonly do: "whileRinging"; readonly peer: PeerId } & SignalWhileRinging)
  /**
   * `winner` rings and counts, rather than our own `loser`, which is superseded: accept it, unless the app says
   * otherwise.
   */
  | { readonly do: "yield"; readonly winner: RemoteRecord; readonly loser: LocalRecord }
  /** An invitation was turned away without ever being shown as ringing. The record has ended. */
  | { readonly do: "missed"; readonly record: RemoteRecord; readonly reason: MissedReason }
  /** The peer answered a look. */
  | { readonly do: "seen"; readonly peer: PeerId; readonly nonce: string; readonly busy: boolean }
  /** Something was refused or ignored; for a log. */
  | { readonly do: "note"; readonly text: string };

/** Wake the book at `atMs`, or never if undefined. Each target has one time: a later effect replaces an earlier one. */
export type WakeEffect = {
  readonly do: "wake";
  readonly target: WakeTarget;
  readonly atMs: number | undefined;
};
