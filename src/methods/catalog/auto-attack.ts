import { FMN_L2 } from '../adversarial/minimal/fmn.params';
import { APGD_CE, APGD_DLR, type ApgdParams } from '../adversarial/apgd/apgd.params';
import { SQUARE_LINF } from '../adversarial/search/square.params';
import type { FoolingInfo } from './method-info';
import type { ParamValues } from './params';
import { resolveParams } from './resolve-params';
import type { Words } from '../../words/message';
import { phrase } from '../../words/say';

/** How much is spent on each attack. */
export const EFFORTS = ['quick', 'full'] as const;
export type Effort = (typeof EFFORTS)[number];

/** One attack of the suite: a method, and what it is run with. */
export interface SuiteAttack {
  /** Its one name, also in files. */
  readonly id: string;
  readonly title: Words;
  readonly method: Pick<FoolingInfo, 'id' | 'paper'>;
  /** Whether it follows gradients; one that does not shows where these mislead. */
  readonly usesGradients: boolean;
  /** Whether it keeps within ε by itself; one that does not counts where what it finds lies within ε. */
  readonly isBounded: boolean;
  /** How many of the strongest other classes it goes towards, one after the other; 0 where it goes away from the right one. */
  readonly targets: (effort: Effort) => number;
  /** Every parameter. `epsilon`: the largest change of any colour value, in grey levels. */
  readonly params: (epsilon: number, effort: Effort) => ParamValues;
}

const STEPS = { quick: 30, full: 100 } as const;
const TARGETS = { quick: 3, full: 9 } as const;
const QUERIES = { quick: 300, full: 5000 } as const;

const apgd = (info: FoolingInfo<ApgdParams>, given: Partial<ApgdParams>, effort: Effort): ParamValues =>
  resolveParams(info, { steps: STEPS[effort], stopRule: 'rounded', ...given });

/** What looks for the smallest change that fools, however large any colour's. */
export const SMALLEST_CHANGE: SuiteAttack = {
  id: 'fmn',
  title: phrase('FMN'),
  method: FMN_L2,
  usesGradients: true,
  isBounded: false,
  targets: () => 0,
  params: (_, effort) => resolveParams(FMN_L2, { aim: 'away', steps: STEPS[effort] }),
};

/**
 * AutoAttack, made small: attacks that fail in different ways, each of which faces only the photos that the ones before left
 * standing. What is left after all of them is the accuracy under attack, or rather a bound: no attack proves that there is no
 * other. https://arxiv.org/abs/2003.01690
 */
export const AUTO_ATTACK: readonly SuiteAttack[] = [
  {
    id: 'apgd-ce',
    title: phrase('APGD'),
    method: APGD_CE,
    usesGradients: true,
    isBounded: true,
    targets: () => 0,
    params: (epsilon, effort) => apgd(APGD_CE, { epsilon, aim: 'away' }, effort),
  },
  {
    id: 'apgd-targeted',
    title: phrase('APGD, targeted'),
    method: APGD_DLR,
    usesGradients: true,
    isBounded: true,
    targets: (effort) => TARGETS[effort],
    params: (epsilon, effort) => apgd(APGD_DLR, { epsilon, aim: 'towards' }, effort),
  },
  SMALLEST_CHANGE,
  {
    id: 'square',
    title: phrase('Square'),
    method: SQUARE_LINF,
    usesGradients: false,
    isBounded: true,
    targets: () => 0,
    params: (epsilon, effort) =>
      resolveParams(SQUARE_LINF, { epsilon, aim: 'away', queries: QUERIES[effort] }),
  },
];
