import { LabError } from '../core/lab-error';

const SUPPORTED_FILES =
  'Use an image classifier saved as ONNX, or as a TF.js layers model (model.json with its shards).';

/** The error of a file that cannot be this lab's network: `sentence` names what was expected and what was found. */
export function unsupportedModel(sentence: string, options?: ErrorOptions): LabError {
  return new LabError('unsupported-model', sentence, SUPPORTED_FILES, options);
}

/** The error of a layer the lab has no op for. */
export function unsupportedOp(sentence: string): LabError {
  return new LabError(
    'unsupported-op',
    sentence,
    'Choose a plain convolutional classifier, or export the network with the layers named above.',
  );
}
