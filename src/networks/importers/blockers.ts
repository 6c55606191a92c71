import { LabError } from '../../core/records/lab-error';
import { phrase } from '../../words/say';

/** Collects all that stands in the way of a network, so that it is refused once, for everything. */
export interface Blockers {
  /**
   * Converts a layer of a kind, unless it reads what a layer before it could not give. Throws what `convert` throws, save where
   * that is a layer the lab does not compute: that is noted, and nothing is known of `gives`.
   */
  convert(layer: LayerAttempt): void;
  /** Throws LabError `unsupported-op` where anything was noted: the layer's own where it is one alone. */
  refuse(): void;
}

interface LayerAttempt {
  readonly kind: string;
  /** Whether there is a converter for its kind. */
  readonly known: boolean;
  readonly reads: readonly string[];
  readonly gives: readonly string[];
  readonly convert: () => void;
}

const MOST_SHOWN = 12;
const LONGEST_KIND = 60;

const NEXT = phrase(
  'Choose a network without such layers, or replace them where the network is made and train it again.',
);

export function collectBlockers(): Blockers {
  const unknown = new Set<string>();
  const counts = new Map<string, number>();
  let first: LabError | undefined;
  /** Of layers that are known, and asked for something that is not. */
  let special: LabError | undefined;
  const note = (kind: string, gives: readonly string[]): void => {
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    for (const name of gives) unknown.add(name);
  };
  return {
    convert({ kind, known, reads, gives, convert }) {
      if (reads.some((name) => unknown.has(name))) {
        if (!known) note(kind, gives);
        for (const name of gives) unknown.add(name);
        return;
      }
      try {
        convert();
      } catch (error) {
        if (!(error instanceof LabError) || error.code !== 'unsupported-op') throw error;
        first ??= error;
        if (known) special ??= error;
        note(kind, gives);
      }
    },
    refuse() {
      if (!first) return;
      const count = [...counts.values()].reduce((sum, one) => sum + one, 0);
      if (count === 1) throw first;
      const all = phrase(
        '{count} layers, of {kinds, plural, one {one kind} other {# kinds}}, are not supported: {shown}.',
        { count, kinds: counts.size, shown: listed(counts) },
      );
      const what = special ? phrase('{all} {special}', { all, special: special.toData().message }) : all;
      throw new LabError('unsupported-op', what, NEXT);
    },
  };
}

/** Kinds with how many there are of each, the most frequent first. */
function listed(counts: ReadonlyMap<string, number>): string {
  const kinds = [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .map(([kind, count]) => `${kind.slice(0, LONGEST_KIND)} (${count})`);
  return kinds.slice(0, MOST_SHOWN).join(', ') + (kinds.length > MOST_SHOWN ? ', …' : '');
}
