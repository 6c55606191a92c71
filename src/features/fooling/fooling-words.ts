import type { FoolingInfo } from '../../methods/catalog/method-info';
import type { ParamValues } from '../../methods/catalog/params';
import type { RunView } from '../../page/run/run-store';
import { count, percent } from '../../ui/numbers/numbers';
import { changeWords } from './change-words';

/** What the words are about: the run as it stands, and the names of its class and of the strongest other. */
export interface FoolingSubject {
  readonly run: Pick<RunView, 'phase' | 'step' | 'scalars'>;
  readonly method: FoolingInfo;
  readonly params: ParamValues;
  readonly target: string;
  /** Null among labels, where reading one more takes none away. */
  readonly rival: string | null;
  /** Title of the second network that is to be fooled as well; null where there is none. */
  readonly beside?: string | null;
}

/** A verdict: what is said in bold, and what follows it. */
export interface FoolingWords {
  readonly found: string | null;
  /** Whether the picture that can be saved fools the network. */
  readonly fooled: boolean;
  readonly more: string;
}

/** The title over the changed picture: what the network reads it as; empty before there is one. */
export function changedTitle({ run, target, rival }: FoolingSubject): string {
  return isTargetRead(run) ? target : (rival ?? (run.step > 0 ? 'Changed' : ''));
}

/** The winner's probability first, then the other's. */
export function changedCaption({ run, target, rival }: FoolingSubject): string | undefined {
  const { probability, rivalProbability = 0 } = run.scalars;
  if (probability === undefined) return undefined;
  if (rival === null) return isTargetRead(run) ? percent(probability) : `${target} ${percent(probability)}`;
  return isTargetRead(run)
    ? `${percent(probability)} · then ${rival} ${percent(rivalProbability)}`
    : `${percent(rivalProbability)} · ${target} ${percent(probability)}`;
}

/** Of the picture that can be saved: whether the network reads the class that was chosen. */
function isTargetRead({ scalars }: Pick<RunView, 'scalars'>): boolean {
  const { probability, rivalProbability = 0.5 } = scalars;
  return probability !== undefined && probability > rivalProbability;
}

/** What has come of the run. */
export function foolingWords(subject: FoolingSubject): FoolingWords {
  const { run, method, params, target, rival } = subject;
  const { probability, linf, zeroGradient, roundedFooled } = run.scalars;
  const say = (more: string, found: string | null = null): FoolingWords => ({ found, more, fooled: false });
  if (run.phase === 'idle' || probability === undefined) return say(method.about);
  if (zeroGradient) {
    return say(
      `No pixel moves the score of “${target}” at all here, so there is no direction to go in. Choose another class.`,
    );
  }
  const other = besideWords(subject);
  const change = [other, changeWords(run.scalars)].filter(Boolean).join(' ');
  const isAway = method.aim(params) === 'away';
  if (roundedFooled === 1) {
    if (run.step === 0 && linf === 0 && !holdsBeside(run)) {
      return say(
        isAway
          ? `The network does not read it as ${target} to begin with: choose the class that it reads.`
          : `The network already reads it as ${target}: nothing to do. Choose another class.`,
      );
    }
    const found = isAway ? leftWords(subject) : reachedWords(subject);
    if (!holdsBeside(run)) return { found, fooled: true, more: change };
    return {
      found,
      fooled: false,
      more: run.phase === 'done' ? `${change} ${method.notFooled(params)}` : change,
    };
  }
  if (run.phase === 'done' && run.scalars.fooled)
    return say(method.lostByRounding(params), lostWords(subject));
  return say(`${stillWords(subject)} ${change}`);

  /** Fooled in the unrounded numbers only. */
  function lostWords({ rival: other }: FoolingSubject): string {
    const read = isAway
      ? `: it is still read as ${target}`
      : other === null
        ? ''
        : `: it is read as ${other}`;
    return `The unrounded numbers fool the network; the 8-bit picture does not${read}.`;
  }

  /** Not fooled, or not yet. */
  function stillWords({ run: { phase, step, scalars } }: FoolingSubject): string {
    const own = percent(scalars.probability ?? 0);
    const others = percent(scalars.rivalProbability ?? 0);
    const end = phase === 'done' ? ` after ${count(step, 'step')}. ${method.notFooled(params)}` : null;
    if (isAway) {
      if (rival === null) return `${target} has ${own}, and is read from 50 % on${end ?? '.'}`;
      return end
        ? `Still read as ${target}${end}`
        : `Still read as ${target} (${own}); ${rival} has ${others}.`;
    }
    if (rival === null) return `${target} has ${own}, and is read from 50 % on${end ?? '.'}`;
    return end ? `Still read as ${rival}${end}` : `Still read as ${rival} (${others}); ${target} has ${own}.`;
  }
}

/** Whether the second network holds, where there is one. */
function holdsBeside({ scalars }: Pick<RunView, 'scalars'>): boolean {
  return scalars['besideFooled'] === 0;
}

/** What the second network says of the same 8-bit picture; nothing where there is none. */
function besideWords({ run, method, params, target, beside }: FoolingSubject): string {
  const { besideFooled, besideProbability } = run.scalars;
  if (besideFooled === undefined || besideProbability === undefined) return '';
  const name = beside ?? 'The second network';
  const share = percent(besideProbability);
  if (method.aim(params) === 'away')
    return besideFooled === 1
      ? `${name} no longer reads it as ${target} either (${share}).`
      : `${name} still reads it as ${target} (${share}).`;
  return besideFooled === 1
    ? `${name} reads it as ${target}, too (${share}).`
    : `${name} does not read it as ${target} (${share}).`;
}

function reachedWords({ run, target }: FoolingSubject): string {
  return `Read as ${target} (${percent(run.scalars.probability ?? 0)}) after ${count(run.step, 'step')}.`;
}

function leftWords({ run, target, rival }: FoolingSubject): string {
  const now = percent(run.scalars.probability ?? 0);
  const steps = count(run.step, 'step');
  if (rival === null) return `No longer read as ${target} (${now}) after ${steps}.`;
  return `No longer read as ${target} (${now}) after ${steps}: read as ${rival} (${percent(run.scalars.rivalProbability ?? 0)}).`;
}
