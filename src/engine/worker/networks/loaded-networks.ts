import { LabError } from '../../../core/records/lab-error';
import { createRandom } from '../../../core/random/seeded-random';
import { attentionOf, camLayers } from '../../../methods/saliency/class-activation/cam-layers';
import { createNetwork } from '../../../networks/executor/executor';
import type { ImportedNetwork, NetworkGraph } from '../../../networks/graph/graph';
import type { Network } from '../../../networks/executor/network';
import { layersFromTop, redrawWeights } from '../../../networks/executor/redraw-weights';
import type { NetworkOutline } from './measuring-network';
import type { LoadProgress, NetworkInfo, Redrawn, RunRequest } from '../../protocol/protocol';
import { warmUp } from './warm-up';
import { phrase } from '../../../words/say';

interface Loaded {
  readonly imported: ImportedNetwork;
  readonly info: NetworkInfo;
  /** On the backend, once needed there. */
  network: Network | null;
}

export interface NetworkLoadOptions {
  /** Take this id whatever the file says; a network already under it is replaced. */
  readonly id?: string | undefined;
  /** Ids that are not free, though no network here has them. */
  readonly reserved?: readonly string[] | undefined;
  readonly onProgress?: ((progress: LoadProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A redrawn copy of a network, on the backend. */
interface RedrawnCopy {
  readonly of: Loaded;
  readonly layers: number;
  readonly seed: number;
  readonly network: Network;
}

/** What a run computes on. */
interface RunNetworks {
  readonly network: Network;
  readonly info: NetworkInfo;
  readonly beside: Network | null;
}

/** The loaded networks: weights on the CPU for good, on the backend while it lives. */
export interface LoadedNetworks {
  add(imported: ImportedNetwork, hash: string, options?: NetworkLoadOptions): Promise<NetworkInfo>;
  /** A network on the current backend, put there where needed. Throws `network-unknown`. */
  get(id: string): { readonly network: Network; readonly info: NetworkInfo };
  /**
   * The network with layers drawn anew, or as trained for no layers. Only the latest copy is on the backend: it goes when
   * another is asked for, with `dropRedrawn`, and when the backend changes. Throws `network-unknown`.
   */
  redrawn(id: string, redrawn: Redrawn): { readonly network: Network; readonly info: NetworkInfo };
  /** The networks of a run: its own, as trained or with layers drawn anew, and a second one where it asks for it. Throws `network-unknown`. */
  forRun(request: Pick<RunRequest, 'network' | 'redrawn' | 'beside'>): RunNetworks;
  /** Takes the redrawn copy off the backend, where there is one. */
  dropRedrawn(): void;
  /** A network as it was read. Throws `network-unknown`. */
  imported(id: string): ImportedNetwork;
  /** What a network's speed depends on. Throws `network-unknown`. */
  outline(id: string): NetworkOutline;
  /** Takes every network off the backend, which is about to change. */
  clearBackend(): void;
  /** Puts the network used last back and warms it up; the others follow when they are asked for. */
  restore(): Promise<void>;
}

export function createLoadedNetworks(nextTask: () => Promise<void>): LoadedNetworks {
  const loaded = new Map<string, Loaded>();
  let latest: string | null = null;
  let copy: RedrawnCopy | null = null;

  const onBackend = (entry: Loaded): Network =>
    (entry.network ??= createNetwork(entry.imported.graph, entry.imported.weights));
  const dropRedrawn = (): void => {
    copy?.network.dispose();
    copy = null;
  };
  const putBack = (entry: Loaded): void => {
    if (copy?.of === entry) dropRedrawn();
    entry.network?.dispose();
    entry.network = null;
  };

  const known = (id: string): Loaded => {
    const entry = loaded.get(id);
    if (!entry) {
      throw new LabError(
        'network-unknown',
        phrase('There is no network “{id}” in the engine. Loaded are: {ids}.', {
          id,
          ids: [...loaded.keys()].join(', ') || phrase('none'),
        }),
        phrase('Load the network first.'),
      );
    }
    return entry;
  };

  const networks: LoadedNetworks = {
    async add(imported, hash, { id: wanted, reserved = [], onProgress, signal } = {}) {
      const id = wanted ?? freeId(imported.graph, hash, loaded, reserved);
      const alike = (): Loaded | undefined => {
        const there = loaded.get(id);
        return there && isSame(there.info, imported.graph, hash) ? there : undefined;
      };
      const already = alike();
      if (already) return already.info;
      const graph = { ...imported.graph, id };
      const entry: Loaded = {
        imported: { ...imported, graph },
        info: infoOf(imported, id, hash),
        network: null,
      };
      // Half a gigabyte takes seconds to put there: that is part of getting ready, too.
      onProgress?.({ stage: 'compile', fraction: 0 });
      await nextTask();
      try {
        await warmUp(onBackend(entry), {
          progress: (fraction) => onProgress?.({ stage: 'compile', fraction }),
          nextTask,
          signal,
        });
      } catch (thrown) {
        putBack(entry);
        throw thrown;
      }
      const overtaken = alike();
      if (overtaken) {
        putBack(entry);
        return overtaken.info;
      }
      const replaced = loaded.get(id);
      if (replaced) putBack(replaced);
      loaded.set(id, entry);
      latest = id;
      onProgress?.({ stage: 'compile', fraction: 1 });
      return entry.info;
    },

    get(id) {
      const entry = known(id);
      latest = id;
      return { network: onBackend(entry), info: entry.info };
    },

    redrawn(id, { layers, seed }) {
      const entry = known(id);
      latest = id;
      if (copy?.of !== entry || copy.layers !== layers || copy.seed !== seed) dropRedrawn();
      if (layers === 0) return { network: onBackend(entry), info: entry.info };
      copy ??= { of: entry, layers, seed, network: redraw(entry.imported, layers, seed) };
      return { network: copy.network, info: entry.info };
    },

    forRun({ network, redrawn, beside }) {
      // The run's own comes last: it is the one in use.
      const second = beside ? networks.get(beside.network).network : null;
      return { beside: second, ...(redrawn ? networks.redrawn(network, redrawn) : networks.get(network)) };
    },

    dropRedrawn,

    imported: (id) => known(id).imported,

    outline(id) {
      const { graph, weights } = known(id).imported;
      return { graph, shapes: [...weights].map(([name, { shape }]) => [name, shape] as const) };
    },

    clearBackend() {
      dropRedrawn();
      loaded.forEach(putBack);
    },

    async restore() {
      const entry = latest === null ? undefined : loaded.get(latest);
      if (entry) await warmUp(onBackend(entry), { nextTask });
    },
  };
  return networks;
}

function redraw(imported: ImportedNetwork, layers: number, seed: number): Network {
  return createNetwork(imported.graph, redrawWeights(imported, layers, createRandom(seed)));
}

/** Same weights, read the same way: only then is it the same network. */
function isSame(info: NetworkInfo, graph: NetworkGraph, hash: string): boolean {
  const interpretation = ({
    size,
    preprocessing,
    guess,
    classes,
    output,
  }: Pick<NetworkInfo, 'size' | 'preprocessing' | 'guess' | 'classes' | 'output'>) =>
    JSON.stringify([size, preprocessing, guess, classes, output]);
  const { input, classes, output } = graph;
  return info.weightsHash === hash && interpretation(info) === interpretation({ ...input, classes, output });
}

function freeId(
  graph: NetworkGraph,
  hash: string,
  loaded: ReadonlyMap<string, Loaded>,
  reserved: readonly string[],
): string {
  for (let n = 1; ; n++) {
    const id = n === 1 ? graph.id : `${graph.id}-${n}`;
    const taken = loaded.get(id);
    if (taken ? isSame(taken.info, graph, hash) : !reserved.includes(id)) return id;
  }
}

function infoOf({ graph, weights }: ImportedNetwork, id: string, weightsHash: string): NetworkInfo {
  let parameters = 0;
  for (const { shape } of weights.values()) parameters += shape.reduce((product, side) => product * side, 1);
  return {
    id,
    title: graph.title,
    size: graph.input.size,
    preprocessing: graph.input.preprocessing,
    classes: graph.classes,
    output: graph.output,
    weightsHash,
    parameters,
    layers: layersFromTop(graph),
    camLayers: camLayers(graph, weights).map(({ id, title, size, channels }) => ({
      id,
      title,
      size,
      channels,
    })),
    ...(attentionOf(graph, weights) ? { attention: true } : {}),
    ...(graph.input.open ? { openSize: true } : {}),
    ...(graph.input.grey ? { grey: true } : {}),
    ...(graph.notes ? { notes: graph.notes } : {}),
    ...(graph.suggested ? { suggested: graph.suggested } : {}),
    ...(graph.input.guess ? { guess: graph.input.guess } : {}),
  };
}
