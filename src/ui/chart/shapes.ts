// The shapes that a chart is made of, on a page and in a file.

/** One shape. `look`: its classes in the chart's style. */
export type Shape =
  | {
      readonly shape: "line";
      readonly look: string;
      readonly x1: number;
      readonly y1: number;
      readonly x2: number;
      readonly y2: number;
    }
  | {
      readonly shape: "rect";
      readonly look: string;
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly radius: number;
    }
  | { readonly shape: "path"; readonly look: string; readonly d: string }
  | {
      readonly shape: "text";
      readonly look: string;
      readonly x: number;
      readonly y: number;
      readonly anchor: "start" | "middle" | "end";
      readonly text: string;
    };

/** Shapes that belong together. `title`: the whole row in words, including what was cut. */
export interface ShapeGroup {
  readonly look: "lanes" | "row";
  readonly title?: string;
  readonly shapes: readonly Shape[];
}

/** A chart with its layout. All sizes in px. */
export interface Diagram {
  readonly width: number;
  readonly height: number;
  readonly groups: readonly ShapeGroup[];
}
