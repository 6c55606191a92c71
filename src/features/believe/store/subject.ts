import { LabError } from '../../../core/records/lab-error';
import type { PixelImage } from '../../../engine/protocol/protocol';
import type { SaliencyInfo } from '../../../methods/catalog/method-info';
import type { ParamValues } from '../../../methods/catalog/params';
import { chooseTarget } from '../../../page/network/choose-target';
import { imageStore } from '../../../page/photo/image-store';
import { networkStore } from '../../../page/network/network-store';
import { methodOf } from '../../../page/settings/settings-schema';
import { paramsOf, settingsStore } from '../../../page/settings/settings-store';

/** The map that is put to the test: everything that makes it again. */
export interface Subject {
  readonly network: string;
  /** Names of the network's layers with weights, the classifier first. */
  readonly layers: readonly string[];
  readonly method: SaliencyInfo;
  readonly params: ParamValues;
  readonly target: number;
  readonly targetName: string;
  readonly image: PixelImage;
  readonly seed: number;
}

/** What the settings, the photo and the network ask to be tested now; null while a photo or a network is missing. */
export function presentSubject(): Subject | null {
  const { info } = networkStore.getState();
  const { fitted } = imageStore.getState();
  if (!info || fitted?.width !== info.size[1] || fitted.height !== info.size[0]) return null;
  const settings = settingsStore.getState();
  const target = chooseTarget('saliency');
  return {
    network: info.id,
    layers: info.layers ?? [],
    method: methodOf(settings, 'saliency'),
    params: paramsOf(settings, 'saliency'),
    target,
    targetName: info.classes[target]?.name ?? `class ${target}`,
    image: fitted,
    seed: settings.seed,
  };
}

/** The present subject. Throws LabError `unsupported-image` where there is none. */
export function requireSubject(): Subject {
  const subject = presentSubject();
  if (subject) return subject;
  throw new LabError(
    'unsupported-image',
    'There is no photo or no network yet.',
    'Drop a photo on the page, or choose a sample.',
  );
}

/** Whether two subjects have the same map. */
export function sameSubject(a: Subject | null, b: Subject | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    samePicture(a, b) &&
    a.method.id === b.method.id &&
    Object.entries(a.params).every(([key, value]) => b.params[key] === value)
  );
}

/** Whether two subjects differ at most in their method. */
export function samePicture(a: Subject, b: Subject): boolean {
  return a.network === b.network && a.image === b.image && a.target === b.target && a.seed === b.seed;
}
