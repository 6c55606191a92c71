import type { NetworkInfo } from '../../engine/protocol/protocol';

type Named = Pick<NetworkInfo, 'output' | 'classes'>;

/** What a network's outputs mean, as a sentence. */
export function outputSentence({ output, classes }: Named): string {
  switch (output.kind) {
    case 'softmax':
      return 'Classes, of which one is right: their probabilities are a softmax.';
    case 'sigmoid':
      return 'Labels, each right or wrong for itself: each has the sigmoid of its own logit as probability.';
    case 'binary':
      return `One logit z with two sides: ${classes[0]?.name ?? ''} has the probability sigmoid(z), ${classes[1]?.name ?? ''} the rest.`;
  }
}

/** Which of a file's outputs is read, as a sentence; null where it has one. */
export function choiceSentence({ output }: Pick<NetworkInfo, 'output'>): string | null {
  if (!output.names || output.name === undefined) return null;
  return `The file has ${output.names.length} outputs (${output.names.join(', ')}); “${output.name}” is read.`;
}
