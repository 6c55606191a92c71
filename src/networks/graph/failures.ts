import { LabError } from '../../core/records/lab-error';
import { phrase, sayPhrase } from '../../words/say';
import type { Phrase, Value } from '../../words/message';

const SUPPORTED_FILES = phrase(
  'Use an image classifier saved as ONNX, by Keras (.keras, .h5), or as a TensorFlow.js model (model.json with its shards).',
);

/** The error of a file that cannot be this lab's network: `sentence` names what was expected and what was found. */
export function unsupportedModel(
  sentence: Phrase,
  options?: ErrorOptions,
  nextStep = SUPPORTED_FILES,
): LabError {
  return new LabError('unsupported-model', readable(sentence), nextStep, options);
}

/** The error of a file that was a network before something happened to it. */
export function damagedModel(sentence: Phrase, cause?: unknown): LabError {
  return unsupportedModel(
    sentence,
    { cause },
    phrase('Download or export it again, and compare its size with the original’s.'),
  );
}

/** The error of a layer the lab has no op for. */
export function unsupportedOp(sentence: Phrase): LabError {
  return new LabError(
    'unsupported-op',
    readable(sentence),
    phrase(
      'Choose a network without such layers, or replace them where the network is made and train it again.',
    ),
  );
}

/** The error of a layer made for so many numbers that reads another count: where a picture's size is open, it is the size that is wrong. */
export class Misfit extends LabError {
  constructor(
    sentence: Phrase,
    readonly layer: string,
    readonly expected: number,
    readonly got: number,
  ) {
    super('unsupported-model', readable(sentence), SUPPORTED_FILES);
  }
}

/** Longer sentences than this nobody reads: the list of all that is supported fits. */
const LONGEST = 1000;

/** A sentence without the middle of what a file calls its layers, where that makes it too long. */
function readable(sentence: Phrase): Phrase {
  return sayPhrase(sentence).length <= LONGEST ? sentence : shortened(sentence);
}

function shortened({ text, values = {} }: Phrase): Phrase {
  const short = Object.entries(values).map(([place, value]): [string, Value] => [place, cut(value)]);
  return { text, values: Object.fromEntries(short) };
}

function cut(value: Value): Value {
  if (typeof value === 'number') return value;
  if (typeof value === 'object') return shortened(value);
  const half = LONGEST / 4;
  return value.length > 2 * half ? `${value.slice(0, half)} ... ${value.slice(-half)}` : value;
}
