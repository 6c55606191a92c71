import { CloseButton } from '@mantine/core';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { sayError } from '../../../core/records/lab-error';
import type { RunResult } from '../../../engine/protocol/protocol';
import { LineChart } from '../../../ui/charts/LineChart';
import { score, short } from '../../../ui/numbers/numbers';
import { Sentence } from '../../../ui/text/Sentence';
import { say } from '../../../words/say';
import '../../../panels/map/results.css';
import { askWhy, leaveWhy, type Why, whyStore } from './why-store';

interface WhyFigureProps {
  readonly result: RunResult;
  readonly onClose: () => void;
}

/** Why this run fooled the network: its many small changes, added up one by one, beside as many that point anywhere. */
export function WhyFigure({ result, onClose }: WhyFigureProps) {
  const { why, error } = useStore(whyStore);
  useEffect(() => {
    void askWhy(result);
    return leaveWhy;
  }, [result]);
  return (
    <section className="why" aria-labelledby="why-title">
      <div className="why-head">
        <h3 id="why-title">{say('Why so little is enough')}</h3>
        <CloseButton size="sm" aria-label={say('Put the figure away')} onClick={onClose} />
      </div>
      <div className="why-columns">
        <div className="stack" role="status">
          {error ? (
            <p className="wrong">
              <Sentence text={sayError(error)} />
            </p>
          ) : why ? (
            <WhyWords why={why} />
          ) : (
            <p className="quiet">{say('Adding up the changes')}</p>
          )}
        </div>
        {why && <SumsChart why={why} />}
      </div>
    </section>
  );
}

function WhyWords({ why }: { readonly why: Why }) {
  const { from, to, changed, meanChange, meanShare, lead, measured, together, tossed } = why;
  const names = [from, to];
  return (
    <>
      <p>
        <Sentence
          names={names}
          text={say(
            '{changed, number} colour values changed, by {mean} of 255 each on average. One alone moves the lead of “{from}” over “{to}” by {share}; together they moved it by {measured}, more than the {lead} that it was.',
            {
              ...{ from, to, changed },
              mean: short(meanChange),
              share: short(meanShare),
              measured: score(measured),
              lead: score(lead),
            },
          )}
        />
      </p>
      <p>
        <Sentence
          text={say(
            'What matters is that they all point the same way: with each sign tossed by a coin, the same changes come to {tossed}.',
            { tossed: score(tossed) },
          )}
        />
      </p>
      <details className="how">
        <summary>{say('How')}</summary>
        <p>
          <Sentence
            text={say(
              'Each change times the slope of the lead there, w · δ, with w the mean of the slopes in both pictures: {together} in all. The network is no straight line, and moved by {measured}.',
              { together: score(together), measured: score(measured) },
            )}
          />
        </p>
      </details>
    </>
  );
}

function SumsChart({ why }: { readonly why: Why }) {
  const { from, to, changed, lead, together, tossed, togetherCurve, tossedCurve } = why;
  const all = [...togetherCurve, ...tossedCurve].map(({ y }) => y);
  const highest = Math.max(lead, ...all) * 1.08;
  return (
    <LineChart
      label={say(
        'How the changes add up: as they were made to {together}, with signs by a coin to {tossed}; the lead was {lead}',
        { together: score(together), tossed: score(tossed), lead: score(lead) },
      )}
      lines={[
        { name: say('The changes as they were made'), tone: 'live', points: togetherCurve },
        { name: say('The same, signs by a coin'), tone: 'ink', points: tossedCurve },
        {
          name: say('The lead of {from} over {to}', { from, to }),
          tone: 'control',
          dashed: true,
          points: [
            { x: 0, y: lead },
            { x: changed, y: lead },
          ],
        },
      ]}
      names={[from, to]}
      from={{ x: 0, y: Math.min(0, ...all) }}
      to={{ x: changed, y: highest }}
      ticks={{ x: [0, changed], y: [0, lead] }}
      format={{ x: (value) => say('{count, number}', { count: value }), y: short }}
      xTitle={say('values changed')}
    />
  );
}
