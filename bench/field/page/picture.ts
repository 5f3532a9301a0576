// When the first picture of the other side is visible.

/** Calls `seen` once a picture of the stream was shown that is not black, because pictures are black before anything arrives. */
export function watchForPicture(stream: MediaStream, seen: () => void): void {
  const video = document.createElement("video");
  video.muted = true;
  video.autoplay = true;
  video.width = 320;
  video.srcObject = stream;
  document.body.replaceChildren(video);
  const look = (): void => {
    if (isBlack(video)) video.requestVideoFrameCallback(look);
    else seen();
  };
  video.requestVideoFrameCallback(look);
}

const canvas = new OffscreenCanvas(4, 4);
const context = canvas.getContext("2d", { willReadFrequently: true });

function isBlack(video: HTMLVideoElement): boolean {
  if (context === null) throw new Error("There is no canvas to look at a picture with.");
  context.drawImage(video, 0, 0, canvas.width, canvas.height);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  return data.every((value, index) => index % 4 === 3 || value < 20);
}
