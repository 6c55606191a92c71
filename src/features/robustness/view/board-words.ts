import type { NetworkRow } from '../../../engine/protocol/protocol';
import { AUTO_ATTACK } from '../../../methods/catalog/auto-attack';
import type { Measuring, PhotoMeasure } from '../store/board-store';
import { type NetworkSummary, standing } from '../store/board-summary';
import type { Warning } from '../store/warnings';
import { duration, short } from '../../../ui/numbers/numbers';
import { say, sayWords } from '../../../words/say';

export function networkTitle(id: string, networks: readonly Pick<NetworkRow, 'id' | 'title'>[]): string {
  return networks.find((row) => row.id === id)?.title ?? id;
}

/** The board in one sentence a network. */
export function summaryWords(summary: NetworkSummary, title: string, epsilon: number): string {
  const { photos, clean } = summary;
  const left = standing(summary);
  if (clean === 0)
    return say(
      '{title} reads none of {photos, plural, one {# photo} other {# photos}} rightly to begin with.',
      { title, photos },
    );
  const given = { title, clean, photos, epsilon };
  if (left === 0)
    return say(
      '{title} reads {clean} of {photos, plural, one {# photo} other {# photos}} rightly, and none once no colour value may move by more than {epsilon} of 255.',
      given,
    );
  return left === clean
    ? say(
        '{title} reads {clean} of {photos, plural, one {# photo} other {# photos}} rightly, and still all {clean} once no colour value may move by more than {epsilon} of 255.',
        given,
      )
    : say(
        '{title} reads {clean} of {photos, plural, one {# photo} other {# photos}} rightly, and {left} once no colour value may move by more than {epsilon} of 255.',
        { ...given, left },
      );
}

/** What the labels are, where that has to be said. */
export function labelWords({ origins, photos }: NetworkSummary): string | null {
  if (origins.read === 0) return null;
  return origins.read === photos
    ? say(
        'The right class of each photo is what the network read before it was attacked, so its clean accuracy says nothing there.',
      )
    : say(
        'The right class of {read, plural, one {# photo} other {# photos}} is what the network read before it was attacked, so its clean accuracy says nothing there.',
        { read: origins.read },
      );
}

export function warningWords(warning: Warning): string {
  switch (warning.kind) {
    case 'random':
      return say(
        'It answered the same photo differently, by up to {spread} of a logit, five times over. An attack on one answer says little about the next: the number may be too high.',
        { spread: short(warning.spread) },
      );
    case 'probabilities':
      return say(
        'Its scores are probabilities already, and their gradients fade where it is sure of itself: gradient attacks are blunted, and the number may be too high.',
      );
    case 'zero-gradient':
      return say(
        'On {photos, plural, one {# photo} other {# photos}} the gradient was zero where an attack set out, so it had no way to go. A hidden gradient is no robustness: the number may be too high.',
        { photos: warning.photos },
      );
    case 'hidden-gradient':
      return say(
        'Square, which never asks for a gradient, fooled {photos, plural, one {# photo} other {# photos}} that the gradient attacks had left standing. The gradients mislead here: the number may be too high.',
        { photos: warning.photos },
      );
    case 'few-classes':
      return say(
        'With {classes, plural, one {# class} other {# classes}} there are too few for the targeted attacks to be at their best: the number may be too high.',
        { classes: warning.classes },
      );
    default:
      return warning satisfies never;
  }
}

/** What came of a photo, in a few words. */
export function measureWords(measure: PhotoMeasure, nameOf: (index: number) => string): string {
  const { right, clean, falls, trials } = measure;
  if (!right) return say('read as {name} as it is', { name: clean.name });
  const last = trials.at(-1);
  if (falls === null || !last) return say('stands at {epsilon}', { epsilon: measure.made.epsilon });
  const title = sayWords(AUTO_ATTACK.find(({ id }) => id === last.attack)?.title ?? last.attack);
  return say('falls at {falls} to {attack}: {read}', { falls, attack: title, read: nameOf(last.read) });
}

/** Where measuring stands, with the time it will take or took. */
export function standingWords(measuring: Measuring | null, todo: number): string {
  if (measuring?.phase === 'running') {
    const { finished, total, left, now } = measuring;
    const at = say('Measurement {number} of {total}', { number: Math.min(finished + 1, total), total });
    return [
      at,
      left === null ? say('time known after the first') : say('{time} left', { time: duration(left) }),
      now,
    ]
      .filter((part) => part !== null)
      .join(' · ');
  }
  const failed =
    measuring && measuring.failed > 0
      ? [say('{failed} could not be measured', { failed: measuring.failed })]
      : [];
  if (todo > 0) {
    const begin = measuring?.phase === 'cancelled' ? [say('Cancelled, what is done is kept')] : [];
    const left = say('{todo, plural, one {# measurement to make} other {# measurements to make}}', { todo });
    return [...begin, left, ...failed].join(' · ');
  }
  const ended = measuring
    ? say('Done in {time}', { time: duration(Math.max(1000, measuring.ms)) })
    : say('Done');
  return [ended, ...failed].join(' · ');
}
