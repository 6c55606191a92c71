import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImportedNetwork } from '../src/networks/graph/graph';
import { readModelFiles } from '../src/networks/storage/weights';
import { bundledIds } from '../scripts/model-rows.ts';
import { fixturePath, hasFixtures, readFixture } from '../testing/fixtures';
import { REFERENCES } from '../testing/reference';
import { type CompactCost, compareCompact, writeCopy } from './compact-weights.ts';
import { type LabPage, openLabPage } from './lab-page.ts';
import { openModelFolder } from './own-models.ts';
import { answersOf, percentRight } from './photo-answers.ts';
import PYTORCH from './pytorch-answers.json' with { type: 'json' };
import { table } from './tables.ts';
import { hasValidationPhotos, type Photo, validationPhotos } from './validation-photos.ts';

/** How far the accuracy may be from the model card's, in points. */
const TOLERANCE = 0.2;
/** Of the validation photos every so many get a saliency map, or go through the network of 1000 classes. */
const MAP_EVERY = 40;
const IMAGENET_EVERY = 10;

interface Bundled {
  readonly network: string;
  /** Percent of the photos whose class is given first, here and as the model card says. */
  readonly ours: number;
  readonly card: number;
  /** Photos to which PyTorch gives another first class. */
  readonly unlikePytorch: number;
}

interface Results {
  readonly bundled: Bundled[];
  readonly compact: CompactCost[];
}

/** The bundled networks' accuracy as the page computes it, and what keeping weights in fewer bits costs. Gives the failures. */
export async function benchAccuracy(json: boolean): Promise<string[]> {
  if (!hasFixtures || !hasValidationPhotos)
    return [`The fixtures are not at ${fixturePath()}: set LUCARNE_FIXTURES.`];
  const photos = validationPhotos();
  const folder = await mkdtemp(join(tmpdir(), 'lucarne-accuracy-'));
  const lab = await openLabPage();
  const results: Results = { bundled: [], compact: [] };
  try {
    for (const id of await bundledIds('models')) await measureBundled(lab, id, photos, folder, results);
    await measureSqueezeNet(lab, photos, folder, results);
  } finally {
    await lab.close();
    await rm(folder, { recursive: true, force: true });
  }
  console.log(json ? JSON.stringify({ bench: 'accuracy', ...results }) : tables(results));
  return results.bundled
    .filter(({ ours, card }) => !(Math.abs(ours - card) <= TOLERANCE))
    .map(
      ({ network, ours, card }) => `${network} is right on ${ours} % of the photos, its card says ${card} %.`,
    );
}

async function measureBundled(
  { page }: LabPage,
  id: string,
  photos: readonly Photo[],
  folder: string,
  { bundled, compact }: Results,
): Promise<void> {
  const { network, card } = await readBundled(id);
  await page.evaluate((wanted) => window.lucarne.load(wanted), id);
  const answers = await answersOf(page, id, photos);
  const expected = (PYTORCH as Readonly<Record<string, string>>)[id] ?? '';
  const unlikePytorch = answers.filter((answer, i) => answer !== parseInt(expected[i] ?? '', 16)).length;
  bundled.push({ network: id, ours: percentRight(answers, photos), card, unlikePytorch });
  const original = { id, weights: 'float16', answers } as const;
  compact.push(
    ...(await compareCompact(page, {
      network,
      photos,
      mapEvery: MAP_EVERY,
      original,
      kinds: ['uint8'],
      folder,
    })),
  );
}

/** SqueezeNet 1.1 of 1000 classes, on its reference photos and on some of the others. */
async function measureSqueezeNet(
  { page }: LabPage,
  photos: readonly Photo[],
  folder: string,
  { compact }: Results,
): Promise<void> {
  const onnx = new File([readFixture('models/squeezenet1.1.onnx')], 'squeezenet1.1.onnx');
  const { network } = await readModelFiles([onnx]);
  const id = await openModelFolder(page, await writeCopy(network, 'float32', folder));
  const references = REFERENCES.map(({ wnid }) => ({
    file: Buffer.from(readFixture('reference', wnid, 'input.png')),
    type: 'image/png',
    label: null,
  }));
  const some = photos.filter((_, i) => i % IMAGENET_EVERY === 0).map((photo) => ({ ...photo, label: null }));
  for (const [set, mapEvery] of [
    [references, 1],
    [some, MAP_EVERY / IMAGENET_EVERY],
  ] as const) {
    const original = { id, weights: 'float32', answers: await answersOf(page, id, set) } as const;
    compact.push(
      ...(await compareCompact(page, {
        network,
        photos: set,
        mapEvery,
        original,
        kinds: ['float16', 'uint8'],
        folder,
      })),
    );
  }
}

/** A bundled network's files, and the top-1 its metadata claims, in percent. */
async function readBundled(id: string): Promise<{ network: ImportedNetwork; card: number }> {
  const folder = join('models', id);
  const names = (await readdir(folder)).filter((name) => !name.endsWith('.md'));
  const files = names.map(async (name) => new File([await readFile(join(folder, name))], name));
  const { network } = await readModelFiles(await Promise.all(files));
  const model = JSON.parse(await readFile(join(folder, 'model.json'), 'utf8')) as {
    readonly userDefinedMetadata: { readonly lucarne: { readonly accuracy: { readonly top1: number } } };
  };
  return { network, card: 100 * model.userDefinedMetadata.lucarne.accuracy.top1 };
}

function tables({ bundled, compact }: Results): string {
  const accuracy = table([
    ['bundled network', 'top-1 here', 'model card', 'difference', 'unlike PyTorch'],
    ...bundled.map(({ network, ours, card, unlikePytorch }) => [
      network,
      `${ours.toFixed(2)} %`,
      `${card.toFixed(2)} %`,
      `${(ours - card).toFixed(2)} points`,
      `${unlikePytorch} photos`,
    ]),
  ]);
  const costs = table([
    ['network', 'weights', 'photos', 'top-1', 'same first class', 'maps', 'correlation', 'lowest'],
    ...compact.map((row) => [
      row.network,
      row.weights,
      row.photos.toLocaleString('en'),
      row.top1 === null ? '' : `${row.top1.toFixed(2)} %`,
      `${row.sameFirst.toFixed(2)} %`,
      String(row.maps),
      row.mapMean.toFixed(5),
      row.mapWorst.toFixed(5),
    ]),
  ]);
  return `${accuracy}\n\n${costs}`;
}
