import type { NetworkRow } from '../../../engine/protocol/protocol';
import { AUTO_ATTACK } from '../../../methods/catalog/auto-attack';
import type { Measuring, PhotoMeasure } from '../store/board-store';
import { type NetworkSummary, standing } from '../store/board-summary';
import type { Warning } from '../store/warnings';
import { count, duration, short } from '../../../ui/numbers/numbers';

export function networkTitle(id: string, networks: readonly NetworkRow[]): string {
  return networks.find((row) => row.id === id)?.title ?? id;
}

/** The board in one sentence a network. */
export function summaryWords(summary: NetworkSummary, title: string, epsilon: number): string {
  const { photos, clean } = summary;
  const left = standing(summary);
  if (clean === 0) return `${title} reads none of ${count(photos, 'photo')} rightly to begin with.`;
  const after = left === 0 ? 'none' : left === clean ? `still all ${clean}` : `${left}`;
  return `${title} reads ${clean} of ${count(photos, 'photo')} rightly, and ${after} once no colour value may move by more than ${epsilon} of 255.`;
}

/** What the labels are, where that has to be said. */
export function labelWords({ origins, photos }: NetworkSummary): string | null {
  if (origins.read === 0) return null;
  const whose =
    origins.read === photos
      ? 'The right class of each photo is'
      : `The right class of ${count(origins.read, 'photo')} is`;
  return `${whose} what the network read before it was attacked, so its clean accuracy says nothing there: name the class of a photo below.`;
}

export function warningWords(warning: Warning): string {
  switch (warning.kind) {
    case 'random':
      return `It answered the same photo differently, by up to ${short(warning.spread)} of a logit, five times over. An attack on one answer says little about the next: the number may be too high.`;
    case 'probabilities':
      return 'Its scores are probabilities already, and their gradients fade where it is sure of itself: gradient attacks are blunted, and the number may be too high.';
    case 'zero-gradient':
      return `On ${count(warning.photos, 'photo')} the gradient was zero where an attack set out, so it had no way to go. A hidden gradient is no robustness: the number may be too high.`;
    case 'hidden-gradient':
      return `Square, which never asks for a gradient, fooled ${count(warning.photos, 'photo')} that the gradient attacks had left standing. The gradients mislead here: the number may be too high.`;
    case 'few-classes':
      return `With ${count(warning.classes, 'class', 'classes')} there are too few for the targeted attacks to be at their best: the number may be too high.`;
    default:
      return warning satisfies never;
  }
}

/** What came of a photo, in a few words. */
export function measureWords(measure: PhotoMeasure, nameOf: (index: number) => string): string {
  const { right, clean, falls, trials } = measure;
  if (!right) return `read as ${clean.name} as it is`;
  const last = trials.at(-1);
  if (falls === null || !last) return `stands at ${measure.made.epsilon}`;
  const title = AUTO_ATTACK.find(({ id }) => id === last.attack)?.title ?? last.attack;
  return `falls at ${falls} to ${title}: ${nameOf(last.read)}`;
}

/** Where measuring stands, with the time it will take or took. */
export function standingWords(measuring: Measuring | null, todo: number): string {
  if (measuring?.phase === 'running') {
    const { finished, total, left, now } = measuring;
    const at = `Photo ${Math.min(finished + 1, total)} of ${total}`;
    return [at, left === null ? 'time known after the first' : `${duration(left)} left`, now]
      .filter((part) => part !== null)
      .join(' · ');
  }
  const failed = measuring && measuring.failed > 0 ? ` · ${measuring.failed} could not be measured` : '';
  if (todo > 0) {
    const begin = measuring?.phase === 'cancelled' ? 'Cancelled, what is done is kept · ' : '';
    return `${begin}${count(todo, 'photo')} to measure${failed}`;
  }
  if (!measuring) return 'Done';
  return `Done in ${duration(Math.max(1000, measuring.ms))}${failed}`;
}
