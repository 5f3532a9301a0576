// The corners of a box, and the way from one to another.

type Vertical = "top" | "bottom";
type Horizontal = "left" | "right";
/** A corner of the stage. */
export type Corner = `${Vertical}-${Horizontal}`;

/** The corner of a box that is nearest to a point. */
export function cornerAt(
  x: number,
  y: number,
  { left, top, width, height }: Pick<DOMRect, "left" | "top" | "width" | "height">,
): Corner {
  return `${y < top + height / 2 ? "top" : "bottom"}-${x < left + width / 2 ? "left" : "right"}`;
}

/** The corner that an arrow key leads to; undefined for another key. */
export function cornerBeside(corner: Corner, key: string): Corner | undefined {
  const [vertical, horizontal] = corner.split("-") as [Vertical, Horizontal];
  const corners: { readonly [key: string]: Corner } = {
    ArrowLeft: `${vertical}-left`,
    ArrowRight: `${vertical}-right`,
    ArrowUp: `top-${horizontal}`,
    ArrowDown: `bottom-${horizontal}`,
  };
  return corners[key];
}
