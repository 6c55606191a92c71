import { useStore } from 'zustand';
import { lowContrastStore, runSweep, type Sweep } from '../store/low-contrast-store';
import { SWEEP_STOPS } from '../store/sweep-stops';
import { sweepMadeOtherwise } from '../store/made-otherwise';
import type { AdjustedMap } from '../store/adjusted-map';
import { SavedChart } from '../../../panels/figure/SavedChart';
import { chartCaption } from '../../../panels/figure/made-of';
import type { ChartLine } from '../../../ui/charts/LineChart';
import { MapPicture } from '../../../panels/map/MapPicture';
import { rowWords } from '../../../panels/run/read-words';
import { percent } from '../../../ui/numbers/numbers';
import { showError } from '../../../panels/notices';
import { Sentence } from '../../../ui/text/Sentence';
import { StaleNote } from '../../../ui/text/StaleNote';
import { stopWords, sweepSentence } from './limit-words';
import { NumbersTable } from './NumbersTable';
import { roundTicks } from '../../../core/statistics/round-ticks';
import { useClassName, useQuestion } from './use-question';
import { say } from '../../../words/say';
import { fixed, writeNumber } from '../../../words/number';
import { shownClass } from '../../../words/shown-class';

/** A sweep's maps side by side, their curves, and what they show in words. */
export function SweepResult() {
  const { sweep, running, ...controls } = useStore(lowContrastStore);
  const question = useQuestion();
  const name = useClassName(sweep?.question.target);
  if (!sweep || sweep.looks.length === 0) return null;
  const { of, held, looks } = sweep;
  const stops = SWEEP_STOPS[of];
  const lines = linesOf(sweep);
  const high = Math.max(1, ...lines.flatMap(({ points }) => points.map(({ y }) => y)));
  const low = Math.min(0, ...lines.flatMap(({ points }) => points.map(({ y }) => y)));
  const yTicks = roundTicks(low, high);
  const other = stopWords(of === 'contrast' ? 'blur' : 'contrast', held);
  return (
    <section className="limit-sweep" aria-label={say('Sweep')}>
      <p className="limit-outcome" role="status">
        <Sentence text={sweepSentence(sweep, name)} names={[name, ...looks.map(({ best }) => best?.name)]} />
      </p>
      <StaleNote
        made={running ? [] : sweepMadeOtherwise(sweep, question, controls)}
        action={say('Sweep again')}
        onAgain={() => void runSweep().catch(showError)}
      />
      <div className="limit-strip">
        {looks.map((look, place) => (
          <MapPicture
            key={stops[place]}
            title={writeNumber(
              of === 'contrast' ? `${String(stops[place])} %` : `${String(stops[place])} px`,
            )}
            frame={look.frame}
            caption={percent(look.probability)}
            empty="–"
          />
        ))}
      </div>
      <SavedChart
        caption={() => chartCaption(sweepSentence(sweep, name), sweep.question)}
        label={say('Curves of the sweep, at {other}. The table below has the numbers.', { other })}
        lines={lines}
        names={[name]}
        from={{ x: stops[0] ?? 0, y: yTicks[0] ?? 0 }}
        to={{ x: stops.at(-1) ?? 1, y: yTicks.at(-1) ?? 1 }}
        ticks={{ x: of === 'contrast' ? [100, 80, 60, 40, 20] : [0, 2, 4, 6, 8, 10, 12], y: yTicks }}
        format={{
          x: (x) => writeNumber(of === 'contrast' ? `${x} %` : `${x}`),
          y: (y) => writeNumber(String(y)),
        }}
        xTitle={of === 'contrast' ? say('contrast left') : say('blur in px')}
      />
      <NumbersTable
        caption={
          of === 'contrast'
            ? say('Sweep through contrast, at {other}', { other })
            : say('Sweep through blur, at {other}', { other })
        }
        heads={[
          of === 'contrast' ? say('Contrast') : say('Blur'),
          ...lines.map((line) => line.name),
          say('Read as'),
        ]}
        names={[name]}
        rows={looks.map((look, place) => [
          stopWords(of, stops[place] ?? 0),
          ...measuresOf(look, name).map(({ value }) => (value === null ? '–' : fixed(value, 2))),
          look.best ? rowWords(look.best) : look.isRead ? shownClass(name) : '–',
        ])}
      />
    </section>
  );

  function linesOf({ looks: made }: Sweep): ChartLine[] {
    const table = made.map((look) => measuresOf(look, name));
    return (table[0] ?? []).map(({ title, tone, dashed }, column) => ({
      name: title,
      tone,
      dashed,
      points: table.flatMap((row, place) => {
        const y = row[column]?.value ?? null;
        return y === null ? [] : [{ x: stops[place] ?? 0, y }];
      }),
    }));
  }
}

interface Measure {
  readonly title: string;
  readonly tone: ChartLine['tone'];
  readonly dashed: boolean;
  readonly value: number | null;
}

function measuresOf({ probability, likeness, objects }: AdjustedMap, name: string): readonly Measure[] {
  const shared: Measure[] = [
    { title: say('probability of “{name}”', { name }), tone: 'ink', dashed: false, value: probability },
    { title: say('ρ with the untouched map'), tone: 'control', dashed: true, value: likeness },
  ];
  if (!objects) return shared;
  return [
    { title: say('strength between / on the objects'), tone: 'live', dashed: false, value: objects.valley },
    { title: say('share of the map on the objects'), tone: 'live', dashed: true, value: objects.inside },
    ...shared,
  ];
}
