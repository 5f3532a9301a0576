// Messages and online status as RTM writes them.
import { PeerMessageError } from "./error-code.ts";
import { RtmInvalidArgumentError } from "./errors.ts";
import { isWithinLimit } from "./letters.ts";
import type { Words } from "./mailbox.ts";
import type { RtmFileMessage, RtmImageMessage } from "./media.ts";
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

/** A message of any kind. */
export type RtmMessage = RtmTextMessage | RtmRawMessage | RtmImageMessage | RtmFileMessage;

/** A message of bytes that arrives: there is none, but an app may ask whether it is one. */
export interface ReceivedRawMessage extends Omit<RtmRawMessage, "text"> {
  messageType: "RAW";
  text: never;
}

/** An image that arrives: there is none, but an app may ask whether it is one. */
export interface ReceivedImageMessage extends Omit<RtmImageMessage, "text"> {
  text: never;
}

/** A file that arrives: there is none, but an app may ask whether it is one. */
export interface ReceivedFileMessage extends Omit<RtmFileMessage, "text"> {
  text: never;
}

/** A message that arrives: this package carries text, so that it always has some. */
export type ReceivedMessage =
  | RtmTextMessage
  | ReceivedRawMessage
  | ReceivedImageMessage
  | ReceivedFileMessage;

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

/** The type that `message` says it is of, or else what it looks like; undefined when it is no message. */
export function messageTypeOf(message: Partial<RtmMessage>): MessageType | undefined {
  if (typeof message !== "object" || message === null) return undefined;
  return message.messageType ?? (message.rawMessage === undefined ? "TEXT" : "RAW");
}

/** `message` with its type. @throws RtmInvalidArgumentError code 7 */
export function typed<Message extends RtmMessage>(message: Partial<Message>): Message {
  const messageType = messageTypeOf(message);
  if (messageType === undefined) throw invalidMessage();
  return { messageType, ...message } as Message;
}

/** The words of `message`, which is of text. @throws RtmInvalidArgumentError code 7 */
export function wordsOf(message: RtmMessage): Words {
  const { text, description } = message ?? {};
  const isText = typeof text === "string" && (description === undefined || typeof description === "string");
  if (!isText || !isWithinLimit(text, description)) throw invalidMessage();
  return description === undefined ? { text } : { text, description };
}

function invalidMessage(): RtmInvalidArgumentError {
  const { PEER_MESSAGE_ERR_INVALID_MESSAGE: code } = PeerMessageError;
  return new RtmInvalidArgumentError(code, "A message is { text: string } of at most 32 KB.");
}
