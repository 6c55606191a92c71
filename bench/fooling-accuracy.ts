import type { Page } from '@playwright/test';
import type { AnswerKind } from '../src/core/statistics/answers';
import { argMax } from '../src/core/statistics/softmax';
import {
  attackPhoto,
  type AttackedPhoto,
  type RunAttack,
  type SuiteSettings,
} from '../src/features/robustness/store/attack-photo';
import { AUTO_ATTACK, type Effort, type SuiteAttack } from '../src/methods/catalog/auto-attack';
import { PGD_LINF } from '../src/methods/adversarial/pgd.params';
import { resolveParams } from '../src/methods/catalog/resolve-params';
import type { KeptResults } from './fooling-results.ts';
import type { Photo } from './validation-photos.ts';
import { sayWords } from '../src/words/say';

/** Photos of which a network still reads the class, of so many. */
export interface AccuracyLeft {
  readonly network: string;
  readonly photos: number;
  readonly clean: number;
  /** After PGD alone. */
  readonly pgd: number;
  /** After each attack of the small AutoAttack, by its title. */
  readonly left: Readonly<Record<string, number>>;
}

/** Grey levels of 255. */
export const PGD_EPSILON = 8;
export const SUITE_EPSILON = 4;
const PGD_STEPS = 20;

/** PGD as papers report it: away from the class, a quarter of the radius a step. */
const PGD: SuiteAttack = {
  id: PGD_LINF.id,
  title: PGD_LINF.title,
  method: PGD_LINF,
  usesGradients: true,
  isBounded: true,
  targets: () => 0,
  params: (epsilon) =>
    resolveParams(PGD_LINF, { epsilon, stepSize: epsilon / 4, steps: PGD_STEPS, aim: 'away' }),
};

/** What is left of a network's accuracy on photos whose class is known, under PGD and under the small AutoAttack. */
export async function accuracyLeft(
  page: Page,
  network: string,
  photos: readonly Photo[],
  effort: Effort,
  kept: KeptResults,
): Promise<AccuracyLeft> {
  const stands: (StandingPhoto | null)[] = [];
  for (const [place, photo] of photos.entries()) {
    const key = ['accuracy', network, effort, photo.file.toString('base64')];
    stands.push(await kept.of(key, () => standingOf(page, network, photo, effort)));
    if (place % 10 === 9) console.error(`${network}: ${place + 1} of ${photos.length} photos`);
  }
  const read = stands.filter((photo) => photo !== null);
  const left = AUTO_ATTACK.map((_, i) => read.filter(({ stood }) => stood > i).length);
  const named = AUTO_ATTACK.map(({ title }, i) => [sayWords(title), left[i] ?? 0] as const);
  return {
    network,
    photos: photos.length,
    clean: read.length,
    pgd: read.filter(({ pgd }) => pgd).length,
    left: Object.fromEntries(named),
  };
}

/** What a photo that is read rightly has stood: PGD, and so many attacks of the small AutoAttack one after the other. */
interface StandingPhoto {
  readonly pgd: boolean;
  readonly stood: number;
}

/** Null where the network does not read the photo rightly to begin with. */
async function standingOf(
  page: Page,
  network: string,
  { file, type, label }: Photo,
  effort: Effort,
): Promise<StandingPhoto | null> {
  await give(page, file, type);
  const { logits, kind } = await classifyGiven(page, network);
  if (label === null || argMax(logits) !== label) return null;
  const photo: AttackedPhoto = { label, logits, kind };
  const run: RunAttack = (asked) => runOnGiven(page, network, asked);
  const under = async (suite: readonly SuiteAttack[], settings: SuiteSettings) =>
    attackPhoto(suite, photo, settings, () => run);
  const pgd = !(await under([PGD], { epsilon: PGD_EPSILON, effort })).some(({ fooled }) => fooled);
  const trials = await under(AUTO_ATTACK, { epsilon: SUITE_EPSILON, effort });
  const fallen = trials.findIndex(({ fooled }) => fooled);
  return { pgd, stood: fallen < 0 ? AUTO_ATTACK.length : fallen };
}

/** The photo at hand, in the page. */
declare global {
  interface Window {
    givenPhoto: Blob;
  }
}

async function give(page: Page, file: Buffer, type: string): Promise<void> {
  await page.evaluate(
    ({ base64, type }) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      window.givenPhoto = new Blob([bytes], { type });
    },
    { base64: file.toString('base64'), type },
  );
}

async function classifyGiven(page: Page, network: string) {
  return page.evaluate(async (network) => {
    const image = window.givenPhoto;
    const { logits } = await window.lucarne.classify({ network, image });
    return { logits: [...logits], kind: 'softmax' as AnswerKind };
  }, network);
}

async function runOnGiven(page: Page, network: string, asked: Parameters<RunAttack>[0]) {
  return page.evaluate(
    async ({ network, asked }) => {
      const { logits, scalars, steps } = await window.lucarne.run({
        ...asked,
        network,
        image: window.givenPhoto,
      });
      return { logits: [...logits], scalars, steps };
    },
    { network, asked },
  );
}
