import type { MethodInfo } from '../../methods/catalog/method-info';
import type { Exercise, ParamValues } from '../../methods/catalog/params';
import { chooseTarget } from '../network/choose-target';
import { networkStore } from '../network/network-store';
import { classificationStore } from '../network/classification-store';
import { decodingInUse } from '../photo/decode-photo';
import { namesBeside } from '../photo/other-photos';
import { imageStore } from '../photo/image-store';
import { defaultParams } from '../../methods/catalog/resolve-params';
import { methodOf } from '../settings/settings-schema';
import { paramsOf, settingsStore } from '../settings/settings-store';
import { interpretationKey, type AskedMap } from './map-request';

/** What an exercise, or one of its other methods, would be asked for now; null while there is no network. */
export function requestNow(exercise: Exercise, another?: MethodInfo): AskedMap | null {
  const { info } = networkStore.getState();
  if (!info) return null;
  const settings = settingsStore.getState();
  const method = another ?? methodOf(settings, exercise);
  const params = settings.params[method.id] ?? defaultParams(method.params);
  const { photo, fitted, fittedAs } = imageStore.getState();
  const ofPhoto = method.needsPicture(params);
  const isKnown =
    settings.targets[exercise] !== null || classificationStore.getState().classification !== null;
  const target = isKnown ? chooseTarget(exercise) : null;
  return {
    network: info.id,
    interpretation: interpretationKey(info),
    method: method.id,
    image: ofPhoto ? fitted : null,
    target,
    targetName: target === null ? undefined : (info.classes[target]?.name ?? `class ${target}`),
    params,
    seed: settings.seed,
    fit: fittedAs ?? settings.fit,
    ...besideNow(method, info.id),
    ...(takesOthers(method, params) && { others: namesBeside(exercise) }),
    ...(ofPhoto ? { decoding: decodingInUse() } : {}),
    ...(ofPhoto && photo ? { imageName: photo.name } : {}),
  };
}

/** The second network that a method's run takes now, where it can and one is chosen. */
function besideNow(method: MethodInfo, network: string): Pick<AskedMap, 'beside'> {
  const { beside } = settingsStore.getState();
  const takes = method.exercise === 'fooling' && method.takesBeside;
  return takes && beside !== '' && beside !== network ? { beside: { network: beside } } : {};
}

/** Whether an exercise's run as it is asked for now starts from the photo. */
export function needsPhoto(exercise: Exercise): boolean {
  const settings = settingsStore.getState();
  return methodOf(settings, exercise).needsPicture(paramsOf(settings, exercise));
}

/** Whether a method's run takes other photos beside the page's. */
export function takesOthers(method: MethodInfo, params: ParamValues): boolean {
  switch (method.exercise) {
    case 'saliency':
      return false;
    case 'fooling':
      return method.takesOthers;
    case 'visualization':
      return method.takesOthers(params);
    default:
      return method satisfies never;
  }
}
