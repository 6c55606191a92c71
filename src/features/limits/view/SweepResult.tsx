import { useStore } from 'zustand';
import { lowContrastStore, runSweep } from '../store/low-contrast-store';
import { SWEEP_STOPS } from '../store/sweep-stops';
import { sweepMadeOtherwise } from '../store/made-otherwise';
import { SavedChart } from '../../../panels/figure/SavedChart';
import { MapPicture } from '../../../panels/map/MapPicture';
import { rowWords } from '../../../panels/run/read-words';
import { percent } from '../../../ui/numbers/numbers';
import { showError } from '../../../panels/notices';
import { Sentence } from '../../../ui/text/Sentence';
import { StaleNote } from '../../../ui/text/StaleNote';
import { stopWords, sweepSentence } from './limit-words';
import { NumbersTable } from './NumbersTable';
import { measuresOf, stopNumber, sweepChart } from './sweep-chart';
import { useClassName, useQuestion } from './use-question';
import { say } from '../../../words/say';
import { fixed } from '../../../words/number';
import { shownClass } from '../../../words/shown-class';

/** A sweep's maps side by side, their curves, and what they show in words. */
export function SweepResult() {
  const { sweep, running, ...controls } = useStore(lowContrastStore);
  const question = useQuestion();
  const name = useClassName(sweep?.question.target);
  if (!sweep || sweep.looks.length === 0) return null;
  const { of, held, looks } = sweep;
  const stops = SWEEP_STOPS[of];
  const chart = sweepChart(sweep, name);
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
            title={stopNumber(of, stops[place] ?? 0)}
            frame={look.frame}
            caption={percent(look.probability)}
            empty="–"
          />
        ))}
      </div>
      <SavedChart {...chart} />
      <NumbersTable
        caption={
          of === 'contrast'
            ? say('Sweep through contrast, at {other}', { other })
            : say('Sweep through blur, at {other}', { other })
        }
        heads={[
          of === 'contrast' ? say('Contrast') : say('Blur'),
          ...chart.lines.map((line) => line.name),
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
}
