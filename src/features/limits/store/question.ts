import type { Fit } from '../../../core/records/recipe';
import type { PixelImage } from '../../../engine/protocol/protocol';
import type { ParamValues } from '../../../methods/catalog/params';
import { chooseTarget } from '../../../page/network/choose-target';
import { imageStore } from '../../../page/photo/image-store';
import { networkStore } from '../../../page/network/network-store';
import { classifyPhoto } from '../../../page/network/sees-store';
import { methodOf } from '../../../page/settings/settings-schema';
import { paramsOf, settingsStore } from '../../../page/settings/settings-store';
import { isTwoObjects, twoObjectsClass } from '../../../page/photo/two-objects';

/** What a map is asked with: everything on the page save the picture's own changes. */
export interface Question {
  readonly network: string;
  readonly method: string;
  readonly params: ParamValues;
  readonly target: number;
  readonly targetName: string;
  readonly seed: number;
  readonly fit: Fit;
  /** The photo as the network sees it. */
  readonly image: PixelImage;
  /** The photo's name; null where it has none. */
  readonly imageName: string | null;
  /** Whether the photo is the drawing of two objects whose places are known, and the class explained is theirs. */
  readonly twoObjects: boolean;
}

/** The question as the page stands now; null while there is no network or no photo of its size. */
export function questionNow(): Question | null {
  const { info } = networkStore.getState();
  const { fitted: image, fittedAs, photo } = imageStore.getState();
  if (!info || !image || image.height !== info.size[0] || image.width !== info.size[1]) return null;
  const settings = settingsStore.getState();
  const target = chooseTarget('saliency');
  return {
    network: info.id,
    method: methodOf(settings, 'saliency').id,
    params: paramsOf(settings, 'saliency'),
    target,
    targetName: info.classes[target]?.name ?? `class ${target}`,
    seed: settings.seed,
    fit: fittedAs ?? settings.fit,
    image,
    imageName: photo?.name ?? null,
    twoObjects: isTwoObjects(photo) && target === twoObjectsClass(),
  };
}

/** The question once the photo has been read, so that its class is the photo's best where nobody chose one. */
export async function askedNow(signal: AbortSignal): Promise<Question | null> {
  await classifyPhoto();
  signal.throwIfAborted();
  return questionNow();
}

/** Whether two questions have the same answer. */
export function sameQuestion(a: Question | null, b: Question | null): boolean {
  if (!a || !b) return a === b;
  return (
    a.network === b.network &&
    a.method === b.method &&
    a.params === b.params &&
    a.target === b.target &&
    a.seed === b.seed &&
    a.image === b.image
  );
}
