import { PNG_COLOUR_CHUNKS } from './png-colours';
import { pngChannels, type PngChunk, type PngForm } from './png-form';
import { pickRows, rowPasses } from './png-rows';
import { writePng } from './png-write';
import type { FileParts } from '../decode/prepared-picture';

/** A PNG written anew: its colours alone with 8 bits a sample, and its transparency as a grey picture. */
export interface RewrittenPng {
  readonly colour: FileParts;
  readonly alpha: FileParts | null;
  /** Whether rows were missing; they are black. */
  readonly missing: boolean;
}

/**
 * Rewrites a PNG without decoding it: filters work on each byte of a pixel by itself, so that a byte of every pixel can be
 * left out of the filtered rows, and what stays is a picture still. Of 16 bits the upper byte stays, as in Pillow. The
 * browser inflates piece by piece, so the page goes on meanwhile. https://www.w3.org/TR/png-3/#9Filters
 */
export async function rewritePng(chunks: readonly PngChunk[], form: PngForm): Promise<RewrittenPng> {
  const channels = pngChannels(form);
  const withAlpha = form.colour === 4 || form.colour === 6;
  const colours = withAlpha ? channels - 1 : channels;
  const bytes = form.depth === 16 ? 2 : 1;
  // Several samples of less than 8 bits share a byte, and filters take that byte for a pixel.
  const pixel = form.depth < 8 ? 1 : channels * bytes;
  const upper = (from: number, to: number): number[] =>
    form.depth < 8 ? [0] : Array.from({ length: to - from }, (_, k) => (from + k) * bytes);

  const passes = rowPasses(form);
  const pickColour = pickRows(passes, pixel, upper(0, colours));
  const pickAlpha = pickRows(passes, pixel, upper(colours, channels));
  const size = passes.reduce((sum, { stride, rows }) => sum + (1 + stride) * rows, 0);

  const colour: Uint8Array<ArrayBuffer>[] = [];
  const alpha: Uint8Array<ArrayBuffer>[] = [];
  let done = 0;
  const take = (piece: Uint8Array): void => {
    const wanted = piece.subarray(0, size - done);
    colour.push(pickColour(wanted));
    if (withAlpha) alpha.push(pickAlpha(wanted));
    done += wanted.length;
  };
  for await (const piece of inflate(chunks)) {
    take(piece);
    if (done >= size) break;
  }
  const missing = done < size;
  const blank = new Uint8Array(1 << 20);
  while (done < size) take(blank);

  const written = { ...form, depth: Math.min(8, form.depth) };
  const meaning = chunks.filter(({ name }) => PNG_COLOUR_CHUNKS.has(name) || name === 'PLTE');
  return {
    colour: await writePng(
      { ...written, colour: withAlpha ? form.colour - 4 : form.colour },
      meaning,
      colour,
    ),
    alpha: withAlpha ? await writePng({ ...written, colour: 0 }, [], alpha) : null,
    missing,
  };
}

/** What the IDAT chunks hold, up to where they end or are damaged. */
async function* inflate(chunks: readonly PngChunk[]): AsyncGenerator<Uint8Array> {
  const packed = new Blob(chunks.filter(({ name }) => name === 'IDAT').map(({ data }) => data));
  const reader = packed.stream().pipeThrough(new DecompressionStream('deflate')).getReader();
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      yield value;
    }
  } catch {
    // What came before counts.
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
