import { exportAdvice } from '../../core/records/export-recipes';
import type { FileFormat } from '../../core/records/file-format';
import { LabError } from '../../core/records/lab-error';
import { phrase } from '../../words/say';
import type { Phrase } from '../../words/message';

/** The error of a file that is no network the lab reads: what it is, and what to do about it. `name` is the file's or address's. */
export function foreignNetwork(format: FileFormat, name: string): LabError {
  const file = phrase('“{name}”', { name: name.slice(0, 200) });
  switch (format.kind) {
    case 'foreign':
      return new LabError(
        'other-format',
        phrase(
          '{file} is {format}. The lab reads ONNX files, Keras files (.keras, .h5) and TensorFlow.js models.',
          { file, format: format.is },
        ),
        exportAdvice(format.recipe ?? 'origin'),
      );
    case 'page':
      return notTheFile(
        phrase(
          'Expected a network in {file}, got a web page: the page about the file was saved instead of the file.',
          { file },
        ),
        phrase(
          'Use the page’s own download button (on GitHub “Raw”, on Hugging Face the arrow beside the file), and drop what it saves.',
        ),
      );
    case 'pointer':
      return notTheFile(
        phrase(
          '{file} is a Git LFS pointer: a few lines that stand for the network, which is kept elsewhere.',
          { file },
        ),
        phrase(
          'Run “git lfs pull” in its repository, or download the file from its web page, and drop that.',
        ),
      );
    default:
      return notTheFile(
        phrase('{file} is {format}, not a network.', { file, format: format.is }),
        format.packed
          ? phrase('Unpack it, and drop only the network’s files.')
          : phrase('Drop an .onnx, .keras or .h5 file, or a model.json together with its .bin files.'),
      );
  }
}

/** The error of an address where a web page lies, not a network. */
export function pageAt(url: string): LabError {
  return notTheFile(
    phrase(
      'Expected a network at {url}, got a web page: it is the address of a page about the file, or the file is no longer there.',
      { url },
    ),
    phrase(
      'Copy the address of the file itself (on GitHub “Raw”, on Hugging Face the arrow beside the file), or download it and drop it here.',
    ),
  );
}

function notTheFile(message: Phrase, nextStep: Phrase): LabError {
  return new LabError('unsupported-model', message, nextStep);
}
