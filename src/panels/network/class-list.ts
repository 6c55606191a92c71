import { namesProblem, parseClassNames } from '../../core/records/class-list';
import { FORMAT_BYTES, formatOf } from '../../core/records/file-format';
import { LabError } from '../../core/records/lab-error';
import { decodeText } from '../../core/records/text-encoding';
import { networkStore, reinterpretNetwork } from '../../page/network/network-store';
import { canReread } from './network-words';
import { phrase } from '../../words/say';

/** A list of class names is read whole only up to this size. */
const MOST_BYTES = 4e6;
/** What a `model.json` has, and a list of names has not. */
const OF_MODEL = ['modelTopology', 'weightsManifest', 'format', 'class_name'];
const OF_LIST = /\.(txt|csv|tsv|names|labels|ya?ml)$/i;

/** The names in a dropped file, as text; null where it is a network's file or something else. */
export async function classListIn(files: readonly File[]): Promise<string | null> {
  const [file] = files;
  if (!file || files.length > 1 || file.size > MOST_BYTES) return null;
  const isJson = /\.json$/i.test(file.name);
  if (!isJson && !OF_LIST.test(file.name)) return null;
  const bytes = new Uint8Array(await file.arrayBuffer());
  const { kind } = formatOf(bytes.subarray(0, FORMAT_BYTES), file.name);
  if (kind !== 'text' && kind !== 'json') return null;
  const text = decodeText(bytes);
  if (!isJson) return text;
  try {
    const json: unknown = JSON.parse(text);
    const isModel = typeof json === 'object' && json !== null && OF_MODEL.some((key) => key in json);
    return isModel ? null : text;
  } catch {
    return null;
  }
}

/** Resolves once no network is on its way. */
function arrival(): Promise<void> {
  return new Promise((resolve) => {
    if (!networkStore.getState().loading) {
      resolve();
      return;
    }
    const unsubscribe = networkStore.subscribe(({ loading }) => {
      if (loading) return;
      unsubscribe();
      resolve();
    });
  });
}

/**
 * Gives the network in use the class names in the text of a file; one that is being opened is waited for. Returns them;
 * throws a LabError where they do not fit it.
 */
export async function applyClassList(text: string, fileName: string): Promise<readonly string[]> {
  await arrival();
  const { info, rows } = networkStore.getState();
  const row = rows.find((entry) => entry.id === info?.id);
  if (!info || !row || !canReread(row)) {
    throw new LabError(
      'unsupported-model',
      info
        ? phrase(
            '“{fileName}” is no picture. As a list of class names it is for a network of your own: {network} has its names.',
            { fileName, network: info.title },
          )
        : phrase(
            '“{fileName}” is no picture. As a list of class names it is for a network, and there is none yet.',
            { fileName },
          ),
      phrase('Drop a photo; or your network first, then its list.'),
    );
  }
  const parsed = parseClassNames(text);
  const problem = 'problem' in parsed ? parsed.problem : namesProblem(parsed.names, info);
  if ('problem' in parsed || problem) {
    throw new LabError(
      'unsupported-model',
      problem ?? '',
      phrase('Give one name a line, or a JSON list, with a name for every class.'),
    );
  }
  await reinterpretNetwork(info.id, { classes: parsed.names });
  return parsed.names;
}
