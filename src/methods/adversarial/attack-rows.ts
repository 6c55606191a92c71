import { objectiveOptions } from '../objective-options';
import type { BooleanParam, ChoiceParam, NumberParam } from '../catalog/params';
import { phrase } from '../../words/say';

/** Towards the class that was chosen, or away from it, to whatever other. */
export type AttackAim = 'towards' | 'away';
/** How far from the photo is measured: by the largest change of any value, or by the whole change's length. */
export type Norm = 'linf' | 'l2';
/** What ends a run before its steps are taken. */
export type AttackStop = 'rounded' | 'top1' | 'probability' | 'never';
export type AttackObjective = 'log-probability' | 'logit' | 'margin' | 'dlr';

// Rows that the attacks share: how each parameter is asked for and explained is written once.

export const AIM: ChoiceParam<AttackAim> = {
  kind: 'choice',
  label: phrase('Aim'),
  default: 'towards',
  options: [
    { value: 'towards', label: phrase('towards the class') },
    { value: 'away', label: phrase('away from the class') },
  ],
  live: false,
  help: {
    what: phrase('Whether the network is to read the class you chose, or to read it no longer.'),
    differs: phrase(
      'Towards (targeted) is the harder of the two: one class of all must win. Away (untargeted) lets any other win, and is what robustness is measured with.',
    ),
    try: phrase('Towards; away to see how little is enough.'),
  },
};

export const STOP_RULE: ChoiceParam<AttackStop> = {
  kind: 'choice',
  label: phrase('Stop when'),
  default: 'rounded',
  options: [
    { value: 'rounded', label: phrase('the saved picture fools') },
    { value: 'top1', label: phrase('the unrounded numbers fool') },
    { value: 'probability', label: phrase('the probability is reached') },
    { value: 'never', label: phrase('all steps are taken') },
  ],
  live: true,
  help: {
    what: phrase(
      'What ends the run early: the picture rounded to 8 bits fools the network, as a file would (and so do the copies, where it attacks through any); or the unrounded numbers do; or P_y has passed the confidence; or nothing.',
    ),
    differs: phrase(
      'Stopping at the first success shows how little is enough. Taking all steps makes the network as sure as it gets, as papers do.',
    ),
    try: phrase('The saved picture fools.'),
  },
};

export const CONFIDENCE: NumberParam = {
  kind: 'number',
  label: phrase('Confidence'),
  symbol: 'τ',
  default: 0.9,
  min: 0.05,
  max: 0.99,
  step: 0.01,
  unit: '',
  scale: 'linear',
  live: true,
  advanced: true,
  help: {
    what: phrase(
      'Where the run stops at a probability: P_y ≥ τ towards the class, P_y ≤ 1 − τ away from it.',
    ),
    rises: phrase('More steps and a larger change; the network is then more certain of the wrong answer.'),
    try: phrase('0.9.'),
  },
};

export const OBJECTIVE: ChoiceParam<AttackObjective> = {
  kind: 'choice',
  label: phrase('Score'),
  symbol: 'J',
  default: 'log-probability',
  options: objectiveOptions('log-probability', 'logit', 'margin', 'dlr'),
  live: true,
  advanced: true,
  help: {
    what: phrase(
      'What each step raises, or lowers away from the class: log P_y (minus the cross-entropy), the logit s_y, the margin s_y − s_rival, or the margin over the spread of the leading logits (DLR).',
    ),
    differs: phrase(
      'The cross-entropy is what papers use; its gradient fades where the network is certain. The margin does not fade, and minds the strongest rival alone. DLR does not fade either, and does not change where all logits are multiplied.',
    ),
    try: phrase('Log-probability; the margin where the network is very sure.'),
  },
};

export const RANDOM_START: BooleanParam = {
  kind: 'boolean',
  label: phrase('Random start'),
  default: true,
  live: false,
  help: {
    what: phrase(
      'Sets out from a point drawn by the seed within ε of the photo, instead of from the photo itself.',
    ),
    differs: phrase(
      'On, as in Madry’s attack: another seed may succeed where one fails. Off, as in BIM: the first steps are the photo’s own gradient.',
    ),
    try: phrase('On; off for the smallest change.'),
  },
};

export const RESTARTS: NumberParam = {
  kind: 'number',
  label: phrase('Starts'),
  symbol: 'R',
  default: 1,
  min: 1,
  max: 20,
  step: 1,
  integer: true,
  unit: phrase('starts'),
  scale: 'linear',
  live: false,
  advanced: true,
  help: {
    what: phrase(
      'Sets out so many times at most, each from a point of its own: T steps each. Used only with a random start.',
    ),
    rises: phrase('Hard classes get more tries; each costs T steps.'),
    try: phrase('1; 5 to measure robustness.'),
  },
};

/** Which of the two radii that follow holds. */
export const NORM: ChoiceParam<Norm> = {
  kind: 'choice',
  label: phrase('Measured by'),
  default: 'linf',
  options: [
    { value: 'linf', label: phrase('the largest change') },
    { value: 'l2', label: phrase('the length of the change') },
  ],
  live: false,
  advanced: true,
  help: {
    what: phrase(
      'Whether ε is the most by which any colour value may move (‖·‖∞), or the length of the whole change (‖·‖₂).',
    ),
    differs: phrase(
      'The largest change spreads over the whole picture; the length is spent where the network looks. Each has an ε of its own.',
    ),
    try: phrase('The largest change, as in most papers.'),
  },
};

/** How far any colour value may go. */
export const EPSILON_LINF: NumberParam = {
  kind: 'number',
  label: phrase('Largest change'),
  symbol: 'ε',
  default: 8,
  min: 0,
  max: 128,
  step: 0.5,
  unit: phrase('/ 255'),
  scale: 'linear',
  live: false,
  help: {
    what: phrase('No colour value of the picture moves by more than ε grey levels of 255: ‖x′ − x‖∞ ≤ ε.'),
    rises: phrase('Fooling gets easier and the change easier to see: from about 16 on most people notice.'),
    try: phrase('8, the number in most papers; 4 for photos of this size.'),
  },
};

/** How long the whole change may be. */
export const EPSILON_L2: NumberParam = {
  kind: 'number',
  label: phrase('Length of the change'),
  symbol: 'ε',
  default: 255,
  min: 0,
  max: 25_500,
  step: 5,
  unit: phrase('/ 255'),
  scale: 'log',
  live: false,
  help: {
    what: phrase(
      'The whole change is no longer than ε grey levels: ‖x′ − x‖₂ ≤ ε, over all pixels and colours. Papers count in pixels from 0 to 1: there it is ε / 255.',
    ),
    rises: phrase('Fooling gets easier; the change is spread over the picture as the network likes it.'),
    try: phrase('255, which is 1 in papers; 765 is the radius of many robust networks.'),
  },
};
