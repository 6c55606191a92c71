import { count, duration } from '../../../ui/numbers/numbers';
import type { TrainingWork } from '../store/training-store';

/** Where the work stands, for the bar below the view. */
export function workWords({ stage, done, total, leftMs }: TrainingWork): string {
  switch (stage) {
    case 'photos':
      return `Opening photo ${done + 1} of ${total}`;
    case 'fooling':
      return `Picture ${done + 1} of ${total}${leftMs === null ? '' : ` · ${duration(leftMs)} left`}`;
    case 'features':
      return 'What the layers below see of each picture';
    case 'training':
      return `Training the last layer: ${Math.round((100 * done) / total)} %`;
    case 'judging':
      return `Attacking the tuned network: photo ${done + 1} of ${total}`;
    default:
      return stage satisfies never;
  }
}

/** What has been made. */
export function madeWords(fooled: number, tried: number, planned: number): string {
  if (tried === 0) return 'Nothing made yet';
  const made = `${count(fooled, 'picture')} of ${tried} ${tried === 1 ? 'fools' : 'fool'} as saved`;
  return tried < planned ? `Cancelled, what is done is kept · ${made}` : `Done · ${made}`;
}
