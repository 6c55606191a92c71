import type { PixelImage } from '../../../core/pictures/pixel-image';
import { LabError } from '../../../core/records/lab-error';
import type { SaliencyInfo } from '../../../methods/catalog/method-info';
import { chooseTarget } from '../../../page/network/choose-target';
import { imageStore } from '../../../page/photo/image-store';
import { networkStore } from '../../../page/network/network-store';
import { methodOf } from '../../../page/settings/settings-schema';
import { madeOtherwise } from '../../../page/request/made-otherwise';
import type { MapRequest } from '../../../page/request/map-request';
import { requestNow } from '../../../page/request/request-now';
import { sameRequest } from '../../../page/request/same-request';
import { settingsStore } from '../../../page/settings/settings-store';
import { phrase, say } from '../../../words/say';

/** The map that is put to the test: everything that makes it again. */
export interface Subject extends Omit<MapRequest, 'method'> {
  readonly method: SaliencyInfo;
  readonly target: number;
  readonly targetName: string;
  readonly image: PixelImage;
  /** Names of the network's layers with weights, the classifier first. */
  readonly layers: readonly string[];
}

/** What the settings, the photo and the network ask to be tested now; null while a photo or a network is missing. */
export function presentSubject(): Subject | null {
  const { info } = networkStore.getState();
  const { fitted } = imageStore.getState();
  if (!info || fitted?.width !== info.size[1] || fitted.height !== info.size[0]) return null;
  const request = requestNow('saliency');
  if (!request) return null;
  const target = chooseTarget('saliency');
  return {
    ...request,
    method: methodOf(settingsStore.getState(), 'saliency'),
    target,
    targetName: info.classes[target]?.name ?? say('class {index}', { index: target }),
    image: fitted,
    layers: info.layers ?? [],
  };
}

/** The present subject. Throws LabError `unsupported-image` where there is none. */
export function requireSubject(): Subject {
  const subject = presentSubject();
  if (subject) return subject;
  throw new LabError(
    'unsupported-image',
    phrase('There is no photo or no network yet.'),
    phrase('Drop a photo on the page, or choose a sample.'),
  );
}

/** What a subject's map is asked for. */
export function requestOf({ method, ...subject }: Subject): MapRequest & { readonly target: number } {
  return { ...subject, method: method.id };
}

/**
 * Whether what was made of one subject holds for another: their maps are the same, and so is the seed, by which the checks
 * themselves draw weights, noise and orders.
 */
export function sameSubject(a: Subject | null, b: Subject | null): boolean {
  if (a === null || b === null) return a === b;
  return a.seed === b.seed && sameRequest(requestOf(a), requestOf(b));
}

/** In what a subject differs from the present one, in words for what it was; none where it does not, or there is none now. */
export function subjectMadeOtherwise(made: Subject, now: Subject | null): readonly string[] {
  if (!now) return [];
  const seed = made.seed === now.seed ? [] : [say('seed {seed}', { seed: made.seed })];
  return [...new Set([...madeOtherwise(requestOf(made), requestOf(now)), ...seed])];
}
