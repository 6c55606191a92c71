import type { PixelImage } from '../../core/pictures/pixel-image';
import { fittedPicture } from '../../core/pictures/transforms/resize';
import { isRead } from '../../core/statistics/answers';
import type { NetworkInfo } from '../../engine/protocol/protocol';
import type { ClassLabel } from '../../networks/graph/graph';
import { lab } from '../lab';
import { sameClass } from '../../core/records/same-class';

/** One class and its probability. */
export interface ReadClass {
  readonly name: string;
  readonly probability: number;
}

/** What a network makes of a picture that was made for a class of another network, or of its own. */
export interface NetworkAnswer {
  /** Its likeliest class. */
  readonly best: ReadClass;
  /** The probability of the class in question; null where this network has none of that name. */
  readonly target: number | null;
  /** Whether it reads the class in question. */
  readonly reads: boolean;
}

/**
 * A loaded network's answer to a picture of any size, fitted to it as a photo is. Rejects as `LabClient.classify`.
 */
export async function networkAnswer(
  { id, size, classes }: Pick<NetworkInfo, 'id' | 'size' | 'classes'>,
  image: PixelImage,
  wanted: Pick<ClassLabel, 'index' | 'name'>,
  signal: AbortSignal,
): Promise<NetworkAnswer> {
  const answer = await lab().classify(id, fittedPicture(image, size, 'squash'), signal);
  const [best] = answer.top;
  const target = sameClass(classes, wanted);
  return {
    best: { name: best?.name ?? '', probability: best?.probability ?? 0 },
    target: target === null ? null : (answer.probabilities[target] ?? 0),
    reads: target !== null && isRead(answer.logits, target, answer.kind),
  };
}
