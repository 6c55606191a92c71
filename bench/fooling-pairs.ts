import type { Page } from '@playwright/test';
import { createRandom } from '../src/core/random/seeded-random';
import { SMALLEST_CHANGE } from '../src/methods/catalog/catalog';
import { TARGETED_GRADIENT } from '../src/methods/adversarial/targeted-gradient.params';
import type { Photo } from './validation-photos.ts';

/** A photo and a class that a network is to read it as. */
export interface Pair {
  readonly network: string;
  readonly photo: Photo;
  readonly target: number;
  /** Whether the network was trained to hold out: what it takes is told, and asked of nothing. */
  readonly isRobust: boolean;
}

/** What fooling a pair has come to. Lengths are in grey levels of 255, of the 8-bit pictures. */
export interface FooledPair {
  readonly network: string;
  readonly isRobust: boolean;
  readonly fooled: boolean;
  readonly steps: number;
  readonly linf: number;
  readonly l2: number;
  /** Whether the PNG file that was written still fools once it is opened again. */
  readonly savedFools: boolean;
  /** Length of the smallest change that the search found; null where it found none that fools. */
  readonly smallest: number | null;
}

/** Pairs of a network's photos with classes drawn at random, `each` a photo, none of them what it is read as. */
export async function drawPairs(
  page: Page,
  { network, isRobust }: Pick<Pair, 'network' | 'isRobust'>,
  photos: readonly Photo[],
  each: number,
  seed: number,
): Promise<Pair[]> {
  const random = createRandom(seed);
  const pairs: Pair[] = [];
  for (const photo of photos) {
    const { read, classes } = await classify(page, network, photo);
    const drawn = new Set([read]);
    while (drawn.size < Math.min(each + 1, classes)) drawn.add(random.integer(0, classes - 1));
    drawn.delete(read);
    pairs.push(...[...drawn].map((target) => ({ network, isRobust, photo, target })));
  }
  return pairs;
}

/** Fools a pair by the default attack, writes the file and opens it again, and goes on from it to the smallest change. */
export async function foolPair(page: Page, { network, isRobust, photo, target }: Pair): Promise<FooledPair> {
  return page.evaluate(
    async ({ network, isRobust, base64, type, target, method, smallest }) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const image = new Blob([bytes], { type });
      const first = await window.lucarne.run({ network, method, image, target });
      const { width, height, pixels, recipe, scalars, steps } = first;
      const file = await window.pictureToPng(
        { width, height, data: pixels },
        { recipe, picture: 'result', scale: 1 },
      );
      const opened = await window.lucarne.classify({ network, image: file });
      const closest = await window.lucarne.run({ network, method: smallest, image, target, start: file });
      return {
        network,
        isRobust,
        fooled: scalars['roundedFooled'] === 1,
        steps,
        linf: scalars['linf'] ?? NaN,
        l2: scalars['l2'] ?? NaN,
        savedFools: opened.top[0]?.index === target,
        smallest: closest.scalars['roundedFooled'] === 1 ? (closest.scalars['l2'] ?? NaN) : null,
      };
    },
    {
      network,
      isRobust,
      target,
      base64: photo.file.toString('base64'),
      type: photo.type,
      method: TARGETED_GRADIENT.id,
      smallest: SMALLEST_CHANGE.id,
    },
  );
}

async function classify(page: Page, network: string, { file, type }: Photo) {
  return page.evaluate(
    async ({ network, base64, type }) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const { top, logits } = await window.lucarne.classify({ network, image: new Blob([bytes], { type }) });
      return { read: top[0]?.index ?? 0, classes: logits.length };
    },
    { network, base64: file.toString('base64'), type },
  );
}
