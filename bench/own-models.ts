import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { NetworkInterpretation } from '../src/engine/protocol/protocol';
import { fixturePath, hasFixtures, readFixtureJson } from '../testing/fixtures';
import { referenceInput } from '../testing/reference';

/** A TF.js model of the fixtures, to be opened as a person's own, and how it wants its pixels. */
export interface OwnModel {
  readonly key: 'vgg19' | 'mobilenet';
  readonly title: string;
  readonly folder: string;
  readonly preprocessing: 'caffe' | 'tf';
}

export const VGG19: OwnModel = {
  key: 'vgg19',
  title: 'VGG19',
  folder: 'vgg19-uint8-tfjs',
  preprocessing: 'caffe',
};
export const MOBILENET: OwnModel = {
  key: 'mobilenet',
  title: 'MobileNet v1 0.75',
  folder: 'mobilenet-v1-0.75-224-tfjs',
  preprocessing: 'tf',
};

/** What the original implementations answer for a photo: five classes, best first, with their probabilities. */
interface Expected {
  readonly wnid: string;
  readonly top: readonly { readonly index: number; readonly probability: number }[];
}

type Row = { readonly wnid: string } & Readonly<Record<string, readonly number[]>>;

/** The eight reference answers; none where there are no fixtures. */
export function expectedOf({ key }: OwnModel): Expected[] {
  if (!hasFixtures) return [];
  return (readFixtureJson('reference/vgg19-mobilenet.json') as Row[]).map((row) => ({
    wnid: row.wnid,
    top: (row[`${key}_top5`] ?? []).map((index, i) => ({
      index,
      probability: row[`${key}_prob`]?.[i] ?? NaN,
    })),
  }));
}

/** Largest difference of a probability from the original's, and whether the five classes come in the same order. */
export interface Agreement {
  readonly worst: number;
  readonly sameOrder: boolean;
}

/** Classes nearer to each other than this may change places. */
const TIE = 1e-4;

/** Compares probabilities of all classes with an expected top 5. */
export function compare(probabilities: readonly number[], { top }: Expected): Agreement {
  const worst = Math.max(
    ...top.map(({ index, probability }) => Math.abs((probabilities[index] ?? NaN) - probability)),
  );
  const order = probabilities
    .map((probability, index) => ({ probability, index }))
    .sort((a, b) => b.probability - a.probability);
  const sameOrder = top.every(
    ({ index, probability }, i) =>
      order[i]?.index === index || Math.abs((order[i]?.probability ?? NaN) - probability) < TIE,
  );
  return { worst, sameOrder };
}

/** Opens a model of the fixtures as a person does; its id. */
export const openOwnModel = (page: Page, { folder, preprocessing }: OwnModel): Promise<string> =>
  openModelFolder(page, fixturePath('models', folder), { preprocessing });

/** All files of a folder, as a person picks them there. */
export const openModelFolder = (
  page: Page,
  folder: string,
  reading?: NetworkInterpretation,
): Promise<string> =>
  openModelFiles(
    page,
    readdirSync(folder).map((name) => join(folder, name)),
    reading,
  );

/** Picks files in a file input, as a person does, and loads them as a network; its id. */
export async function openModelFiles(
  page: Page,
  paths: readonly string[],
  reading: NetworkInterpretation = {},
): Promise<string> {
  const input = await page.evaluateHandle(() => {
    const chooser = Object.assign(document.createElement('input'), { type: 'file', multiple: true });
    document.body.append(chooser);
    return chooser;
  });
  await input.asElement().setInputFiles([...paths]);
  const id = await input.evaluate(
    (chooser, given) => window.lucarne.load({ files: [...(chooser.files ?? [])], ...given }),
    reading,
  );
  await input.evaluate((chooser) => chooser.remove());
  return id;
}

/** What a network in the page makes of a reference photo's exact pixels; with `saliency`, also its map. */
export async function askNetwork(page: Page, network: string, wnid: string, saliency: boolean) {
  const { width, height, data } = referenceInput(wnid);
  const base64 = Buffer.from(data).toString('base64');
  return page.evaluate(
    async ({ network, width, height, base64, saliency }) => {
      const bytes = Uint8ClampedArray.from(atob(base64), (letter) => letter.charCodeAt(0));
      const image = new ImageData(bytes, width, height);
      const from = performance.now();
      const { probabilities } = await window.lucarne.classify({ network, image });
      const forwardMs = performance.now() - from;
      const run = saliency && (await window.lucarne.run({ network, method: 'vanilla-gradient', image }));
      return {
        probabilities: [...probabilities],
        forwardMs,
        saliencyMs: run ? run.timings.totalMs : 0,
        map: run ? [...(run.attribution ?? [])] : [],
      };
    },
    { network, width, height, base64, saliency },
  );
}
