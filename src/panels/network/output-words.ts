import type { NetworkInfo } from '../../engine/protocol/protocol';
import { say } from '../../words/say';

type Named = Pick<NetworkInfo, 'output' | 'classes'>;

/** What a network's outputs mean, as a sentence. */
export function outputSentence({ output, classes }: Named): string {
  switch (output.kind) {
    case 'softmax':
      return say('Classes, of which one is right: their probabilities are a softmax.');
    case 'sigmoid':
      return say(
        'Labels, each right or wrong for itself: each has the sigmoid of its own logit as probability.',
      );
    case 'binary':
      return say('One logit z with two sides: {first} has the probability sigmoid(z), {second} the rest.', {
        first: classes[0]?.name ?? '',
        second: classes[1]?.name ?? '',
      });
  }
}

/** Which of a file's outputs is read, as a sentence; null where it has one. */
export function choiceSentence({ output }: Pick<NetworkInfo, 'output'>): string | null {
  if (!output.names || output.name === undefined) return null;
  return say('The file has {count} outputs ({names}); “{output}” is read.', {
    count: output.names.length,
    names: output.names.join(', '),
    output: output.name,
  });
}
