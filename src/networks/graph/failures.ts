import { LabError } from '../../core/records/lab-error';

const SUPPORTED_FILES =
  'Use an image classifier saved as ONNX, by Keras (.keras, .h5), or as a TensorFlow.js model (model.json with its shards).';

/** The error of a file that cannot be this lab's network: `sentence` names what was expected and what was found. */
export function unsupportedModel(
  sentence: string,
  options?: ErrorOptions,
  nextStep = SUPPORTED_FILES,
): LabError {
  return new LabError('unsupported-model', readable(sentence), nextStep, options);
}

/** The error of a file that was a network before something happened to it. */
export function damagedModel(sentence: string, cause?: unknown): LabError {
  return unsupportedModel(
    sentence,
    { cause },
    'Download or export it again, and compare its size with the original’s.',
  );
}

/** The error of a layer the lab has no op for. */
export function unsupportedOp(sentence: string): LabError {
  return new LabError(
    'unsupported-op',
    readable(sentence),
    'Choose a plain convolutional classifier, or export the network with the layers named above.',
  );
}

/** The error of a layer made for so many numbers that reads another count: where a picture's size is open, it is the size that is wrong. */
export class Misfit extends LabError {
  constructor(
    sentence: string,
    readonly layer: string,
    readonly expected: number,
    readonly got: number,
  ) {
    super('unsupported-model', readable(sentence), SUPPORTED_FILES);
  }
}

/** A sentence without the middle of what a file calls its layers, where that is longer than anybody reads. */
function readable(sentence: string): string {
  const half = 500;
  return sentence.length > 2 * half ? `${sentence.slice(0, half)} ... ${sentence.slice(-half)}` : sentence;
}
