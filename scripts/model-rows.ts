import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { type RobustTwin, RobustTwinSchema } from '../src/core/records/robust-twin.ts';

/** One network as `models/index.json` lists it. `path` is relative to the page; `bytes` is the sum of its weight shards. */
export interface ModelRow {
  readonly id: string;
  readonly title: string;
  readonly classes: number;
  readonly bundled: boolean;
  readonly bytes: number;
  readonly path: string;
  /** What a robust network says of itself and its standard twin. */
  readonly robust?: RobustTwin;
}

const IMAGENET_CLASSES = 1000;

/** A shard is a plain file name beside `model.json`: nothing that could lead out of its folder. */
const ShardName = v.pipe(v.string(), v.regex(/^[^/\\]+$/, 'a weight shard must lie beside model.json'));

const Note = v.object({
  schema: v.literal(1),
  id: v.pipe(v.string(), v.minLength(1)),
  title: v.string(),
  classes: v.union([v.literal('imagenet'), v.array(v.object({ name: v.string() }))]),
  robust: v.optional(RobustTwinSchema),
});

const ModelFile = v.object({
  weightsManifest: v.array(
    v.object({ paths: v.array(ShardName), weights: v.array(v.object({ shape: v.array(v.number()) })) }),
  ),
  /** A TF.js model from elsewhere has no note of ours. */
  userDefinedMetadata: v.optional(v.object({ lucarne: v.optional(Note) })),
});

/** Ids named by `bundled.json`; none where the folder has no such file. Throws where it is not a list of ids. */
export async function bundledIds(folder: string): Promise<readonly string[]> {
  const text = await readFile(join(folder, 'bundled.json'), 'utf8').catch(() => '[]');
  return v.parse(v.array(v.string()), JSON.parse(text));
}

/** Width of the last layer: how many classes a classifier without a note has. */
function lastWidth({ weightsManifest }: v.InferOutput<typeof ModelFile>): number {
  return (
    weightsManifest
      .flatMap((group) => group.weights)
      .at(-1)
      ?.shape.at(-1) ?? 0
  );
}

async function readRow(folder: string, name: string, bundled: readonly string[]): Promise<ModelRow> {
  const model = v.parse(ModelFile, JSON.parse(await readFile(join(folder, name, 'model.json'), 'utf8')));
  const shards = model.weightsManifest.flatMap((group) => group.paths);
  const sizes = await Promise.all(shards.map(async (shard) => (await stat(join(folder, name, shard))).size));
  const note = model.userDefinedMetadata?.lucarne;
  const id = note?.id ?? name;
  const title = note?.title ?? name;
  const classes = note?.classes;
  return {
    id,
    title,
    classes: classes === 'imagenet' ? IMAGENET_CLASSES : (classes?.length ?? lastWidth(model)),
    bundled: bundled.includes(id),
    bytes: sizes.reduce((sum, size) => sum + size, 0),
    path: `models/${name}/model.json`,
    ...(note?.robust ? { robust: note.robust } : {}),
  };
}

/**
 * Rows of every network under `folder`: bundled ones first, in the order of `bundled.json`, then by title. A folder without `model.json` is no network;
 * one that cannot be read, lacks a shard, or repeats an id is left out and told to `warn`.
 */
export async function readModelRows(folder: string, warn: (message: string) => void): Promise<ModelRow[]> {
  const entries = await readdir(folder).catch(() => []);
  const bundled = await bundledIds(folder);
  const rows = new Map<string, ModelRow>();
  for (const name of entries.sort()) {
    if (!(await stat(join(folder, name, 'model.json')).catch(() => null))) continue;
    try {
      const row = await readRow(folder, name, bundled);
      const twin = rows.get(row.id);
      if (twin) warn(`models/${name} is left out: its id "${row.id}" is already that of ${twin.path}.`);
      else rows.set(row.id, row);
    } catch (error) {
      warn(`models/${name} is left out: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  const place = ({ id, bundled: comes }: ModelRow): number => (comes ? bundled.indexOf(id) : bundled.length);
  return [...rows.values()].sort((a, b) => place(a) - place(b) || a.title.localeCompare(b.title, 'en'));
}
