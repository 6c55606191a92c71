import { LabError } from '../../core/records/lab-error';
import { phrase } from '../../words/say';

/** Refuses a network for the kinds of layers that the lab does not compute, all at once. Nothing where there are none. */
export function refuseMissing(kinds: readonly string[]): void {
  if (kinds.length === 0) return;
  const counts = new Map<string, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const listed = [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .map(([kind, count]) => `${kind.slice(0, 60)} (${count})`);
  const shown = listed.slice(0, 12).join(', ') + (listed.length > 12 ? ', …' : '');
  throw new LabError(
    'unsupported-op',
    phrase('Layers of {size} kinds are not supported: {shown}.', { size: counts.size, shown }),
    phrase('Choose a network without these, or replace them where the network is made and train it again.'),
  );
}
