import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { exportTfjsLayers } from '../src/networks/exporters/tfjs-layers';
import type { ImportedNetwork } from '../src/networks/graph/graph';
import type { WeightType } from '../src/networks/storage/stored-weight';
import { correlation } from '../testing/agreement';
import { openModelFolder } from './own-models.ts';
import { answersOf, mapsOf, percent, percentRight } from './photo-answers.ts';
import type { Photo } from './validation-photos.ts';

/** What a way of keeping weights costs, against the original in the first row. */
export interface CompactCost {
  readonly network: string;
  readonly weights: WeightType;
  readonly photos: number;
  /** Percent right; null where the photos' classes are not the network's. */
  readonly top1: number | null;
  /** Percent of the photos to which the original gives the same first class. */
  readonly sameFirst: number;
  /** Saliency maps compared, all of the original's first class, and their Pearson correlation with the original's. */
  readonly maps: number;
  readonly mapMean: number;
  readonly mapWorst: number;
}

interface Comparison {
  readonly network: ImportedNetwork;
  readonly photos: readonly Photo[];
  /** Every so many photos get a saliency map. */
  readonly mapEvery: number;
  /** The network in the page that copies are compared with, and the classes it gives the photos. */
  readonly original: {
    readonly id: string;
    readonly weights: WeightType;
    readonly answers: readonly number[];
  };
  readonly kinds: readonly WeightType[];
  /** Where copies may be written. */
  readonly folder: string;
}

/** The original and copies of it with other weights, each as the page computes it. */
export async function compareCompact(page: Page, comparison: Comparison): Promise<CompactCost[]> {
  const { network, photos, mapEvery, original, kinds, folder } = comparison;
  const labelled = photos.every(({ label }) => label !== null);
  const pictures = photos
    .map((photo, i) => ({ photo, target: original.answers[i] ?? 0 }))
    .filter((_, i) => i % mapEvery === 0);
  const expected = await mapsOf(page, original.id, pictures);
  const row = (
    weights: WeightType,
    answers: readonly number[],
    maps: readonly (readonly number[])[],
  ): CompactCost => {
    const likeness = maps.map((map, i) => correlation(map, expected[i] ?? []));
    return {
      network: network.graph.id,
      weights,
      photos: photos.length,
      top1: labelled ? percentRight(answers, photos) : null,
      sameFirst: percent(
        answers.filter((answer, i) => answer === original.answers[i]).length,
        answers.length,
      ),
      maps: maps.length,
      mapMean: likeness.reduce((sum, value) => sum + value, 0) / likeness.length,
      mapWorst: Math.min(...likeness),
    };
  };
  const rows = [row(original.weights, original.answers, expected)];
  for (const weights of kinds) {
    const id = await openModelFolder(page, await writeCopy(network, weights, folder));
    rows.push(row(weights, await answersOf(page, id, photos), await mapsOf(page, id, pictures)));
  }
  return rows;
}

/** Writes a network as a TF.js layers model with its weights kept in some way; the folder with its files. */
export async function writeCopy(
  { graph, weights }: ImportedNetwork,
  dtype: WeightType,
  folder: string,
): Promise<string> {
  // Numbers alone, or the exporter would leave what is compact already as it is.
  const numbers = new Map([...weights].map(([name, { shape, values }]) => [name, { shape, values }]));
  const { modelJson, shards } = exportTfjsLayers({ graph, weights: numbers }, { dtype });
  const path = join(folder, `${graph.id}-${dtype}`);
  await mkdir(path, { recursive: true });
  await writeFile(join(path, 'model.json'), JSON.stringify(modelJson));
  for (const [name, bytes] of shards) await writeFile(join(path, name), bytes);
  return path;
}
