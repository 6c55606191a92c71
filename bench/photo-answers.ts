import type { Page } from '@playwright/test';
import type { Photo } from './validation-photos.ts';

const PART = 100;

/** The class a network in the page gives each photo first. */
export async function answersOf(page: Page, network: string, photos: readonly Photo[]): Promise<number[]> {
  const answers: number[] = [];
  for (let from = 0; from < photos.length; from += PART) {
    const part = photos
      .slice(from, from + PART)
      .map(({ file, type }) => ({ base64: file.toString('base64'), type }));
    const found = await page.evaluate(
      async ({ network, part }) => {
        const best: number[] = [];
        for (const { base64, type } of part) {
          const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
          const { top } = await window.lucarne.classify({ network, image: new Blob([bytes], { type }) });
          best.push(top[0]?.index ?? -1);
        }
        return best;
      },
      { network, part },
    );
    answers.push(...found);
  }
  return answers;
}

/** Saliency maps of a network in the page, one a photo, each for its target class. */
export async function mapsOf(
  page: Page,
  network: string,
  pictures: readonly { readonly photo: Photo; readonly target: number }[],
): Promise<number[][]> {
  const maps: number[][] = [];
  for (const { photo, target } of pictures) {
    const map = await page.evaluate(
      async ({ network, base64, type, target }) => {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        const image = new Blob([bytes], { type });
        const run = { network, method: 'vanilla-gradient', image, target };
        return [...((await window.lucarne.run(run)).attribution ?? [])];
      },
      { network, base64: photo.file.toString('base64'), type: photo.type, target },
    );
    maps.push(map);
  }
  return maps;
}

export function percentRight(answers: readonly number[], photos: readonly Photo[]): number {
  return percent(answers.filter((answer, i) => answer === photos[i]?.label).length, photos.length);
}

export function percent(part: number, whole: number): number {
  return Number(((100 * part) / whole).toFixed(2));
}
