/**
 * Edges of a picture: the length of Sobel's brightness gradient at each pixel, `height * width` row-major, in grey levels a
 * pixel. Beyond the border the edge pixel repeats. No network has a part in it. `data` is RGBA bytes.
 */
export function edgeMap(data: Uint8ClampedArray, width: number, height: number): Float32Array<ArrayBuffer> {
  const grey = new Float32Array(width * height);
  for (let i = 0; i < grey.length; i++) {
    const [r = 0, g = 0, b = 0] = data.subarray(4 * i, 4 * i + 3);
    grey[i] = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }
  const edges = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const above = Math.max(0, y - 1) * width;
    const row = y * width;
    const below = Math.min(height - 1, y + 1) * width;
    for (let x = 0; x < width; x++) {
      const left = Math.max(0, x - 1);
      const right = Math.min(width - 1, x + 1);
      const at = (start: number, column: number): number => grey[start + column] as number;
      const across =
        at(above, right) +
        2 * at(row, right) +
        at(below, right) -
        at(above, left) -
        2 * at(row, left) -
        at(below, left);
      const down =
        at(below, left) +
        2 * at(below, x) +
        at(below, right) -
        at(above, left) -
        2 * at(above, x) -
        at(above, right);
      edges[row + x] = Math.hypot(across, down) / 8;
    }
  }
  return edges;
}
