import type { Page } from '@playwright/test';
import { spreadOf } from '../statistics.ts';
import { type Photo, validationPhotos } from '../validation-photos.ts';
import type { Networks } from './networks.ts';

/** Of the validation photos every so many is fooled: 63 of them. */
const PHOTO_EVERY = 32;

export interface FoolingRow {
  readonly network: 'standard' | 'robust';
  /** Photos that both networks read rightly. */
  readonly photos: number;
  /** Of those, the ones fooled within the steps that the attack has by default. */
  readonly fooled: number;
  /** Over the photos on which both were fooled: median length of the change in z-score units, and its largest in grey levels. */
  readonly l2: number;
  readonly linf: number;
  readonly rms: number;
  readonly steps: number;
}

/** The exercise's default attack on validation photos, each towards the next class but a few. */
export async function measureFooling(page: Page, networks: Networks): Promise<FoolingRow[]> {
  const photos = validationPhotos().filter((_, i) => i % PHOTO_EVERY === 0);
  const found: { standard: Fooled; robust: Fooled }[] = [];
  for (const [i, photo] of photos.entries()) {
    const target = ((photo.label ?? 0) + 1 + ((5 * i) % 15)) % 16;
    const standard = await fool(page, networks.standard, photo, target);
    const robust = standard && (await fool(page, networks.robust, photo, target));
    if (standard && robust) found.push({ standard, robust });
  }
  const both = found.filter(({ standard, robust }) => standard.fooled && robust.fooled);
  return (['standard', 'robust'] as const).map((network) => {
    const median = (key: 'l2' | 'linf' | 'rms' | 'steps'): number =>
      spreadOf(both.map((pair) => pair[network][key])).median;
    return {
      network,
      photos: found.length,
      fooled: found.filter((pair) => pair[network].fooled).length,
      l2: median('l2'),
      linf: median('linf'),
      rms: median('rms'),
      steps: median('steps'),
    };
  });
}

interface Fooled {
  readonly fooled: boolean;
  readonly l2: number;
  readonly linf: number;
  readonly rms: number;
  readonly steps: number;
}

/** How the courses' steps went, the gradient as it is; null where the network does not read the photo rightly to begin with. */
async function fool(page: Page, network: string, photo: Photo, target: number): Promise<Fooled | null> {
  return page.evaluate(
    async ({ network, base64, type, label, target }) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const image = new Blob([bytes], { type });
      const { top } = await window.lucarne.classify({ network, image });
      if (top[0]?.index !== label) return null;
      const params = { cut: 0 };
      const run = await window.lucarne.run({ network, method: 'targeted-gradient', image, target, params });
      const { l2 = 0, linf = 0, rms = 0 } = run.scalars;
      return { fooled: run.top[0]?.index === target, l2, linf, rms, steps: run.steps };
    },
    { network, base64: photo.file.toString('base64'), type: photo.type, label: photo.label, target },
  );
}
