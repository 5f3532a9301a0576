// RTM's types for images and files (1.4), which a server keeps. This package does not support them.

/** A message for an image. An app can make one, but sending it rejects. */
export interface RtmImageMessage {
  messageType: "IMAGE";
  /** The id of the image on the server. */
  mediaId: string;
  fileName: string;
  description: string;
  /** In bytes. */
  size: number;
  /** In pixels, like all dimensions here. */
  width: number;
  height: number;
  thumbnail: Blob | undefined;
  thumbnailWidth: number;
  thumbnailHeight: number;
  text?: undefined;
  rawMessage?: undefined;
}

/** A message for a file. An app can make one, but sending it rejects. */
export interface RtmFileMessage {
  messageType: "FILE";
  /** The id of the file on the server. */
  mediaId: string;
  fileName: string;
  description: string;
  /** In bytes. */
  size: number;
  thumbnail: Blob | undefined;
  text?: undefined;
  rawMessage?: undefined;
}

/** The parameters of `createMediaMessageByUploading` for a file. */
export interface FileParameters {
  messageType?: "FILE" | undefined;
  fileName?: string | undefined;
  description?: string | undefined;
  thumbnail?: Blob | undefined;
}

/** The parameters of `createMediaMessageByUploading` for an image. */
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

/** The progress of an upload or a download, in bytes. */
export interface MediaOperationProgress {
  currentSize: number;
  totalSize: number;
}

/** How an app follows an upload or a download, and ends it. */
export interface MediaTransferHandler {
  cancelSignal?: AbortSignal | undefined;
  onOperationProgress?: ((event: MediaOperationProgress) => void) | undefined;
}
