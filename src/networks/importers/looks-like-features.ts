import type { Node } from '../graph/graph';
import type { Shape } from '../graph/shapes';
import { isView, traitsOf } from '../ops/index';

const FEATURES = /feat|emb|backbone|encod|hidden|pool|latent/i;
const CLASSES = /logit|prob|class|score|pred|softmax|label/i;
const IMAGENET = 1000;

/** How far a name speaks for classes: 1, 0 or -1. */
export function namesClasses(name: string): number {
  if (CLASSES.test(name)) return 1;
  return FEATURES.test(name) ? -1 : 0;
}

/** Outputs that only training needs, beside the main one. */
const AUXILIARY = /aux|teacher|distill|deep_?sup/i;

/** How far the name of one output of several speaks for its being the class scores. */
export function outputMerit(name: string): number {
  return namesClasses(name) - (AUXILIARY.test(name) ? 0.5 : 0);
}

/** The first output of most merit, and whether another has as much: then it is the person's to say which is meant. */
export function likeliestOutput<T>(
  outputs: readonly T[],
  merit: (output: T) => number,
): { readonly output: T; readonly open: boolean } | undefined {
  const [best, next] = outputs.toSorted((a, b) => merit(b) - merit(a));
  if (best === undefined) return undefined;
  return { output: best, open: next !== undefined && merit(next) === merit(best) };
}

interface Ending {
  readonly node: (id: string) => Node | undefined;
  readonly shape: (id: string) => Shape;
  readonly weightShape: (name: string) => Shape;
}

/**
 * Whether a network seems to end before its classifier: with features, whose number alone tells nothing. The output's name
 * decides where it says something; else a dense layer at the end, or a 1x1 convolution that does not widen (SqueezeNet's
 * classifier), stands for classes, and a rectifier or a pooling after anything else for features.
 */
export function looksLikeFeatures(
  { node, shape, weightShape }: Ending,
  logits: string,
  { outputName = '' }: { readonly outputName?: string | undefined },
): boolean {
  const said = namesClasses(outputName);
  if (said !== 0 || shape(logits).at(-1) === IMAGENET) return said < 0;
  const skip = (id: string, skipped: (node: Node) => boolean): Node | undefined => {
    let found = node(id);
    while (found && skipped(found)) found = node(found.inputs[0] ?? '');
    return found;
  };
  const last = skip(logits, isView);
  if (last?.op === 'dense' || last?.op === 'conv2d') return false;
  if (last?.op !== 'globalAvgPool' && last?.op !== 'avgPool') return true;
  const pooled = skip(last.inputs[0] ?? '', (at) => isView(at) || traitsOf(at).rectifier !== undefined);
  if (pooled?.op !== 'conv2d') return true;
  const [height = 0, width = 0, inputs = 0, outputs = 0] = weightShape(pooled.kernel);
  return height * width > 1 || outputs > inputs * pooled.groups;
}
