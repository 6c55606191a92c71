import { FITS, LARGEST_SEED, type ParamChange } from '../core/records/recipe';
import { LabError } from '../core/records/lab-error';
import { METHODS } from '../methods/catalog/catalog';
import type { MethodInfo } from '../methods/catalog/method-info';
import { resolveParams } from '../methods/catalog/resolve-params';
import { phrase } from '../words/say';
import type { Phrase } from '../words/message';

/** Parameters to be moved after so many steps, as a script gives them. */
export interface GivenChange {
  readonly step: number;
  readonly params: Readonly<Record<string, unknown>>;
}

/** The method of this id. Throws `bad-parameter`. */
export function knownMethod(id: string): MethodInfo {
  const info = METHODS.find((method) => method.id === id);
  if (info) return info;
  throw refuseParameter(
    phrase('There is no method “{id}”. Known are: {methods}.', {
      id,
      methods: METHODS.map((method) => method.id).join(', '),
    }),
    phrase('Pick one of these methods.'),
  );
}

/** Throws `bad-parameter` for a seed that is none. */
export function checkSeed(seed: number): void {
  if (Number.isInteger(seed) && seed >= 0 && seed <= LARGEST_SEED) return;
  throw refuseParameter(
    phrase('A seed is a whole number from 0 to {largest}, got {seed}.', {
      largest: LARGEST_SEED,
      seed,
    }),
    phrase('Choose such a number.'),
  );
}

/** Throws `bad-parameter` for a fit that is none: a script may hand over any string. */
export function checkFit(fit: string): void {
  if (FITS.some((known) => known === fit)) return;
  throw refuseParameter(
    phrase('There is no fit “{fit}”. Known are: {fits}.', { fit, fits: FITS.join(', ') }),
    phrase('Pick one of these fits.'),
  );
}

/** A whole number from 0 on. Throws `bad-parameter`. */
export function checkCount(name: string, value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
  throw refuseParameter(
    phrase('“{name}” is a whole number from 0 on, got {value}.', { name, value: String(value) }),
    phrase('Choose such a number.'),
  );
}

/** The changes in order of their steps, each value one that the method allows and lets move. Throws `bad-parameter`. */
export function checkChanges(info: MethodInfo, changes: readonly GivenChange[]): readonly ParamChange[] {
  return changes
    .map(({ step, params }) => {
      const allowed = resolveParams(info, params);
      const moved = Object.keys(params).map((key) => {
        const value = allowed[key];
        if (value !== undefined && info.params[key]?.live) return [key, value] as const;
        throw refuseParameter(
          phrase('{title}: “{key}” cannot be moved while it runs.', { title: info.title, key }),
          phrase('Give it in `params` instead.'),
        );
      });
      return { step: checkCount('step', step), params: Object.fromEntries(moved) };
    })
    .sort((a, b) => a.step - b.step);
}

/** Seldom enough to mean "only the last". */
const RAREST = Number.MAX_SAFE_INTEGER;

/** Every how many steps a frame is shown, where nobody says otherwise: each to whoever looks, else the last alone. */
export function strideOf({
  onFrame,
  frameEvery,
}: {
  readonly onFrame?: unknown;
  readonly frameEvery?: number | undefined;
}): number {
  return frameEvery ?? (onFrame ? 1 : RAREST);
}

/** Something a script gave that cannot be used. */
export function refuseParameter(message: Phrase, nextStep: Phrase): LabError {
  return new LabError('bad-parameter', message, nextStep);
}
