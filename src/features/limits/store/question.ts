import type { PixelImage } from '../../../core/pictures/pixel-image';
import { chooseTarget } from '../../../page/network/choose-target';
import { imageStore } from '../../../page/photo/image-store';
import { networkStore } from '../../../page/network/network-store';
import { classifyPhoto } from '../../../page/network/classification-store';
import type { MapRequest } from '../../../page/request/map-request';
import { requestNow } from '../../../page/request/request-now';
import { isTwoObjects, twoObjectsClass } from '../../../page/photo/two-objects';
import { say } from '../../../words/say';

/** What the untouched photo's map is asked with, and every map of the photo changed. */
export interface Question extends MapRequest {
  readonly target: number;
  readonly targetName: string;
  /** The photo as the network sees it. */
  readonly image: PixelImage;
  /** Whether the photo is the drawing of two objects whose places are known, and the class explained is theirs. */
  readonly twoObjects: boolean;
}

/** The question as the page stands now; null while there is no network or no photo of its size. */
export function questionNow(): Question | null {
  const { info } = networkStore.getState();
  const { fitted: image, photo } = imageStore.getState();
  const request = requestNow('saliency');
  if (!info || !request || !image || image.height !== info.size[0] || image.width !== info.size[1])
    return null;
  const target = chooseTarget('saliency');
  return {
    ...request,
    image,
    target,
    targetName: info.classes[target]?.name ?? say('class {index}', { index: target }),
    twoObjects: isTwoObjects(photo) && target === twoObjectsClass(),
  };
}

/** The question once the photo has been read, so that its class is the photo's best where nobody chose one. */
export async function askedNow(signal: AbortSignal): Promise<Question | null> {
  await classifyPhoto();
  signal.throwIfAborted();
  return questionNow();
}

/** What the gradient that a line follows is asked with: the logit's, whichever method draws the map. */
export function gradientRequest(question: Question): Question {
  return { ...question, method: 'vanilla-gradient', params: { objective: 'logit' } };
}
