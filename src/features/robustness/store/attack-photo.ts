import { isRead, type AnswerKind } from '../../../core/statistics/answers';
import { argMax } from '../../../core/statistics/softmax';
import type { Effort, SuiteAttack } from '../../../methods/catalog/auto-attack';
import type { ParamValues } from '../../../methods/catalog/params';

/** A run of one attack on a photo. */
export interface AttackRun {
  readonly method: string;
  readonly params: ParamValues;
  readonly target: number;
}

/** What has come of a run: the answer to exactly the bytes it ended on, and its scalars. */
export interface AttackAnswer {
  readonly logits: ArrayLike<number>;
  readonly scalars: Readonly<Record<string, number>>;
  readonly steps: number;
}

export type RunAttack = (run: AttackRun) => Promise<AttackAnswer>;

/** A photo under attack: the class it is of, and the network's answer to it as it is. */
export interface AttackedPhoto {
  readonly label: number;
  readonly logits: ArrayLike<number>;
  readonly kind: AnswerKind;
}

/** What an attack has come to on one photo. */
export interface Trial {
  /** Id of the attack in the suite. */
  readonly attack: string;
  /** Whether the network no longer reads the photo's class, of a picture of bytes. */
  readonly misread: boolean;
  /** Whether it is misread within ε. */
  readonly fooled: boolean;
  /** The class it was led towards; null where only away from its own. */
  readonly target: number | null;
  /** Largest change of any colour value, in grey levels. */
  readonly linf: number;
  /** Length of the change over all colour values, in grey levels. */
  readonly l2: number;
  /** Steps or queries, over all targets. */
  readonly steps: number;
  /** What the picture is read as. */
  readonly read: number;
  /** Whether the gradient was zero where it set out, so that there was no way to go. */
  readonly zeroGradient: boolean;
}

export interface SuiteSettings {
  /** Largest change of any colour value, in grey levels. */
  readonly epsilon: number;
  readonly effort: Effort;
}

/**
 * One attack on one photo: away from its class, or towards the strongest others one after the other until one fools.
 */
export async function tryAttack(
  attack: SuiteAttack,
  photo: AttackedPhoto,
  { epsilon, effort }: SuiteSettings,
  run: RunAttack,
): Promise<Trial> {
  const targets = attack.targets(effort);
  const rivals = targets === 0 ? [null] : strongestRivals(photo, targets);
  const params = attack.params(epsilon, effort);
  let steps = 0;
  let best: Trial | null = null;
  for (const target of rivals) {
    const {
      logits,
      scalars,
      steps: taken,
    } = await run({
      method: attack.method.id,
      params,
      target: target ?? photo.label,
    });
    steps += taken;
    const linf = scalars['linf'] ?? 0;
    const misread = !isRead(logits, photo.label, photo.kind);
    best = {
      attack: attack.id,
      misread,
      fooled: misread && linf <= epsilon,
      target,
      linf,
      l2: scalars['l2'] ?? 0,
      steps,
      read: argMax(logits),
      zeroGradient: (scalars['zeroGradient'] ?? 0) > 0,
    };
    if (best.fooled) break;
  }
  if (!best) throw new Error(`${attack.id} had no class to go towards.`);
  return best;
}

/**
 * The suite on one photo: each attack in turn, until one fools. `runOf` gives what runs an attack.
 * @returns the trials; the last one fooled, or none did.
 */
export async function attackPhoto(
  suite: readonly SuiteAttack[],
  photo: AttackedPhoto,
  settings: SuiteSettings,
  runOf: (attack: SuiteAttack) => RunAttack,
): Promise<readonly Trial[]> {
  const trials: Trial[] = [];
  for (const attack of suite) {
    if (photo.logits.length < 2 && attack.targets(settings.effort) > 0) continue;
    const trial = await tryAttack(attack, photo, settings, runOf(attack));
    trials.push(trial);
    if (trial.fooled) break;
  }
  return trials;
}

/** The classes with the largest logits beside the photo's own, strongest first. */
function strongestRivals({ label, logits }: AttackedPhoto, count: number): readonly number[] {
  return Array.from(logits, (logit, index) => ({ logit, index }))
    .filter(({ index }) => index !== label)
    .sort((a, b) => b.logit - a.logit)
    .slice(0, count)
    .map(({ index }) => index);
}

/**
 * The smallest ε, in whole grey levels, at which the attack that fooled is known to fool still: found by halving, each try with a
 * run of its own. No attack proves that there is no smaller one.
 */
export async function smallestEpsilon(
  attack: SuiteAttack,
  found: Trial,
  fools: (epsilon: number) => Promise<Trial>,
): Promise<number> {
  let high = Math.max(1, Math.ceil(found.linf));
  if (!attack.isBounded) return high;
  let low = 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const trial = await fools(middle);
    if (trial.fooled) high = Math.max(low, Math.min(middle, Math.ceil(trial.linf)));
    else low = middle + 1;
  }
  return high;
}
