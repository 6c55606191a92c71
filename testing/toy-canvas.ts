import { PNG } from 'pngjs';
import { vi } from 'vitest';

/** What was written on a toy canvas. */
export interface ToyText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly font: string;
}

/**
 * Puts canvases under what draws figures: pixels that are put there and rectangles are kept exactly, texts are written down
 * beside them, each letter as wide as half its size. Gives the texts of every canvas since.
 */
export function createToyCanvas(): readonly ToyText[] {
  const texts: ToyText[] = [];
  class ToyImageData {
    constructor(
      readonly data: Uint8ClampedArray,
      readonly width: number,
      readonly height: number,
    ) {}
  }
  class ToyCanvas {
    readonly png: PNG;
    font = '12px sans-serif';
    fillStyle = '#000000';
    textAlign = 'left';
    constructor(
      readonly width: number,
      readonly height: number,
    ) {
      this.png = new PNG({ width, height });
    }
    getContext(): this {
      return this;
    }
    measureText(text: string): { width: number } {
      return { width: (text.length * Number(/(\d+)px/.exec(this.font)?.[1])) / 2 };
    }
    fillText(text: string, x: number, y: number): void {
      texts.push({ text, x, y, font: this.font });
    }
    fillRect(x: number, y: number, width: number, height: number): void {
      const hex = /^#(..)(..)(..)$/.exec(this.fillStyle)?.slice(1);
      const colour = hex
        ? hex.map((part) => Number.parseInt(part, 16))
        : (this.fillStyle.match(/\d+/g) ?? []).map(Number);
      const line = Buffer.alloc(4 * width, Buffer.from([...colour, 255]));
      for (let row = y; row < y + height; row++) this.png.data.set(line, 4 * (row * this.width + x));
    }
    putImageData({ data, width, height }: ToyImageData, x: number, y: number): void {
      for (let row = 0; row < height; row++)
        this.png.data.set(
          data.subarray(4 * row * width, 4 * (row + 1) * width),
          4 * ((y + row) * this.width + x),
        );
    }
    // What is drawn freely is not held to pixels; words are written down where they were given.
    save(): void {}
    restore(): void {}
    translate(): void {}
    scale(): void {}
    setLineDash(): void {}
    beginPath(): void {}
    moveTo(): void {}
    lineTo(): void {}
    arc(): void {}
    stroke(): void {}
    fill(): void {}
    drawImage(): void {
      // A picture that shrinks is smoothed, and so has no pixels of its own to be held to.
    }
    convertToBlob(): Promise<Blob> {
      return Promise.resolve(
        new Blob([new Uint8Array(PNG.sync.write(this.png, { deflateLevel: 1, filterType: 0 }))], {
          type: 'image/png',
        }),
      );
    }
  }
  vi.stubGlobal('OffscreenCanvas', ToyCanvas);
  vi.stubGlobal('ImageData', ToyImageData);
  return texts;
}
