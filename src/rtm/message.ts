// Messages and online status as RTM writes them.
import { PeerMessageError } from "./error-code.ts";
import { RtmInvalidArgumentError, RtmUnsupportedError } from "./errors.ts";
import { isWithinLimit } from "./letters.ts";
import type { Words } from "./mailbox.ts";
import type { MessageType, PeerOnlineState } from "./status-code.ts";

/** A message of text. */
export interface RtmTextMessage {
  /** Together with the description at most 32 KB. */
  text: string;
  messageType?: "TEXT" | undefined;
  description?: string | undefined;
  rawMessage?: undefined;
}

/** A message of bytes. It can be made, and sending it rejects. */
export interface RtmRawMessage {
  rawMessage: Uint8Array;
  messageType?: "RAW" | undefined;
  description?: string | undefined;
  text?: undefined;
}

/** A message of either kind. */
export type RtmMessage = RtmTextMessage | RtmRawMessage;

/** A message of bytes that arrives: there is none, but an app may ask whether it is one. */
export interface ReceivedRawMessage extends Omit<RtmRawMessage, "text"> {
  messageType: "RAW";
  text: never;
}

/** A message that arrives: this package carries text, so that it always has some. */
export type ReceivedMessage = RtmTextMessage | ReceivedRawMessage;

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

/** The type that `message` says it is of, or else what it looks like. @throws RtmInvalidArgumentError code 7 */
export function messageTypeOf(message: Partial<RtmMessage>): MessageType {
  if (typeof message !== "object" || message === null) throw invalidMessage();
  return message.messageType ?? (message.rawMessage === undefined ? "TEXT" : "RAW");
}

/** The words of `message`. @throws RtmUnsupportedError for what is no text; RtmInvalidArgumentError code 7 */
export function wordsOf(message: RtmMessage): Words {
  const messageType = messageTypeOf(message);
  if (messageType !== "TEXT") throw new RtmUnsupportedError(`A message of the type ${messageType}`);
  const { text, description } = message;
  const isText = typeof text === "string" && (description === undefined || typeof description === "string");
  if (!isText || !isWithinLimit(text, description)) throw invalidMessage();
  return description === undefined ? { text } : { text, description };
}

function invalidMessage(): RtmInvalidArgumentError {
  const { PEER_MESSAGE_ERR_INVALID_MESSAGE: code } = PeerMessageError;
  return new RtmInvalidArgumentError(code, "A message is { text: string } of at most 32 KB.");
}
