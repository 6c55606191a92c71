import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readModelFiles } from '../src/networks/storage/weights';
import { bundledIds } from '../scripts/model-rows.ts';
import { fixturePath, hasFixtures, readFixture } from '../testing/fixtures';
import { REFERENCES } from '../testing/reference';
import { writeCopy } from './compact-weights.ts';
import { type AccuracyLeft, accuracyLeft, PGD_EPSILON, SUITE_EPSILON } from './fooling-accuracy.ts';
import { openResults } from './fooling-results.ts';
import { drawPairs, type FooledPair, foolPair, type Pair } from './fooling-pairs.ts';
import { type LabPage, openLabPage } from './lab-page.ts';
import { openModelFolder } from './own-models.ts';
import { addPngWriter } from './png-writer/add-writer.ts';
import { table } from './tables.ts';
import { hasValidationPhotos, type Photo, validationPhotos } from './validation-photos.ts';

export interface FoolingSetup {
  readonly json: boolean;
  /** Accuracy under attack, in place of the pairs. */
  readonly accuracy: boolean;
  /** Fewer pairs, photos, steps and queries. */
  readonly quick: boolean;
  /** One network alone. */
  readonly network: string | null;
  /** Whether what is missed is a failure. */
  readonly check: boolean;
  /** A file that keeps each result as it is made, and that a bench which was cut off goes on from. */
  readonly keep: string | null;
  /** Photos of the accuracy, where that is not what `quick` says. */
  readonly photos: number | null;
}

const SEED = 16;
const STEPS = 300;
/** Grey levels of 255. */
const LARGEST_CHANGE = 16;
/** Accuracy that may be left of a network that was trained as usual, of all. */
const LARGEST_LEFT = 0.05;

/** How little fools the networks, or what is left of their accuracy under attack. Gives what misses its target. */
export async function benchFooling(setup: FoolingSetup): Promise<string[]> {
  const missing = `The fixtures are not at ${fixturePath()}: set LUCARNE_FIXTURES.`;
  if (setup.accuracy && !hasValidationPhotos) return [missing];
  const lab = await openLabPage();
  try {
    return await (setup.accuracy ? benchAccuracyLeft(lab, setup) : benchPairs(lab, setup));
  } finally {
    await lab.close();
  }
}

async function benchPairs(
  { page }: LabPage,
  { json, quick, network, check, keep }: FoolingSetup,
): Promise<string[]> {
  await addPngWriter(page);
  const results = await openResults(keep);
  const pairs: Pair[] = [];
  const samples = await samplePhotos();
  const known = await page.evaluate(() => window.lucarne.networks());
  for (const id of await bundledIds('models')) {
    if (network && network !== id) continue;
    await page.evaluate((wanted) => window.lucarne.load(wanted), id);
    const given = { network: id, isRobust: known.some((row) => row.id === id && row.robust !== undefined) };
    pairs.push(...(await drawPairs(page, given, quick ? samples.slice(0, 4) : samples, 1, SEED)));
  }
  if (hasFixtures && (!network || network === 'squeezenet1.1')) {
    const given = { network: await openSqueezeNet({ page }), isRobust: false };
    pairs.push(...(await drawPairs(page, given, referencePhotos(), quick ? 1 : 4, SEED)));
  }
  const fooled: FooledPair[] = [];
  for (const [place, pair] of pairs.entries()) {
    const file = pair.photo.file.toString('base64');
    fooled.push(await results.of(['pair', pair.network, pair.target, file], () => foolPair(page, pair)));
    if (place % 10 === 9) console.error(`${place + 1} of ${pairs.length} pairs`);
  }
  const networks = [...new Set(fooled.map((pair) => pair.network))];
  const rows = [...networks.map((id) => summary(id, fooled)), summary(null, fooled)];
  console.log(
    json
      ? JSON.stringify({ bench: 'fooling', seed: SEED, pairs: fooled })
      : table([
          [
            'network',
            'pairs',
            `fooled in ${STEPS} steps`,
            'median steps',
            'most',
            'median L-inf',
            'max',
            'saved files fool',
            'median L2',
            'after the search',
          ],
          ...rows.map((row) => row.cells),
        ]),
  );
  return check ? rows.flatMap((row) => row.failures) : [];
}

function summary(network: string | null, all: readonly FooledPair[]) {
  // What a network takes that was trained to hold out is told, and is nothing to be asked of an attack.
  const pairs = all.filter((pair) => (network === null ? !pair.isRobust : pair.network === network));
  const isAsked = pairs.every(({ isRobust }) => !isRobust);
  const name = network ?? 'all but the robust';
  const fooled = pairs.filter((pair) => pair.fooled && pair.steps <= STEPS);
  const saved = pairs.filter(({ savedFools }) => savedFools);
  const steps = fooled.map((pair) => pair.steps);
  const linf = fooled.map((pair) => pair.linf);
  const before = median(fooled.map(({ l2 }) => l2));
  const after = median(fooled.flatMap(({ smallest }) => (smallest === null ? [] : [smallest])));
  const unfound = fooled.filter(({ smallest }) => smallest === null).length;
  return {
    cells: [
      name,
      String(pairs.length),
      share(fooled.length, pairs.length),
      String(median(steps)),
      String(Math.max(...steps)),
      String(median(linf)),
      String(Math.max(...linf)),
      share(saved.length, pairs.length),
      before.toFixed(0),
      `${after.toFixed(0)}${unfound > 0 ? ` (${unfound} not found)` : ''}`,
    ],
    failures: !isAsked
      ? []
      : [
          ...(fooled.length < pairs.length
            ? [`${name}: ${pairs.length - fooled.length} pairs were not fooled.`]
            : []),
          ...(saved.length < pairs.length
            ? [`${name}: ${pairs.length - saved.length} files do not fool.`]
            : []),
          ...(median(linf) <= LARGEST_CHANGE
            ? []
            : [`${name}: the median change is ${median(linf)} of 255.`]),
          // Asked of all pairs together: how much there is to take away hangs on the network.
          ...(network !== null || 2 * after <= before
            ? []
            : [`${name}: the search leaves ${after.toFixed(0)} of ${before.toFixed(0)}.`]),
        ],
  };
}

async function benchAccuracyLeft(
  { page }: LabPage,
  { json, quick, network, check, keep, photos: count }: FoolingSetup,
): Promise<string[]> {
  const all = validationPhotos();
  const stride = Math.max(1, Math.floor(all.length / (count ?? (quick ? 20 : 100))));
  const photos = all.filter((_, i) => i % stride === 0).slice(0, count ?? undefined);
  const kept = await openResults(keep);
  const results: AccuracyLeft[] = [];
  for (const id of await bundledIds('models')) {
    if (network && network !== id) continue;
    await page.evaluate((wanted) => window.lucarne.load(wanted), id);
    const result = await accuracyLeft(page, id, photos, quick ? 'quick' : 'full', kept);
    results.push(result);
    if (json) continue;
    console.log(
      table([
        ['network', 'photos', 'clean', `PGD, ${PGD_EPSILON} / 255`, ...Object.keys(result.left)],
        [id, ...[photos.length, result.clean, result.pgd, ...Object.values(result.left)].map(String)],
      ]),
    );
  }
  if (json)
    console.log(JSON.stringify({ bench: 'fooling-accuracy', epsilon: SUITE_EPSILON, networks: results }));
  else
    console.log(
      `After each attack of the small AutoAttack at ${SUITE_EPSILON} / 255; each faces the photos still standing.`,
    );
  if (!check) return [];
  return results.flatMap(({ network: id, photos: of, pgd, left }) => {
    const last = Object.values(left).at(-1) ?? 0;
    return Math.max(pgd, last) / of < LARGEST_LEFT
      ? []
      : [`${id} still reads ${Math.max(pgd, last)} of ${of}.`];
  });
}

/** The page's drawings and photographs, as files. */
async function samplePhotos(): Promise<Photo[]> {
  const drawings = (await readdir('public/samples')).filter((name) => name.endsWith('.png')).sort();
  const packages = (await readdir('node_modules/@stdlib')).filter((name) => name.startsWith('datasets-img-'));
  return Promise.all([
    ...drawings.map(async (name) => photo(await readFile(join('public/samples', name)), 'image/png')),
    ...packages.map(async (name) =>
      photo(await readFile(join('node_modules/@stdlib', name, 'data/image.jpg')), 'image/jpeg'),
    ),
  ]);
}

const referencePhotos = (): Photo[] =>
  REFERENCES.map(({ wnid }) => photo(Buffer.from(readFixture('reference', wnid, 'input.png')), 'image/png'));

const photo = (file: Buffer, type: string): Photo => ({ file, type, label: null });

/** SqueezeNet 1.1 of 1000 classes, opened as a person's own; its id. */
async function openSqueezeNet({ page }: Pick<LabPage, 'page'>): Promise<string> {
  const onnx = new File([readFixture('models/squeezenet1.1.onnx')], 'squeezenet1.1.onnx');
  const { network } = await readModelFiles([onnx]);
  const folder = await mkdtemp(join(tmpdir(), 'lucarne-fooling-'));
  try {
    return await openModelFolder(page, await writeCopy(network, 'float32', folder));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const share = (part: number, whole: number): string =>
  whole === 0 ? '' : `${((100 * part) / whole).toFixed(1)} %`;

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length % 2 === 1) return sorted[middle] ?? NaN;
  return ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}
