import { LabError } from '../../core/records/lab-error';
import { corrupt } from './download-errors';
import { downloadFile } from './download-file';
import type { FileOptions } from './transfer';
import { exportTfjsLayers } from '../exporters/tfjs-layers';
import type { ImportedNetwork } from '../graph/graph';
import { importOnnxFile } from '../importers/onnx/onnx';
import { type FileToKeep, type KeptNetworks, storageFull } from '../storage/kept-networks';
import { memoryPartialFile } from '../storage/partial-file';
import { fetchModel } from '../storage/weights';
import type { WeightType } from '../storage/stored-weight';
import type { ZooEntry } from './zoo';
import { phrase } from '../../words/say';

export type ZooStage = 'download' | 'convert' | 'keep';

export interface ZooOptions extends Omit<FileOptions, 'partial' | 'onProgress'> {
  /** Where it is kept; null where this browser keeps nothing. */
  readonly kept: KeptNetworks | null;
  /** How its weights are kept; default the entry's first choice. */
  readonly weights?: WeightType | undefined;
  /** Bytes that may still be kept; null where nobody knows. */
  readonly room: () => Promise<number | null>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** `amount` of `total` bytes while downloading, of 1 while converting. */
  readonly onProgress: (stage: ZooStage, amount: number, total: number | null) => void;
}

/**
 * Downloads a published network, checks it is the right one, converts it and keeps it; gives its files in the form the page
 * keeps them, a TF.js layers model. At no time is the whole download in memory where the browser can store it.
 * Throws LabError `download-failed`, `download-corrupt`, `storage-full` or what the importers throw.
 */
export async function fetchZooNetwork(entry: ZooEntry, options: ZooOptions): Promise<File[]> {
  const { kept, onProgress, now } = options;
  await requireRoom(entry, options);
  const { network, weights, discard } = await downloadZooNetwork(entry, options);
  options.signal.throwIfAborted();
  const { modelJson, shards } = exportTfjsLayers(network, { dtype: weights });
  const files: FileToKeep[] = [
    { name: 'model.json', content: new Blob([JSON.stringify(modelJson)]) },
    ...[...shards].map(([name, content]) => ({ name, content })),
  ];
  if (!kept) return files.map(({ name, content }) => new File([content], name));
  onProgress('keep', 0, 1);
  const { id, title } = entry;
  await kept.keep({ id, title, classes: network.graph.classes.length, keptAt: now(), reading: {} }, files);
  await discard();
  return kept.files(id);
}

/** The download and what is kept of it lie side by side for a while. Throws `storage-full`. */
async function requireRoom(entry: ZooEntry, { kept, weights, room }: ZooOptions): Promise<void> {
  if (!kept) return;
  const choice = entry.choices.find((known) => known.weights === weights) ?? entry.choices[0];
  const partial = await kept.partial(entry.id);
  const needed = entry.bytes - partial.size() + (choice?.bytes ?? entry.bytes);
  await partial.close();
  const left = await room();
  if (left !== null && left < needed) throw storageFull(entry.title, needed);
}

/** A published network, downloaded and read. */
export interface DownloadedNetwork {
  readonly network: ImportedNetwork;
  /** How its kernels are kept. */
  readonly weights: WeightType;
  /** Frees what the download took of the storage. */
  readonly discard: () => Promise<void>;
}

/** Downloads a published network, checks it is the right one, and reads it. Throws as `fetchZooNetwork` does. */
export async function downloadZooNetwork(
  entry: ZooEntry,
  options: Omit<ZooOptions, 'now' | 'kept' | 'room'> & { readonly kept: DownloadStore | null },
): Promise<DownloadedNetwork> {
  const weights = options.weights ?? entry.choices[0]?.weights ?? 'float32';
  const read = entry.format === 'onnx' ? onnxNetwork : layersNetwork;
  const { network, discard } = await read(entry, weights, options);
  return { network: { ...network, graph: { ...network.graph, licence: entry.licence } }, weights, discard };
}

/** Where a download is put while it comes, and what is remembered of it. */
export type DownloadStore = Pick<KeptNetworks, 'partial' | 'fingerprint' | 'remember'>;

type DownloadOptions = Parameters<typeof downloadZooNetwork>[1];

async function onnxNetwork(
  entry: ZooEntry,
  weights: WeightType,
  options: DownloadOptions,
): Promise<Omit<DownloadedNetwork, 'weights'>> {
  const { kept, onProgress } = options;
  const partial = kept ? await kept.partial(entry.id) : memoryPartialFile();
  try {
    const sha256 = entry.sha256;
    const digest = await downloadFile(
      { sources: entry.sources, bytes: sha256 === null ? null : entry.bytes, sha256 },
      {
        ...options,
        partial,
        onProgress: (loaded, total) => onProgress('download', loaded, total ?? entry.bytes),
      },
    );
    await trust(entry, digest, kept, () => partial.clear());
    onProgress('convert', 0, 1);
    const network = await importOnnxFile(
      await partial.read(),
      { ...interpretationOf(entry), weights },
      (fraction) => {
        options.signal.throwIfAborted();
        onProgress('convert', fraction, 1);
      },
    );
    return { network, discard: () => partial.remove() };
  } catch (thrown) {
    // A file that cannot be read would fail again next time: it must not be what is gone on from.
    const unreadable = thrown instanceof LabError && thrown.code.startsWith('unsupported');
    try {
      if (unreadable) await partial.clear();
    } finally {
      await partial.close();
    }
    throw thrown;
  }
}

async function layersNetwork(
  entry: ZooEntry,
  weights: WeightType,
  options: DownloadOptions,
): Promise<Omit<DownloadedNetwork, 'weights'>> {
  const { kept, onProgress, ask, signal } = options;
  let failure: LabError | undefined;
  for (const source of entry.sources) {
    try {
      const { network, hash } = await fetchModel(source, {
        ...interpretationOf(entry),
        weights,
        fetch: ask,
        signal,
        onProgress: (loaded, total) => onProgress('download', loaded, total),
      });
      if (entry.sha256 !== null && hash !== entry.sha256) throw corrupt(source, entry.sha256, hash);
      await trust(entry, hash, kept, () => Promise.resolve());
      onProgress('convert', 1, 1);
      return { network, discard: () => Promise.resolve() };
    } catch (thrown) {
      signal.throwIfAborted();
      if (!(thrown instanceof LabError)) throw thrown;
      failure ??= thrown;
    }
  }
  throw failure ?? new Error('a network without a source');
}

/** Where no fingerprint is published, the first download's is remembered, and a later one must equal it. */
async function trust(
  entry: ZooEntry,
  digest: string,
  kept: DownloadStore | null,
  discard: () => Promise<void>,
): Promise<void> {
  if (entry.sha256 !== null || !kept) return;
  const known = await kept.fingerprint(entry.id);
  if (known === null) await kept.remember(entry.id, digest);
  if (known === null || known === digest) return;
  await discard();
  await kept.remember(entry.id, null);
  throw new LabError(
    'download-corrupt',
    phrase(
      '{title} is not the file that was downloaded here before: its SHA-256 is {digest}…, it was {known}….',
      { title: entry.title, digest: digest.slice(0, 12), known: known.slice(0, 12) },
    ),
    phrase('The publisher may have replaced it. Download it again if you trust the new file.'),
  );
}

function interpretationOf({ id, title, preprocessing, size }: ZooEntry) {
  return { id, title, preprocessing, size };
}
