import type { PixelImage } from '../../../core/pictures/pixel-image';
import type { Classification, NetworkInfo } from '../../../engine/protocol/protocol';

/** What a network shows of itself that makes a number about its robustness doubtful, whatever the photos. */
export interface NetworkSigns {
  /** Largest difference between its answers to one picture, asked five times over, in a logit. */
  readonly spread: number;
  /** Whether what it gives as scores are probabilities already. */
  readonly givesProbabilities: boolean;
  readonly classes: number;
}

/** As AutoAttack asks. */
const TIMES = 5;
const SUM_TOLERANCE = 1e-3;

/** Asks a network about one picture five times over. */
export async function readSigns(
  { classes, output }: Pick<NetworkInfo, 'classes' | 'output'>,
  image: PixelImage,
  classify: (image: PixelImage) => Promise<Classification>,
): Promise<NetworkSigns> {
  const { logits: first } = await classify(image);
  let spread = 0;
  for (let time = 1; time < TIMES; time++) {
    const { logits } = await classify(image);
    for (let k = 0; k < first.length; k++)
      spread = Math.max(spread, Math.abs((logits[k] ?? 0) - (first[k] ?? 0)));
  }
  const sum = first.reduce((total, value) => total + value, 0);
  const givesProbabilities =
    output.kind === 'softmax' &&
    first.length > 1 &&
    first.every((value) => value >= 0 && value <= 1) &&
    Math.abs(sum - 1) < SUM_TOLERANCE;
  return { spread, givesProbabilities, classes: classes.length };
}
