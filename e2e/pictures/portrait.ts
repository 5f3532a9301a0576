// A camera with a person in front of it. It is drawn, because the browser's fake camera shows no person. Runs before the page.

/** The look of the person in the picture. */
export interface Look {
  readonly wall: readonly [string, string];
  readonly skin: string;
  readonly hair: string;
  readonly shirt: string;
  readonly hasLongHair: boolean;
}

/** Makes the page's camera show a person who moves a little. Self-contained, for `addInitScript`. */
export function installPortrait(look: Look): void {
  const draw = (context: CanvasRenderingContext2D, atMs: number): void => {
    const { width, height } = context.canvas;
    const sway = Math.sin(atMs / 900) * 8;
    const nod = Math.sin(atMs / 620) * 4;
    const wall = context.createLinearGradient(0, 0, width, height);
    wall.addColorStop(0, look.wall[0]);
    wall.addColorStop(1, look.wall[1]);
    context.fillStyle = wall;
    context.fillRect(0, 0, width, height);
    context.fillStyle = "rgb(255 255 255 / 10%)";
    context.beginPath();
    context.roundRect(width * 0.07, height * 0.1, width * 0.2, height * 0.42, 14);
    context.roundRect(width * 0.76, height * 0.16, width * 0.16, height * 0.26, 14);
    context.fill();
    const [x, y] = [width / 2 + sway, height * 0.42 + nod];
    const r = height * 0.17;
    const ellipse = (dx: number, dy: number, rx: number, ry: number, color: string): void => {
      context.fillStyle = color;
      context.beginPath();
      context.ellipse(x + dx * r, y + dy * r, rx * r, ry * r, 0, 0, 2 * Math.PI);
      context.fill();
    };
    if (look.hasLongHair) {
      context.fillStyle = look.hair;
      context.beginPath();
      context.roundRect(x - r * 1.18, y - r * 0.9, r * 2.36, r * 2.5, r * 0.9);
      context.fill();
    }
    context.fillStyle = look.shirt;
    context.beginPath();
    context.moveTo(x - r * 2.5, height);
    context.bezierCurveTo(x - r * 2.3, y + r * 1.5, x - r, y + r * 1.45, x, y + r * 1.45);
    context.bezierCurveTo(x + r, y + r * 1.45, x + r * 2.3, y + r * 1.5, x + r * 2.5, height);
    context.fill();
    context.fillStyle = look.skin;
    context.beginPath();
    context.roundRect(x - r * 0.36, y + r * 0.6, r * 0.72, r * 1.15, r * 0.34);
    context.fill();
    ellipse(0, 0, 0.92, 1.08, look.skin);
    context.fillStyle = look.hair;
    context.beginPath();
    context.ellipse(x, y - r * 0.32, r * 1.02, r * 0.95, 0, Math.PI, 2 * Math.PI);
    context.bezierCurveTo(x + r * 0.6, y - r * 0.75, x - r * 0.2, y - r * 0.95, x - r * 1.02, y - r * 0.2);
    context.fill();
    const isBlinking = atMs % 3_200 < 140;
    for (const side of [-1, 1]) ellipse(side * 0.36, 0.05, 0.085, isBlinking ? 0.02 : 0.11, "#1f1a17");
    context.strokeStyle = "#8d4a3c";
    context.lineWidth = r * 0.075;
    context.lineCap = "round";
    context.beginPath();
    context.arc(x, y + r * 0.4, r * 0.3, 0.15 * Math.PI, 0.85 * Math.PI);
    context.stroke();
  };
  const askBrowser = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    const stream = await askBrowser(constraints);
    const [camera] = stream.getVideoTracks();
    if (camera === undefined) return stream;
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [1_280, 720];
    const context = canvas.getContext("2d");
    setInterval(() => context && draw(context, performance.now()), 50);
    stream.removeTrack(camera);
    for (const track of canvas.captureStream(20).getVideoTracks()) stream.addTrack(track);
    return stream;
  };
}
