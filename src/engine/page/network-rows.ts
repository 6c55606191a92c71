import * as v from 'valibot';
import type { KeptEntry } from '../../networks/storage/kept-networks';
import { RobustTwinSchema } from '../../core/records/robust-twin';
import { parseZoo, type ZooEntry } from '../../networks/download/zoo';
import type { NetworkInfo, NetworkRow } from '../protocol/protocol';

const IMAGENET_CLASSES = 1000;

/** A network the page's server offers. `path` leads from the page to its `model.json`. */
const OfferedSchema = v.object({
  id: v.string(),
  title: v.string(),
  classes: v.number(),
  bundled: v.boolean(),
  bytes: v.optional(v.number()),
  path: v.optional(v.string()),
  robust: v.optional(RobustTwinSchema),
});
export type OfferedNetwork = v.InferOutput<typeof OfferedSchema>;

/** The rows of `models/index.json`; none where it is absent or not what it should be. */
export async function fetchOffered(url: string): Promise<readonly OfferedNetwork[]> {
  try {
    const response = await fetch(url);
    return response.ok ? v.parse(v.array(OfferedSchema), await response.json()) : [];
  } catch {
    return [];
  }
}

/** The entries of `models/zoo.json`; none where it is absent or not what it should be. */
export async function fetchZoo(url: string): Promise<readonly ZooEntry[]> {
  try {
    const response = await fetch(url);
    return response.ok ? parseZoo(await response.json()) : [];
  } catch {
    return [];
  }
}

/** What the page knows of networks, wherever they are. */
export interface KnownNetworks {
  readonly offered: readonly OfferedNetwork[];
  readonly kept: readonly KeptEntry[];
  readonly zoo: readonly ZooEntry[];
  readonly loaded: ReadonlyMap<string, NetworkInfo>;
}

/** The page's list: what is served, then what this browser keeps, what is one click away, and what was loaded from elsewhere. */
export function networkRows({ offered, kept, zoo, loaded }: KnownNetworks): readonly NetworkRow[] {
  const rows = new Map<string, NetworkRow>();
  const add = (row: Omit<NetworkRow, 'loaded'>): void => {
    if (rows.has(row.id)) return;
    const published = zoo.find(({ id }) => id === row.id);
    rows.set(row.id, {
      ...row,
      loaded: loaded.has(row.id),
      ...(published ? { zoo: published } : {}),
    });
  };
  for (const { id, title, classes, bundled, bytes, robust } of offered) {
    add({
      id,
      title,
      classes,
      bundled,
      origin: 'served',
      ...(bytes === undefined ? {} : { bytes }),
      ...(robust ? { robust } : {}),
    });
  }
  for (const { id, title, classes, bytes } of kept) {
    add({ id, title, classes, bundled: false, origin: 'kept', bytes });
  }
  for (const { id, title, bytes } of zoo) {
    add({ id, title, classes: IMAGENET_CLASSES, bundled: false, origin: 'zoo', bytes });
  }
  for (const { id, title, classes } of loaded.values()) {
    add({ id, title, classes: classes.length, bundled: false, origin: 'own' });
  }
  return [...rows.values()];
}

/** Address of an offered network's `model.json`. */
export function modelUrl({ id, path }: OfferedNetwork, base: string): string {
  return new URL(path ?? `models/${encodeURIComponent(id)}/model.json`, base).href;
}
