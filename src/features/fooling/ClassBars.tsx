import type { FirstReading } from '../../core/records/run-history';
import type { Standing } from '../../page/run/class-standing';
import { standingsOf } from '../../page/run/class-standing';
import { type ProbabilityBar, ProbabilityBars } from '../../ui/charts/ProbabilityBars';
import { say } from '../../words/say';

interface Props {
  /** Of the picture that is shown. */
  readonly logits: ArrayLike<number>;
  readonly target: number;
  readonly read: FirstReading;
  readonly nameOf: (index: number) => string;
}

/** How the class read before, the target and the strongest other stand now; their colours are those of the curve. */
export function ClassBars({ logits, target, read, nameOf }: Props) {
  const { before, target: aim, rival } = standingsOf(logits, target, read);
  const bar = (role: string, tone: ProbabilityBar['tone'], standing: Standing | null) =>
    standing ? [{ role, tone, name: nameOf(standing.index), probability: standing.probability }] : [];
  return (
    <ProbabilityBars
      label={say('How the classes stand')}
      bars={[
        ...bar(say('read before'), 'ink', before),
        ...bar(before ? say('target') : say('read before'), 'live', aim),
        ...bar(say('strongest other'), 'wrong', rival),
      ]}
    />
  );
}
