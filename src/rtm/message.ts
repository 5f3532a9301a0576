// Messages and online status as RTM writes them.
import type { PeerOnlineState } from "./status-code.ts";

/** A message of text. */
export interface RtmTextMessage {
  /** Together with the description at most 32 KB. */
  text: string;
  messageType?: "TEXT" | undefined;
  description?: string | undefined;
}

/** A message of bytes. It can be made, and sending it rejects. */
export interface RtmRawMessage {
  rawMessage: Uint8Array;
  messageType?: "RAW" | undefined;
  description?: string | undefined;
}

/** A message that arrives. Of RTM's kinds this package carries text. */
export type RtmMessage = RtmTextMessage;

/** What is known of a message that arrived. */
export interface ReceivedMessageProperties {
  /** When it arrived here, in ms since 1970: no server sees it. */
  serverReceivedTs: number;
  /** Always false: nobody keeps messages for a peer that is away. */
  isOfflineMessage: boolean;
  /** Always false. */
  isHistoricalMessage: boolean;
}

/** Options of `sendMessageToPeer`. They mean nothing here: nobody keeps messages. */
export interface SendMessageOptions {
  enableOfflineMessaging?: boolean | undefined;
  enableHistoricalMessaging?: boolean | undefined;
}

/** What came of `sendMessageToPeer`. */
export interface PeerMessageSendResult {
  hasPeerReceived: boolean;
}

/** Of each peer that was asked for, whether it is there. */
export interface PeersOnlineStatusResult {
  [peerId: string]: boolean;
}

/** Of each peer whose status changed, the new one. */
export interface PeersOnlineStatusMap {
  [peerId: string]: PeerOnlineState;
}
