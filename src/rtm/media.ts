// RTM's types for images and files (1.4). They are kept on a server, so that there is none of it here.

/** A message that stands for an image. It can be made, and sending it rejects. */
export interface RtmImageMessage {
  messageType: "IMAGE";
  /** Where the server has it. */
  mediaId: string;
  fileName: string;
  description: string;
  /** In bytes. */
  size: number;
  /** In pixels, as every measure here. */
  width: number;
  height: number;
  thumbnail: Blob | undefined;
  thumbnailWidth: number;
  thumbnailHeight: number;
  text?: undefined;
  rawMessage?: undefined;
}

/** A message that stands for a file. It can be made, and sending it rejects. */
export interface RtmFileMessage {
  messageType: "FILE";
  /** Where the server has it. */
  mediaId: string;
  fileName: string;
  description: string;
  /** In bytes. */
  size: number;
  thumbnail: Blob | undefined;
  text?: undefined;
  rawMessage?: undefined;
}

/** What `createMediaMessageByUploading` is told of a file. */
export interface FileParameters {
  messageType?: "FILE" | undefined;
  fileName?: string | undefined;
  description?: string | undefined;
  thumbnail?: Blob | undefined;
}

/** What `createMediaMessageByUploading` is told of an image. */
export interface ImageParameters {
  messageType?: "IMAGE" | undefined;
  fileName?: string | undefined;
  description?: string | undefined;
  thumbnail?: Blob | undefined;
  width?: number | undefined;
  height?: number | undefined;
  thumbnailWidth?: number | undefined;
  thumbnailHeight?: number | undefined;
}

/** How far an upload or a download has come, in bytes. */
export interface MediaOperationProgress {
  currentSize: number;
  totalSize: number;
}

/** What an app hears of an upload or a download, and how it ends it. */
export interface MediaTransferHandler {
  cancelSignal?: AbortSignal | undefined;
  onOperationProgress?: ((event: MediaOperationProgress) => void) | undefined;
}
