import { exportAdvice } from '../../core/records/export-recipes';
import type { FileFormat } from '../../core/records/file-format';
import { LabError } from '../../core/records/lab-error';

/** The error of a file that is no network the lab reads: what it is, and what to do about it. `name` is the file's or address's. */
export function foreignNetwork(format: FileFormat, name: string): LabError {
  const file = `“${name.slice(0, 200)}”`;
  switch (format.kind) {
    case 'foreign':
      return new LabError(
        'other-format',
        `${file} is ${format.is}. The lab reads ONNX files, Keras files (.keras, .h5) and TensorFlow.js models.`,
        exportAdvice(format.recipe ?? 'origin'),
      );
    case 'page':
      return notTheFile(
        `Expected a network in ${file}, got a web page: the page about the file was saved instead of the file.`,
        'Use the page’s own download button (on GitHub “Raw”, on Hugging Face the arrow beside the file), and drop what it saves.',
      );
    case 'pointer':
      return notTheFile(
        `${file} is a Git LFS pointer: a few lines that stand for the network, which is kept elsewhere.`,
        'Run “git lfs pull” in its repository, or download the file from its web page, and drop that.',
      );
    default:
      return notTheFile(
        `${file} is ${format.is}, not a network.`,
        'Drop an .onnx, .keras or .h5 file, or a model.json together with its .bin files.',
      );
  }
}

function notTheFile(message: string, nextStep: string): LabError {
  return new LabError('unsupported-model', message, nextStep);
}
