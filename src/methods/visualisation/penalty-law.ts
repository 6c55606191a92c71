import type { ClassVisualisationParams } from './class-visualisation.params';
import type { Phrase } from '../../words/message';
import { phrase } from '../../words/say';

type Steps = Pick<
  ClassVisualisationParams,
  'parameterisation' | 'optimiser' | 'penalty' | 'stepSize' | 'lambda'
>;

/** What momentum keeps of the step before. */
export const MOMENTUM_DECAY = 0.9;

/** Whether each step multiplies the picture by what the penalty leaves of it: raw steps of pixels do. */
export function shrinksByPenalty({
  parameterisation,
  optimiser,
}: Pick<Steps, 'parameterisation' | 'optimiser'>): boolean {
  return parameterisation === 'pixels' && optimiser === 'gradient';
}

/**
 * Whether the penalty's steps alone, without a class, never come to rest: they only flip the picture, or make it grow until
 * clamping holds it. λ‖x‖² has the slope 2λx, so a raw step of pixels multiplies them by 1 − 2ηλ, which does not shrink them
 * where |1 − 2ηλ| ≥ 1: from ηλ = 1 on. With momentum β the roots of z² − (1 + β − 2ηλ) z + β take that factor's place, and one of
 * them reaches −1 at ηλ = 1 + β (Polyak 1964).
 *
 * False for the others: the plain length pulls by λ whatever the picture is, and its steps stay bounded; those along a direction,
 * and Adam's, have a length of their own; and the slope of waves and phases passes through a sigmoid.
 */
export function isBeyondStability({
  parameterisation,
  optimiser,
  penalty,
  stepSize,
  lambda,
}: Steps): boolean {
  if (parameterisation !== 'pixels' || penalty !== 'squared') return false;
  if (optimiser === 'gradient') return stepSize * lambda >= 1;
  return optimiser === 'momentum' && stepSize * lambda >= 1 + MOMENTUM_DECAY;
}

/** What is said where the penalty's steps alone never come to rest; null where they do. */
export function penaltyCaution(params: Steps): Phrase | null {
  if (!isBeyondStability(params)) return null;
  return params.optimiser === 'momentum'
    ? phrase(
        'η · λ is 1.9 or more: with momentum, the penalty alone swings the picture ever further, until every pixel sits at its limit. Lower one of the two.',
      )
    : phrase(
        'η · λ is 1 or more: the penalty alone flips the picture at every step, and above 1 it grows until every pixel sits at its limit. Lower one of the two.',
      );
}
