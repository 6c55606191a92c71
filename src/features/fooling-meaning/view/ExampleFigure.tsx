import { useMemo } from 'react';
import { MapPicture } from '../../../panels/map/MapPicture';
import { SavedChart } from '../../../panels/figure/SavedChart';
import { percent, score, short } from '../../../ui/numbers/numbers';
import { ParamControl } from '../../../ui/numbers/ParamControl';
import { Sentence } from '../../../ui/text/Sentence';
import { EPSILON } from '../store/meaning-params';
import { type Example, meaningStore, type Push, setEpsilon } from '../store/meaning-store';
import { direction } from '../store/push';
import { useStore } from 'zustand';
import { honestyWords, meaningHeadline, readWords, shareWords } from './meaning-words';
import { say } from '../../../words/say';

/** The photo, the direction, the photo pushed; and how many small changes come to more than the gap. */
export function ExampleFigure({ example, push }: { readonly example: Example; readonly push: Push | null }) {
  const epsilon = useStore(meaningStore, (state) => state.epsilon);
  const { image, slopes, from, to } = example;
  const names = [from.name, to.name, push?.best.name, push?.inSteps?.best.name];
  const shown = push?.inSteps ?? push;
  const signs = useMemo(() => direction(image, slopes), [image, slopes]);
  return (
    <section className="meaning-example" aria-label={say('Your photo')}>
      <p className="meaning-headline" role="status">
        {push && <Sentence text={meaningHeadline(example, push)} names={names} />}
      </p>
      <div className="meaning-figure">
        <div className="meaning-pictures">
          <MapPicture
            title={say('Your photo')}
            picture={image}
            caption={say('read as {name} {probability}', {
              name: from.name,
              probability: percent(from.probability),
            })}
            names={names}
            empty=""
          />
          <MapPicture
            title={say('ε times this direction')}
            picture={signs}
            caption={say('sign of w, towards {to}', { to: to.name })}
            names={names}
            empty=""
          />
          <MapPicture
            title={push?.inSteps ? say('Your photo, pushed in steps') : say('Your photo, pushed')}
            picture={shown?.picture ?? null}
            caption={shown ? readWords(shown.best) : undefined}
            names={names}
            empty={say('Pushing')}
          />
        </div>
        <div className="meaning-chart">{push && <GrowthChart example={example} push={push} />}</div>
      </div>
      <div className="meaning-controls">
        <ParamControl
          param={EPSILON}
          value={epsilon}
          onChange={(value) => {
            setEpsilon(Number(value));
          }}
        />
        <div className="meaning-notes quiet">
          <p>{push && <Sentence text={shareWords(example, push)} />}</p>
          <p>{push && <Sentence text={honestyWords(push)} />}</p>
          <p className="formula" translate="no">
            {say('w = ∂(s_to − s_from)/∂x, δ = clip(x + ε · sign(w)) − x, w · δ ≤ ε · Σ|w|')}
          </p>
        </div>
      </div>
    </section>
  );
}

function GrowthChart({ example, push }: { readonly example: Example; readonly push: Push }) {
  const { gap, slopes, from, to } = example;
  const highest = Math.max(gap, push.straight, 1e-6) * 1.1;
  const lowest = Math.min(0, ...push.scattered.map(({ y }) => y));
  const count = slopes.length;
  return (
    <SavedChart
      caption={() => [
        say('How many small changes add up, when all pull one way and when they are noise'),
        say('The lead of {from} over {to}', { from: from.name, to: to.name }),
      ]}
      label={say(
        'How the changes add up: all in one direction to {straight}, at random to {random}; the gap is {gap}',
        { straight: score(push.straight), random: score(push.random), gap: score(gap) },
      )}
      lines={[
        { name: say('All pulling one way'), tone: 'live', points: push.aligned },
        { name: say('Noise as large'), tone: 'ink', points: push.scattered },
        {
          name: say('The lead of {from} over {to}', { from: from.name, to: to.name }),
          tone: 'control',
          dashed: true,
          points: [
            { x: 0, y: gap },
            { x: count, y: gap },
          ],
        },
      ]}
      names={[from.name, to.name]}
      from={{ x: 0, y: lowest }}
      to={{ x: count, y: highest }}
      ticks={{ x: [0, count], y: [0, gap] }}
      format={{ x: (value) => say('{count, number}', { count: value }), y: short }}
      xTitle={say('values changed')}
    />
  );
}
