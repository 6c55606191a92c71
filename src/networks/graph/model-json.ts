import { formatOf } from '../../core/records/file-format';
import { unsupportedModel } from './failures';
import { foreignNetwork } from '../files/foreign-network';
import { phrase } from '../../words/say';

/** Parsed JSON. Throws LabError `unsupported-model` naming the file where it is none. */
export function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const format = formatOf(new TextEncoder().encode(text.slice(0, 2000)), '');
    if (format.kind === 'page' || format.kind === 'pointer') throw foreignNetwork(format, name);
    throw unsupportedModel(
      format.kind === 'json'
        ? phrase('“{name}” is not whole: it begins like JSON, but breaks off or is damaged.', { name })
        : phrase('Expected JSON in “{name}”, got {format}.', { name, format: format.is }),
      { cause: error },
      phrase('Download or export it again.'),
    );
  }
}
