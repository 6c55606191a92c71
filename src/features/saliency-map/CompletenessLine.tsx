import { UnstyledButton } from '@mantine/core';
import type { SaliencyInfo } from '../../methods/catalog/method-info';
import type { RunView } from '../../page/run/run-store';
import { setParam } from '../../page/settings/settings-store';
import { startRun } from '../../page/run/start-run';
import { percent, short } from '../../ui/numbers/numbers';
import { moreSteps } from './more-steps';
import { Sentence } from '../../ui/text/Sentence';
import { say } from '../../words/say';
import { writeNumber } from '../../words/number';

/** How exactly a map's values add up, both ways of saying it, and a button that makes them add up better. */
export function CompletenessLine({ run, method }: { readonly run: RunView; readonly method: SaliencyInfo }) {
  const { completenessGap, completenessError, scoreDifference, attributionSum } = run.scalars;
  if (completenessError === undefined || scoreDifference === undefined || attributionSum === undefined) {
    return null;
  }
  const more = moreSteps(method, run);
  return (
    <span className="nums">
      <Sentence
        text={` ${say('Its values add up to {sum}; the score differs by {difference}.', {
          sum: short(attributionSum),
          difference: short(scoreDifference),
        })} `}
      />
      <b>
        <Sentence
          text={say('Completeness gap: {gap}.', {
            gap:
              completenessGap === undefined
                ? short(completenessError)
                : `${gapPercent(completenessGap)} (${short(completenessError)})`,
          })}
        />
      </b>{' '}
      {more && (
        <UnstyledButton
          className="in-line"
          title={say('Takes {points, number} points instead', { points: more.value })}
          onClick={() => {
            setParam(method.id, more.param, more.value);
            void startRun('saliency');
          }}
        >
          {say('Drive the gap down')}
        </UnstyledButton>
      )}
    </span>
  );
}

/** A gap may well be over 100 %: it is no probability. */
function gapPercent(gap: number): string {
  return gap > 0.999 ? writeNumber(`${Math.round(100 * gap).toLocaleString('en')} %`) : percent(gap);
}
