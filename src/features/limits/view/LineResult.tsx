import { Slider } from '@mantine/core';
import { useStore } from 'zustand';
import { followLine, lineStore, lookAt } from '../store/line-store';
import { lineMadeOtherwise } from '../store/made-otherwise';
import { MapPicture } from '../../../panels/map/MapPicture';
import { showError } from '../../../panels/notices';
import { Sentence } from '../../../ui/text/Sentence';
import { StaleNote } from '../../../ui/text/StaleNote';
import { changeWords, lineSentence } from './limit-words';
import { namesAt, pointWords } from './point-words';
import { LineCharts } from './LineCharts';
import { useClassName, useQuestion } from './use-question';
import { say } from '../../../words/say';

/** Curve and straight line, the sentence of where they part, and the pictures there, with one point to look at. */
export function LineResult() {
  const { line, place, ...asked } = useStore(lineStore);
  const question = useQuestion();
  const name = useClassName(line?.question.target);
  const [start] = line?.points ?? [];
  const end = line?.points.at(-1);
  const point = line?.points[place] ?? end;
  if (!line || !start || !end || !point) return <p className="quiet">{say('The curve appears here.')}</p>;
  const { points, parted } = line;
  const left = parted === null ? null : (points[parted] ?? null);
  return (
    <>
      <p className="limit-outcome" role="status">
        <Sentence text={lineSentence(line)} />
      </p>
      <StaleNote
        made={asked.running ? [] : lineMadeOtherwise(line, question, asked)}
        action={say('Follow it again')}
        onAgain={() => void followLine().catch(showError)}
      />
      <LineCharts line={line} mark={point} name={name} />
      <div className="limit-scrub">
        <span className="control-label" id="limit-scrub">
          {say('Picture on the line')}
        </span>
        <Slider
          size={4}
          thumbSize={16}
          label={null}
          min={0}
          max={Math.max(1, points.length - 1)}
          step={1}
          value={Math.min(place, points.length - 1)}
          thumbLabel={say('Picture on the line')}
          thumbValueText={say('after a change of {change}', { change: changeWords(point.rms) })}
          onChange={lookAt}
        />
      </div>
      <div className="limit-pictures" data-count={4}>
        <MapPicture
          title={say('The photo')}
          picture={start.image}
          caption={pointWords(start, name)}
          names={namesAt(start, name)}
          empty=""
        />
        <MapPicture
          title={say('Where they part')}
          picture={left?.image ?? null}
          caption={left ? pointWords(left, name) : undefined}
          names={left ? namesAt(left, name) : []}
          empty={say('They do not part')}
        />
        <MapPicture
          title={say('The end')}
          picture={end.image}
          caption={pointWords(end, name)}
          names={namesAt(end, name)}
          empty=""
        />
        <MapPicture
          title={say('Picture {now} of {total}', {
            now: points.indexOf(point) + 1,
            total: points.length,
          })}
          picture={point.image}
          caption={pointWords(point, name)}
          names={namesAt(point, name)}
          empty=""
        />
      </div>
    </>
  );
}
