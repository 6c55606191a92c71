import { Slider } from '@mantine/core';
import { useStore } from 'zustand';
import { MapPicture } from '../../../../panels/map/MapPicture';
import { showError } from '../../../../panels/notices';
import { percent } from '../../../../ui/numbers/numbers';
import { Sentence } from '../../../../ui/text/Sentence';
import type { Fooled } from '../store/fooled';
import { SURVIVAL } from '../store/transform-stops';
import { look, transformKey, transformsStore } from '../store/transforms-store';
import { readWords, survivalWords } from './after-words';
import { SurvivalTable } from './SurvivalTable';
import { useMeasured } from './use-measured';
import { sayError } from '../../../../core/records/lab-error';
import { say, sayWords } from '../../../../words/say';

/** What the picture survives on its way: one transform to look at, and all of them in a table. */
export function SurvivalPanel({ subject }: { readonly subject: Fooled }) {
  useMeasured(subject);
  const { of, chosen, looked, pairs, untouched, error } = useStore(transformsStore);
  const row = SURVIVAL.find(({ id }) => id === chosen.id) ?? SURVIVAL[0];
  const mine = of === subject;
  const pair = mine ? (pairs[transformKey(chosen)] ?? null) : null;
  const now = mine && looked && transformKey(looked.transform) === transformKey(chosen) ? looked : null;
  if (!row) return null;
  const place = Math.max(0, row.stops.indexOf(chosen.amount));
  return (
    <>
      {error && (
        <p className="wrong" role="status">
          <Sentence text={sayError(error)} />
        </p>
      )}
      <div className="after-split">
        <div className="after-pictures" data-count={2}>
          <MapPicture
            title={say('Photo')}
            picture={now?.photo ?? subject.photo}
            caption={pair ? readWords(pair.photo.best) : undefined}
            names={[pair?.photo.best.name]}
            empty=""
          />
          <MapPicture
            title={say('Fooled picture')}
            picture={now?.fooled ?? subject.image}
            caption={pair ? survivalWords(pair.fooled, subject) : undefined}
            names={[pair?.fooled.best.name, subject.targetName]}
            empty=""
          />
        </div>
        <div className="after-choice">
          <b className="nums">
            <Sentence text={`${sayWords(row.title)}, ${row.words(chosen.amount)}`} />
          </b>
          <p className="quiet small">
            <Sentence text={row.what} />
          </p>
          <Slider
            size={4}
            thumbSize={16}
            label={null}
            min={0}
            max={row.stops.length - 1}
            step={1}
            value={place}
            thumbLabel={say('{transform}, how much', { transform: row.title })}
            thumbValueText={row.words(chosen.amount)}
            onChange={(next) => {
              const amount = row.stops[next];
              if (amount !== undefined) look({ id: row.id, amount }, subject).catch(showError);
            }}
          />
          {pair && untouched && (
            <dl className="after-bars">
              <Bar
                name={subject.targetName}
                label={say('{name}, the fooled picture', { name: subject.targetName })}
                now={pair.fooled.target}
                before={untouched.fooled.target}
              />
              {untouched.photo.best.name !== subject.targetName && (
                <Bar
                  name={untouched.photo.best.name}
                  label={say('{name}, the fooled picture', { name: untouched.photo.best.name })}
                  now={pair.fooled.own}
                  before={untouched.fooled.own}
                />
              )}
              <Bar
                name={untouched.photo.best.name}
                label={say('{name}, the photo', { name: untouched.photo.best.name })}
                now={pair.photo.own}
                before={untouched.photo.own}
              />
            </dl>
          )}
        </div>
      </div>
      <SurvivalTable subject={subject} />
    </>
  );
}

interface BarProps {
  readonly name: string;
  readonly label: string;
  readonly now: number;
  readonly before: number;
}

/** A class's probability after the transform, with a mark where it was before. */
function Bar({ name, label, now, before }: BarProps) {
  return (
    <div className="after-bar">
      <dt>
        <Sentence text={label} names={[name]} />
      </dt>
      <dd className="nums">
        <span className="after-track" aria-hidden>
          <span className="after-fill" style={{ width: `${100 * now}%` }} />
          <span className="after-mark" style={{ left: `${100 * before}%` }} />
        </span>
        <Sentence text={say('{now}, untouched {before}', { now: percent(now), before: percent(before) })} />
      </dd>
    </div>
  );
}
