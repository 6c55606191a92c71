import type { PixelImage } from '../../../core/pictures/pixel-image';
import type { RunResult } from '../../../engine/protocol/protocol';
import { showResult } from '../../../page/run/show-result';
import type { DrawnCell } from './sweep-store';

/** The picture of a cell. */
export async function pictureOf({ result: { width, height }, pixels }: DrawnCell): Promise<PixelImage> {
  return { width, height, data: new Uint8ClampedArray(await pixels.arrayBuffer()) };
}

/** The picture that a cell set out from; null where none was given. */
export async function inputOf({ result: { width, height }, input }: DrawnCell): Promise<PixelImage | null> {
  return input && { width, height, data: new Uint8ClampedArray(await input.arrayBuffer()) };
}

/** Puts a cell on the stage, with all its settings. False where its network could not be opened; the page says why. */
export async function openOnStage(drawn: DrawnCell): Promise<boolean> {
  const [{ data: pixels }, input] = [await pictureOf(drawn), await inputOf(drawn)];
  const result: RunResult = { ...drawn.result, pixels, input: input?.data ?? pixels };
  return showResult(result, input);
}
