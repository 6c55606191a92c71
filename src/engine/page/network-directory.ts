import { LabError } from '../../core/records/lab-error';
import type { KeptEntry, KeptNetworks } from '../../networks/storage/kept-networks';
import type { ZooEntry } from '../../networks/download/zoo';
import type { LoadOrder, LoadSource } from '../protocol/engine-api';
import { filesOf, keptInterpretation, interpretationOf, sourceOf } from './network-orders';
import type { StorageRoom } from './lab-client';
import { modelUrl, networkRows, type OfferedNetwork } from './network-rows';
import type {
  LoadRequest,
  NetworkInfo,
  NetworkInterpretation,
  NetworkRow,
  OwnNetwork,
} from '../protocol/protocol';
import { phrase } from '../../words/say';

/** Where the page learns of networks; a test brings its own. */
export interface NetworkSurroundings {
  /** The page's address, which `models/` lies beside. */
  readonly base: string;
  fetchOffered(url: string): Promise<readonly OfferedNetwork[]>;
  fetchZoo(url: string): Promise<readonly ZooEntry[]>;
  /** The networks this browser keeps; null where it keeps none. */
  openKept(): Promise<KeptNetworks | null>;
  /** What the browser's storage holds and may hold. */
  room(): Promise<StorageRoom>;
  /** Asks the browser not to clear the storage by itself. */
  persist(): Promise<unknown>;
  /** Milliseconds since 1970. */
  today(): number;
}

/** Every network the page knows, wherever it is, and how to load it. */
export interface NetworkDirectory {
  /** Settles once the lists have been read. */
  readonly listed: Promise<void>;
  readonly rows: () => readonly NetworkRow[];
  /** What is loaded under an id. */
  loaded(id: string): NetworkInfo | undefined;
  /** The loaded networks of the person's own that nothing keeps. */
  readonly own: () => readonly OwnNetwork[];
  /** How each loaded network is loaded again. */
  readonly orders: ReadonlyMap<string, LoadOrder>;
  /** Throws `network-unknown`. */
  orderFor(request: LoadRequest): LoadOrder;
  /** The order of a loaded network of the person's own, read another way. Throws `network-unknown` where it is none. */
  orderAgain(id: string, interpretation: NetworkInterpretation): LoadOrder;
  /** Lists a loaded network, and gives it back under the title it has from now on, which no other network has. */
  add(info: NetworkInfo, order: LoadOrder): Promise<NetworkInfo>;
  /** Gives a network of the person's own another title. Throws `network-unknown`, and `bad-parameter` for no title or one that is taken. */
  readonly rename: (id: string, title: string) => Promise<NetworkInfo>;
  readonly lose: (id: string) => void;
  readonly keep: (id: string) => Promise<void>;
  readonly forget: (id: string) => Promise<void>;
  readonly room: () => Promise<StorageRoom | null>;
}

export function createNetworkList(
  surroundings: NetworkSurroundings,
  onRows: (rows: readonly NetworkRow[]) => void,
): NetworkDirectory {
  const { base } = surroundings;
  const loaded = new Map<string, NetworkInfo>();
  const orders = new Map<string, LoadOrder>();
  const store = surroundings.openKept();
  let offered: readonly OfferedNetwork[] = [];
  let zoo: readonly ZooEntry[] = [];
  let kept: readonly KeptEntry[] = [];
  let rows: readonly NetworkRow[] = [];

  const updateRows = (): void => {
    rows = networkRows({ offered, kept, zoo, loaded });
    onRows(rows);
  };
  const readKept = async (): Promise<void> => {
    kept = await store.then((found) => found?.list() ?? []).catch(() => []);
    updateRows();
  };
  const listed = Promise.all([
    surroundings.fetchOffered(new URL('models/index.json', base).href),
    surroundings.fetchZoo(new URL('models/zoo.json', base).href),
    readKept(),
  ]).then(([served, published]) => {
    offered = served;
    zoo = published;
    updateRows();
  });
  const persist = (): void => void surroundings.persist().catch(() => undefined);
  /** A title that no other network has: the wanted one, or with a number behind it. */
  const freeTitle = (id: string, wanted: string): string => {
    const taken = new Set(rows.filter((row) => row.id !== id).map(({ title }) => title));
    for (let n = 1; ; n++) {
      const title = n === 1 ? wanted : `${wanted} (${n})`;
      if (!taken.has(title)) return title;
    }
  };
  /** Notes how a kept network of the person's own is called and read from now on. */
  const amend = async (info: NetworkInfo, order: LoadOrder): Promise<void> => {
    const published = zoo.some(({ id }) => id === info.id);
    const entry = kept.find(({ id }) => id === info.id);
    if (published || !entry) return;
    const { title, classes, reading } = keptInterpretation(info, order);
    const said = { ...entry, title, classes, reading };
    if (JSON.stringify(said) === JSON.stringify(entry)) return;
    await (await store)?.amend(said);
    await readKept();
  };
  const unknown = (id: string): LabError =>
    new LabError(
      'network-unknown',
      phrase('There is no network “{id}”. Known are: {ids}.', {
        id,
        ids: rows.map((row) => row.id).join(', ') || phrase('none'),
      }),
      phrase('Choose one of these, or load a network from a file or a URL.'),
    );

  return {
    listed,
    rows: () => rows,
    loaded: (id) => loaded.get(id),
    orders,

    own: () =>
      rows.flatMap(({ id, title, origin }) => {
        const order = orders.get(id);
        if (origin !== 'own' || !order) return [];
        const { source } = order;
        if (!('url' in source) && !('files' in source)) return [];
        return [{ id, title, request: { ...source, as: id, ...interpretationOf(order) } }];
      }),

    orderFor(request) {
      if (!('id' in request)) {
        const source = sourceOf(request, base);
        const { as } = request;
        const id = as === undefined ? {} : { id: as };
        const reserved = [...offered, ...kept, ...zoo].map(({ id }) => id);
        return { source, ...id, reserved, ...interpretationOf(request) };
      }
      const { id, weights } = request;
      const served = offered.find((row) => row.id === id);
      if (served) return { source: { url: modelUrl(served, base) }, id };
      const entry = kept.find((row) => row.id === id);
      if (entry)
        return { source: { kept: id }, id, ...interpretationOf({ title: entry.title, ...entry.reading }) };
      const published = zoo.find((row) => row.id === id);
      if (!published) throw unknown(id);
      persist();
      return { source: { zoo: published, ...(weights ? { weights } : {}) }, id };
    },

    orderAgain(id, interpretation) {
      const order = orders.get(id);
      if (!order || 'zoo' in order.source) throw unknown(id);
      // Names are of one output's classes: another has others.
      const { classes, ...rest } = order;
      const sameOutput = interpretation.output === undefined || interpretation.output === order.output;
      return {
        ...rest,
        ...(classes && sameOutput ? { classes } : {}),
        ...interpretationOf(interpretation),
        id,
      };
    },

    async add(given, order) {
      const own = 'url' in order.source || 'files' in order.source;
      const isListed = [...offered, ...zoo].some(({ id }) => id === given.id);
      const title = order.title ?? orders.get(given.id)?.title ?? given.title;
      const info = own && !isListed ? { ...given, title: freeTitle(given.id, title) } : given;
      loaded.set(info.id, info);
      orders.set(info.id, info === given ? order : { ...order, title: info.title });
      if ('kept' in order.source) await amend(info, order);
      // From now on it comes from the storage, where it is there.
      if ('zoo' in order.source) {
        await readKept();
        const source: LoadSource = { kept: info.id };
        if (kept.some(({ id }) => id === info.id)) orders.set(info.id, { ...order, source });
      }
      updateRows();
      return info;
    },

    async rename(id, wanted) {
      const info = loaded.get(id);
      const order = orders.get(id);
      const title = wanted.trim().slice(0, LONGEST_TITLE);
      if (!info || !order) throw unknown(id);
      if (title === '' || freeTitle(id, title) !== title) {
        throw new LabError(
          'bad-parameter',
          title === ''
            ? phrase('A network needs a name.')
            : phrase('Another network is called “{title}”.', { title }),
          phrase('Give it another name.'),
        );
      }
      const renamed = { ...info, title };
      loaded.set(id, renamed);
      orders.set(id, { ...order, title });
      await amend(renamed, { ...order, title });
      updateRows();
      return renamed;
    },

    lose(id) {
      loaded.delete(id);
      orders.delete(id);
      updateRows();
    },

    async keep(id) {
      const order = orders.get(id);
      const info = loaded.get(id);
      const found = await store;
      if (!order || !info || !found) throw unknown(id);
      persist();
      const files = await filesOf(order.source, found);
      await found.keep(
        { id, ...keptInterpretation(info, order), keptAt: surroundings.today() },
        files.map((file) => ({ name: file.name, content: file })),
      );
      orders.set(id, { ...order, source: { kept: id }, id });
      await readKept();
    },

    async forget(id) {
      const found = await store;
      await found?.remove(id);
      await found?.remember(id, null);
      await readKept();
    },

    room: async () => ((await store) ? surroundings.room() : null),
  };
}

/** More letters than this no title needs. */
const LONGEST_TITLE = 100;
