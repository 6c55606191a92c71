import { duration } from '../../../ui/numbers/numbers';
import type { TrainingWork } from '../store/training-store';
import { say } from '../../../words/say';

/** Where the work stands, for the bar below the view. */
export function workWords({ stage, done, total, leftMs }: TrainingWork): string {
  switch (stage) {
    case 'photos':
      return say('Opening photo {number} of {total}', { number: done + 1, total });
    case 'fooling':
      return [
        say('Picture {number} of {total}', { number: done + 1, total }),
        ...(leftMs === null ? [] : [say('{time} left', { time: duration(leftMs) })]),
      ].join(' · ');
    case 'features':
      return say('What the layers below see of each picture');
    case 'training':
      return say('Training the last layer: {share} %', { share: Math.round((100 * done) / total) });
    case 'judging':
      return say('Attacking the tuned network: photo {number} of {total}', { number: done + 1, total });
    default:
      return stage satisfies never;
  }
}

/** What has been made. */
export function madeWords(fooled: number, tried: number, planned: number): string {
  if (tried === 0) return say('Nothing made yet');
  const made = say(
    '{fooled, plural, one {# picture} other {# pictures}} {tried, plural, one {of # fools as saved} other {of # fool as saved}}',
    { fooled, tried },
  );
  return [tried < planned ? say('Cancelled, what is done is kept') : say('Done'), made].join(' · ');
}
