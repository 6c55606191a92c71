import { lateCode } from '../../../core/records/late-code';
import { openKeptNetworks, type KeptNetworks } from '../../../networks/storage/kept-networks';
import { type FetchedModel, fetchModel, readModelFiles } from '../../../networks/storage/weights';
import { estimateWork } from '../../../networks/graph/work-estimate';
import { weighNetwork } from '../../../networks/graph/work-limits';
import type { Engine } from '../engine';
import type { LoadOrder } from '../../protocol/engine-api';
import { createProgressTeller } from '../run/progress-reporter';
import type { LoadProgress, NetworkInfo } from '../../protocol/protocol';
import { phrase } from '../../../words/say';

const downloads = lateCode(
  phrase('The code that downloads networks'),
  () => import('../../../networks/download/zoo-network'),
);

/**
 * Gets a network from where the order says, reads it, weighs it and puts it on the engine. Rejects as its parts do, and with
 * `network-heavy` or `network-too-heavy` before anything is computed.
 */
export async function loadNetwork(
  engine: Engine,
  order: LoadOrder,
  onProgress: (progress: LoadProgress) => void,
  signal: AbortSignal,
): Promise<NetworkInfo> {
  const { id, reserved } = order;
  const { network, hash } = await fetched(order, onProgress, signal);
  signal.throwIfAborted();
  const { graph, weights } = network;
  weighNetwork(graph.title, estimateWork(graph, weights), { accepted: order.heavy ?? false });
  return engine.load(network, hash, { id, reserved, onProgress, signal });
}

async function fetched(
  { source, ...interpretation }: LoadOrder,
  onProgress: (progress: LoadProgress) => void,
  signal: AbortSignal,
): Promise<FetchedModel> {
  const tell = createProgressTeller(onProgress, () => performance.now());
  const parse = (): void => onProgress({ stage: 'parse', fraction: null });
  if ('url' in source) {
    return fetchModel(source.url, {
      ...interpretation,
      signal,
      onProgress(bytes, total) {
        tell('download', bytes, total);
        if (bytes === total) parse();
      },
    });
  }
  if ('files' in source) {
    parse();
    return readModelFiles(source.files, { ...interpretation, folder: source.folder });
  }
  if ('kept' in source) {
    parse();
    const kept = await required(openKeptNetworks());
    return readModelFiles(await kept.files(source.kept), interpretation);
  }
  const { fetchZooNetwork } = await downloads();
  const files = await fetchZooNetwork(source.zoo, {
    kept: await openKeptNetworks(),
    weights: source.weights,
    ask: fetch.bind(globalThis),
    signal,
    room: roomLeft,
    now: () => Date.now(),
    onProgress: tell,
  });
  parse();
  return readModelFiles(files, interpretation);
}

/** Bytes this page may still keep; null where the browser does not say. */
async function roomLeft(): Promise<number | null> {
  // Absent on a page that came over plain http from another machine, like all that keeps something.
  const { storage } = navigator as { readonly storage?: StorageManager };
  if (!storage) return null;
  const { usage, quota } = await storage.estimate();
  return usage === undefined || quota === undefined ? null : quota - usage;
}

async function required(kept: Promise<KeptNetworks | null>): Promise<KeptNetworks> {
  const found = await kept;
  if (found) return found;
  throw new Error('a kept network where nothing is kept');
}
