import { useMemo } from 'react';
import { MapPicture } from '../../../panels/map/MapPicture';
import { LineChart } from '../../../ui/charts/LineChart';
import { percent, score, short } from '../../../ui/numbers/numbers';
import { ParamControl } from '../../../ui/numbers/ParamControl';
import { Sentence } from '../../../ui/text/Sentence';
import { EPSILON } from '../store/meaning-params';
import { type Example, meaningStore, type Push, setEpsilon } from '../store/meaning-store';
import { direction, sizesOf } from '../store/push';
import { useStore } from 'zustand';
import { honestyWords, meaningHeadline, readWords, shareWords } from './meaning-words';

/** The photo, the direction, the photo pushed; and how many small changes come to more than the gap. */
export function ExampleFigure({ example, push }: { readonly example: Example; readonly push: Push | null }) {
  const epsilon = useStore(meaningStore, (state) => state.epsilon);
  const { image, slopes, from, to } = example;
  const names = [from.name, to.name, push?.best.name, push?.inSteps?.best.name];
  const shown = push?.inSteps ?? push;
  const signs = useMemo(() => direction(image, slopes), [image, slopes]);
  const { mean } = useMemo(() => sizesOf(slopes), [slopes]);
  return (
    <section className="meaning-example" aria-label="Your photo">
      <p className="meaning-headline" role="status">
        {push && <Sentence text={meaningHeadline(example, push)} names={names} />}
      </p>
      <div className="meaning-figure">
        <div className="meaning-pictures">
          <MapPicture
            title="Your photo"
            picture={image}
            caption={`read as ${from.name} ${percent(from.probability)}`}
            names={names}
            empty=""
          />
          <MapPicture
            title="ε times this direction"
            picture={signs}
            caption={`sign of w, towards ${to.name}`}
            names={names}
            empty=""
          />
          <MapPicture
            title={push?.inSteps ? 'Your photo, pushed in steps' : 'Your photo, pushed'}
            picture={shown?.picture ?? null}
            caption={shown ? readWords(shown.best) : undefined}
            names={names}
            empty="Pushing"
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
          <p>
            <Sentence text={shareWords(mean, epsilon)} />
          </p>
          <p>{push && <Sentence text={honestyWords(push)} />}</p>
          <p className="formula" translate="no">
            w = ∂(s_to − s_from)/∂x, δ = ε · sign(w), w · δ = ε · Σ|w|
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
    <LineChart
      label={`How the changes add up: all in one direction to ${score(push.straight)}, at random to ${score(push.random)}; the gap is ${score(gap)}`}
      lines={[
        { name: 'All pulling one way', tone: 'live', points: push.aligned },
        { name: 'Noise as large', tone: 'ink', points: push.scattered },
        {
          name: `The lead of ${from.name} over ${to.name}`,
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
      format={{ x: (value) => value.toLocaleString('en'), y: short }}
      xTitle="values changed"
    />
  );
}
