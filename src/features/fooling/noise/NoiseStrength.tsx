import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { FoolingInfo } from '../../../methods/catalog/method-info';
import { noiseOf } from '../../../methods/catalog/method-noise';
import { imageStore } from '../../../page/photo/image-store';
import { runStore } from '../../../page/run/run-store';
import { paramsOf, setParam, settingsStore } from '../../../page/settings/settings-store';
import { showError } from '../../../panels/notices';
import { SavedChart } from '../../../panels/figure/SavedChart';
import { ProbabilityBars } from '../../../ui/charts/ProbabilityBars';
import { ParamControl } from '../../../ui/numbers/ParamControl';
import { percent } from '../../../ui/numbers/numbers';
import { Sentence } from '../../../ui/text/Sentence';
import { followNoise, leaveNoise, noiseStore } from './noise-store';
import { STRENGTHS } from './noise-sweep';
import '../../../panels/map/results.css';
import { say, sayWords } from '../../../words/say';

const TONES = ['live', 'ink'] as const;
const LAST = STRENGTHS[STRENGTHS.length - 1] ?? 128;

/** How the bundled networks stand one draw of the method's noise, at the strength that is chosen and along all others. */
export function NoiseStrength({ method }: { readonly method: FoolingInfo }) {
  const noise = noiseOf(method.id);
  const seed = useStore(settingsStore, (state) => state.seed);
  const strength = useStore(settingsStore, (state) =>
    Number(paramsOf(state, 'fooling')[noise?.strength ?? ''] ?? 0),
  );
  const fitted = useStore(imageStore, (state) => state.fitted);
  // The engine does one thing at a time: a run is not kept waiting.
  const isFree = useStore(runStore, (state) => state.active === null);
  const lines = useStore(noiseStore, (state) => state.lines);
  const kind = noise?.kind;
  useEffect(() => {
    if (!kind || !fitted || !isFree) return undefined;
    followNoise({ kind, seed }, strength).catch(showError);
    return leaveNoise;
  }, [kind, seed, strength, fitted, isFree]);
  const param = noise && method.params[noise.strength];
  if (!param) return null;
  const names = lines.flatMap(({ before, now }) => [before, now?.name ?? '']);
  return (
    <section className="noise settings" aria-labelledby="noise-title">
      <h3 id="noise-title">{say('One draw, stronger and stronger')}</h3>
      <p className="quiet">
        <Sentence
          text={say('The same noise (seed {seed}) on the photo for each network, with nothing searched.', {
            seed,
          })}
        />
      </p>
      <div className="noise-columns">
        <div className="stack">
          <ParamControl
            param={param}
            value={strength}
            onChange={(value) => {
              setParam(method.id, noise.strength, value);
            }}
          />
          <ProbabilityBars
            label={say('What the networks make of the noise')}
            bars={lines.flatMap(({ title, before, now }, at) =>
              now
                ? [{ role: title, name: before, probability: now.probability, tone: TONES[at] ?? 'wrong' }]
                : [],
            )}
          />
          {lines.map(({ id, title, before, now }) =>
            now && now.name !== before ? (
              <p key={id} className="small">
                <Sentence
                  text={say('{title} reads {now} now, not {before}.', { title, now: now.name, before })}
                  names={[now.name, before, title]}
                />
              </p>
            ) : null,
          )}
        </div>
        {lines.length > 0 && (
          <SavedChart
            caption={() => [
              say('Probability of the class read without noise, by its strength'),
              [sayWords(method.title), say('seed {seed}', { seed: String(seed) })].join(' · '),
            ]}
            label={say(
              'Probability of the class read without noise, by its strength; the bars beside it have the numbers.',
            )}
            lines={lines.map(({ title, before, points }, at) => ({
              name: say('{name}: {words}', { name: title, words: before }),
              tone: TONES[at] ?? 'control',
              points: points.map((point) => ({ x: point.strength, y: point.probability })),
            }))}
            names={[...names, ...lines.map(({ title }) => title)]}
            from={{ x: 0, y: 0 }}
            to={{ x: LAST, y: 1 }}
            ticks={{ x: [0, 32, 64, 96, 128], y: [0, 0.5, 1] }}
            format={{
              x: String,
              y: (value) => (value === 0 ? '0 %' : value === 1 ? '100 %' : percent(value)),
            }}
            xTitle={say('strength, of 255')}
            mark={Math.min(strength, LAST)}
          />
        )}
      </div>
    </section>
  );
}
