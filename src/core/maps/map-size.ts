/** Width and height of a map in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}
