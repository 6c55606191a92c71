import { defaultParams } from '../../methods/catalog/resolve-params';
import { METHODS } from '../../methods/catalog/catalog';
import type { NetworkInfo } from '../../engine/protocol/protocol';
import type { MethodInfo } from '../../methods/catalog/method-info';
import type { ParamValues, Preset } from '../../methods/catalog/params';
import { presetParams } from './settings-schema';
import { applyPreset, settingsStore } from './settings-store';
import { phrase } from '../../words/say';

/** Pixels of the pictures that the methods' lengths in pixels are meant for. */
const USUAL_SIDE = 224;
/** Pictures smaller than this have lengths of their own: a patch of 32 pixels is all of MNIST's. */
const SMALL_SIDE = 64;
/** A shorter length smooths from one pixel to the next, and is the same in pictures of every size. */
const LEAST_SCALED = 2;

type Suited = Pick<NetworkInfo, 'title' | 'size' | 'suggested'>;

/**
 * The preset of what a network itself asks for: the step size and penalty that it suggests, for a method that has both, and where
 * its pictures are small, lengths in pixels that are as large a share of them. Null where the usual numbers suit it.
 */
export function suggestedPreset(method: Pick<MethodInfo, 'params'>, info: Suited | null): Preset | null {
  if (!info) return null;
  const lengths = smallLengths(method, info);
  const asked = suggestedStep(method, info);
  const values = { ...lengths, ...asked };
  if (Object.keys(values).length === 0) return null;
  return {
    id: 'suggested',
    title: phrase('This network'),
    about: asked
      ? phrase(
          'What suits {network}: its logits are smaller than the course’s networks’, so their penalty would grey the picture.',
          { network: info.title },
        )
      : phrase(
          'What suits {network}, whose pictures are small: lengths in pixels are the same share of them as of 224.',
          { network: info.title },
        ),
    values,
  };
}

function suggestedStep({ params }: Pick<MethodInfo, 'params'>, { suggested }: Suited): ParamValues | null {
  const { lambda, stepSize } = suggested ?? {};
  if (lambda === undefined || stepSize === undefined) return null;
  return 'lambda' in params && 'stepSize' in params ? { lambda, stepSize } : null;
}

function smallLengths({ params }: Pick<MethodInfo, 'params'>, { size }: Suited): ParamValues {
  const side = Math.min(...size);
  if (side >= SMALL_SIDE) return {};
  return Object.fromEntries(
    Object.entries(params).flatMap(([key, row]) => {
      if (row.kind !== 'number' || row.unit !== 'px' || row.default < LEAST_SCALED) return [];
      const length = Math.round((row.default * side) / USUAL_SIDE / row.step) * row.step;
      return [[key, Math.max(row.min, length)] as const];
    }),
  );
}

/**
 * Puts a newly opened network's own numbers in, or the usual ones again, but only over numbers nobody chose: the defaults,
 * or what the network before it suggested.
 */
export function adoptSuggested(before: NetworkInfo | null, now: NetworkInfo): void {
  const { params } = settingsStore.getState();
  for (const method of METHODS) {
    const usual = defaultParams(method.params);
    const present = params[method.id] ?? usual;
    const earlier = suggestedPreset(method, before);
    const suggested = suggestedPreset(method, now);
    if (!earlier && !suggested) continue;
    const untouched = [usual, ...(earlier ? [presetParams(method, earlier.values)] : [])];
    if (untouched.some((values) => same(values, present))) applyPreset(method.id, suggested?.values ?? {});
  }
}

function same(a: ParamValues, b: ParamValues): boolean {
  return Object.entries(a).every(([key, value]) => b[key] === value);
}
