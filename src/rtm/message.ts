// RTM's types for messages and online status.
import { PeerMessageError } from "./error-code.ts";
import { RtmInvalidArgumentError } from "./errors.ts";
import { isWithinLimit } from "./letters.ts";
import type { Words } from "./mailbox.ts";
import type { RtmFileMessage, RtmImageMessage } from "./media.ts";
import type { MessageType, PeerOnlineState } from "./status-code.ts";

/** A text message. */
export interface RtmTextMessage {
  /** At most 32 KB together with the description. */
  text: string;
  messageType?: "TEXT" | undefined;
  description?: string | undefined;
  rawMessage?: undefined;
}

/** A message of bytes. An app can make one, but sending it rejects. */
export interface RtmRawMessage {
  rawMessage: Uint8Array;
  messageType?: "RAW" | undefined;
  description?: string | undefined;
  text?: undefined;
}

/** A message of any kind. */
export type RtmMessage = RtmTextMessage | RtmRawMessage | RtmImageMessage | RtmFileMessage;

/** A received message of bytes. None ever arrives, but an app may check for it. */
export interface ReceivedRawMessage extends Omit<RtmRawMessage, "text"> {
  messageType: "RAW";
  text: never;
}

/** A received image. None ever arrives, but an app may check for it. */
export interface ReceivedImageMessage extends Omit<RtmImageMessage, "text"> {
  text: never;
}

/** A received file. None ever arrives, but an app may check for it. */
export interface ReceivedFileMessage extends Omit<RtmFileMessage, "text"> {
  text: never;
}

/** A received message. This package carries only text, so `text` is always set. */
export type ReceivedMessage =
  | RtmTextMessage
  | ReceivedRawMessage
  | ReceivedImageMessage
  | ReceivedFileMessage;

/** The properties of a received message. */
export interface ReceivedMessageProperties {
  /** When the message arrived here, in ms since 1970, because no server receives it. */
  serverReceivedTs: number;
  /** Always false, because no server keeps messages for users who are offline. */
  isOfflineMessage: boolean;
  /** Always false. */
  isHistoricalMessage: boolean;
}

/** Options of `sendMessageToPeer`. They have no effect here, because no server keeps messages. */
export interface SendMessageOptions {
  enableOfflineMessaging?: boolean | undefined;
  enableHistoricalMessaging?: boolean | undefined;
}

/** The result of `sendMessageToPeer`. */
export interface PeerMessageSendResult {
  hasPeerReceived: boolean;
}

/** For each requested user, whether that user is online. */
export interface PeersOnlineStatusResult {
  [peerId: string]: boolean;
}

/** The new status of each user whose status changed. */
export interface PeersOnlineStatusMap {
  [peerId: string]: PeerOnlineState;
}

/** The type that `message` gives, or else the type it looks like; undefined if it is no message. */
export function messageTypeOf(message: Partial<RtmMessage>): MessageType | undefined {
  if (typeof message !== "object" || message === null) return undefined;
  return message.messageType ?? (message.rawMessage === undefined ? "TEXT" : "RAW");
}

/** Adds the type to `message`. @throws RtmInvalidArgumentError code 7 */
export function typed<Message extends RtmMessage>(message: Partial<Message>): Message {
  const messageType = messageTypeOf(message);
  if (messageType === undefined) throw invalidMessage();
  return { messageType, ...message } as Message;
}

/** The parts of the text message `message` that are sent. @throws RtmInvalidArgumentError code 7 */
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
