import { FORMAT_BYTES, formatOf } from '../../core/records/file-format';
import { LabError } from '../../core/records/lab-error';
import { unsupportedModel } from '../graph/failures';
import type { Manifest } from '../importers/keras/layers-schema';
import { manifestBytes } from '../importers/keras/layers-weight-bytes';
import { checkedTotal } from './checked-total';
import { foreignNetwork } from './foreign-network';
import type { GivenFile } from './given-file';
import { shardsAt } from './match-file';
import { phrase } from '../../words/say';

/**
 * The shards a model names, one after the other in one array, so that they are not all in memory twice. Throws LabError
 * `weights-missing` naming those that are missing, `unsupported-model` where their sizes are not the model's.
 */
export async function shardBytes(
  manifest: Manifest,
  model: GivenFile,
  beside: readonly GivenFile[],
): Promise<Uint8Array<ArrayBuffer>> {
  const total = checkedTotal(manifestBytes(manifest));
  const paths = manifest.flatMap((group) => group.paths);
  const shards = shardsAt(paths, total, model, beside);
  const missing = paths.filter((_, i) => !shards[i]).map((path) => path.split(/[?#]/)[0]?.split('/').at(-1));
  if (missing.length > 0) {
    throw new LabError(
      'weights-missing',
      phrase(
        '{model} names {count, plural, one {# weight file} other {# weight files}}, of which {missing, plural, one {one is} other {# are}} missing: {names}.',
        {
          model: model.file.name,
          count: paths.length,
          missing: missing.length,
          names: missing.slice(0, 3).join(', '),
        },
      ),
      phrase('Drop model.json together with all of its shards.'),
    );
  }
  const files = shards.flatMap((one) => one?.file ?? []);
  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (size !== total) {
    for (const file of files) await refuseOthers(file);
    throw unsupportedModel(
      phrase('Expected {total, number} bytes of weights in {files}, got {size, number}.', {
        total,
        files: files
          .map(({ name }) => name)
          .slice(0, 3)
          .join(', '),
        size,
      }),
      {},
      phrase('Drop the model.json and the shards of one and the same export.'),
    );
  }
  const bytes = new Uint8Array(total);
  let at = 0;
  for (const file of files) {
    bytes.set(new Uint8Array(await file.arrayBuffer()), at);
    at += file.size;
  }
  return bytes;
}

/** Says so where a file of weights is a web page or a pointer instead. */
export async function refuseOthers(file: File): Promise<void> {
  const format = formatOf(new Uint8Array(await file.slice(0, FORMAT_BYTES).arrayBuffer()), file.name);
  if (format.kind === 'page' || format.kind === 'pointer') throw foreignNetwork(format, file.name);
}
