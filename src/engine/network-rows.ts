import * as v from 'valibot';
import type { NetworkInfo, NetworkRow } from './protocol';

/** A network the page's server offers. `path` leads from the page to its `model.json`. */
const OfferedSchema = v.object({
  id: v.string(),
  title: v.string(),
  classes: v.number(),
  bundled: v.boolean(),
  bytes: v.optional(v.number()),
  path: v.optional(v.string()),
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

/** The page's list: what is offered, in its order, then what was loaded from elsewhere. */
export function networkRows(
  offered: readonly OfferedNetwork[],
  loaded: ReadonlyMap<string, NetworkInfo>,
): readonly NetworkRow[] {
  const rows = offered.map(({ id, title, classes, bundled, bytes }) => ({
    id,
    title,
    classes,
    bundled,
    loaded: loaded.has(id),
    ...(bytes === undefined ? {} : { bytes }),
  }));
  const own = [...loaded.values()].filter(({ id }) => !offered.some((row) => row.id === id));
  return [
    ...rows,
    ...own.map(({ id, title, classes }) => ({
      id,
      title,
      classes: classes.length,
      bundled: false,
      loaded: true,
    })),
  ];
}

/** Address of an offered network's `model.json`. */
export function modelUrl({ id, path }: OfferedNetwork, base: string): string {
  return new URL(path ?? `models/${encodeURIComponent(id)}/model.json`, base).href;
}
