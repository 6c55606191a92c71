import type { FoolingInfo } from '../../methods/catalog/method-info';
import type { ParamValues } from '../../methods/catalog/params';
import type { RunView } from '../../page/run/run-store';
import { percent } from '../../ui/numbers/numbers';
import { changeWords } from './change-words';
import { say, sayWords } from '../../words/say';
import { shownClass } from '../../words/shown-class';

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
  const name = isTargetRead(run) ? target : rival;
  return name === null ? (run.step > 0 ? say('Changed') : '') : shownClass(name);
}

/** The winner's probability first, then the other's. */
export function changedCaption({ run, target, rival }: FoolingSubject): string | undefined {
  const { probability, rivalProbability = 0 } = run.scalars;
  if (probability === undefined) return undefined;
  if (rival === null)
    return isTargetRead(run) ? percent(probability) : `${shownClass(target)} ${percent(probability)}`;
  return isTargetRead(run)
    ? say('{probability} · then {rival} {rivalProbability}', {
        probability: percent(probability),
        rival,
        rivalProbability: percent(rivalProbability),
      })
    : `${percent(rivalProbability)} · ${shownClass(target)} ${percent(probability)}`;
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
  const only = (more: string, found: string | null = null): FoolingWords => ({ found, more, fooled: false });
  if (run.phase === 'idle' || probability === undefined) return only(sayWords(method.about));
  if (zeroGradient) {
    return only(
      say(
        'No pixel moves the score of “{target}” at all here, so there is no direction to go in. Choose another class.',
        { target },
      ),
    );
  }
  const other = besideWords(subject);
  const change = [other, changeWords(run.scalars)].filter(Boolean).join(' ');
  const isAway = method.aim(params) === 'away';
  if (roundedFooled === 1) {
    if (run.step === 0 && linf === 0 && !holdsBeside(run)) {
      return only(
        isAway
          ? say('The network does not read it as {target} to begin with: choose the class that it reads.', {
              target,
            })
          : say('The network already reads it as {target}: nothing to do. Choose another class.', { target }),
      );
    }
    const found = isAway ? leftWords(subject) : reachedWords(subject);
    if (!holdsBeside(run)) return { found, fooled: true, more: change };
    return {
      found,
      fooled: false,
      more: run.phase === 'done' ? `${change} ${sayWords(method.notFooled(params))}` : change,
    };
  }
  if (run.phase === 'done' && run.scalars.fooled)
    return only(sayWords(method.lostByRounding(params)), lostWords());
  return only(`${stillWords()} ${change}`);

  /** Fooled in the unrounded numbers only. */
  function lostWords(): string {
    if (isAway)
      return say(
        'The unrounded numbers fool the network; the 8-bit picture does not: it is still read as {target}.',
        { target },
      );
    return rival === null
      ? say('The unrounded numbers fool the network; the 8-bit picture does not.')
      : say('The unrounded numbers fool the network; the 8-bit picture does not: it is read as {rival}.', {
          rival,
        });
  }

  /** Not fooled, or not yet. */
  function stillWords(): string {
    const own = percent(run.scalars.probability ?? 0);
    const other = percent(run.scalars.rivalProbability ?? 0);
    if (run.phase === 'done') return `${endedWords(own)} ${sayWords(method.notFooled(params))}`;
    if (rival === null) return say('{target} has {own}, and is read from 50 % on.', { target, own });
    return isAway
      ? say('Still read as {name} ({probability}); {other} has {otherProbability}.', {
          name: target,
          probability: own,
          other: rival,
          otherProbability: other,
        })
      : say('Still read as {name} ({probability}); {other} has {otherProbability}.', {
          name: rival,
          probability: other,
          other: target,
          otherProbability: own,
        });
  }

  function endedWords(own: string): string {
    const { step: steps } = run;
    if (rival === null)
      return say(
        '{target} has {own}, and is read from 50 % on after {steps, plural, one {# step} other {# steps}}.',
        { target, own, steps },
      );
    return say('Still read as {name} after {steps, plural, one {# step} other {# steps}}.', {
      name: isAway ? target : rival,
      steps,
    });
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
  const name = beside ?? say('The second network');
  const share = percent(besideProbability);
  if (method.aim(params) === 'away')
    return besideFooled === 1
      ? say('{name} no longer reads it as {target} either ({share}).', { name, target, share })
      : say('{name} still reads it as {target} ({share}).', { name, target, share });
  return besideFooled === 1
    ? say('{name} reads it as {target}, too ({share}).', { name, target, share })
    : say('{name} does not read it as {target} ({share}).', { name, target, share });
}

function reachedWords({ run, target }: FoolingSubject): string {
  return say('Read as {target} ({probability}) after {steps, plural, one {# step} other {# steps}}.', {
    target,
    probability: percent(run.scalars.probability ?? 0),
    steps: run.step,
  });
}

function leftWords({ run: { scalars, step: steps }, target, rival }: FoolingSubject): string {
  const now = percent(scalars.probability ?? 0);
  if (rival === null)
    return say('No longer read as {target} ({now}) after {steps, plural, one {# step} other {# steps}}.', {
      target,
      now,
      steps,
    });
  const rivalProbability = percent(scalars.rivalProbability ?? 0);
  return say(
    'No longer read as {target} ({now}) after {steps, plural, one {# step} other {# steps}}: read as {rival} ({rivalProbability}).',
    { target, now, steps, rival, rivalProbability },
  );
}

/** A formula whose J is raised on two networks. */
export function besideFormula(formula: string, beside: string | null): string {
  return beside === null
    ? formula
    : say('{formula}, mean over this network and {beside}', { formula, beside });
}
