import { probabilitiesOf } from '../../core/statistics/answers';
import { topK } from '../../core/statistics/softmax';
import type { Classification, NetworkInfo } from './protocol';

const TOP = 10;

/** Probabilities and best rows of a row of logits. Takes over `logits`. */
export function describeLogits(
  logits: Float32Array<ArrayBuffer>,
  {
    classes,
    output,
  }: Pick<NetworkInfo, 'classes'> & { readonly output: Pick<NetworkInfo['output'], 'kind'> },
): Classification {
  const probabilities = probabilitiesOf(logits, output.kind);
  const top = topK(logits, TOP).map(({ index, value }) => ({
    index,
    name: classes[index]?.name ?? `class ${index}`,
    logit: value,
    probability: probabilities[index] ?? 0,
  }));
  return { kind: output.kind, logits, probabilities, top };
}
