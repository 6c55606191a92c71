import { useEffect } from 'react';
import { useStore } from 'zustand';
import { leaveLook, lowContrastStore, refreshLook, sweepBy, weaken } from '../store/low-contrast-store';
import type { Sweeping } from '../store/sweep-stops';
import type { AdjustedMap } from '../store/adjusted-map';
import { MapPicture } from '../../../panels/map/MapPicture';
import { percent, score } from '../../../ui/numbers/numbers';
import { ParamControl } from '../../../ui/numbers/ParamControl';
import { showError } from '../../../panels/notices';
import { BLUR, CONTRAST, SWEEPING } from '../store/limit-params';
import { SweepResult } from './SweepResult';
import { TwoObjects } from './TwoObjects';
import { useClassName, useSameQuestion } from './use-question';
import { Sentence } from '../../../ui/text/Sentence';

/** The photo made weaker by two sliders, its map beside the untouched photo's, and what a sweep through them shows. */
export function LowContrast() {
  const { contrast, blur, shown, now, reference, drawing, sweeping, linked } = useStore(lowContrastStore);
  const question = useSameQuestion();
  const name = useClassName(question?.target);
  useEffect(() => {
    refreshLook().catch(showError);
    return leaveLook;
  }, [question, linked]);

  return (
    <>
      <p className="limit-words">
        A map shows where the network’s score hangs on the pixels. Take the photo’s contrast away and the
        class may stay the same while the map no longer tells one thing from the next.
      </p>
      <div className="limit-controls">
        <ParamControl
          param={CONTRAST}
          value={contrast}
          onChange={(value) => void weaken({ contrast: Number(value) }).catch(showError)}
        />
        <ParamControl
          param={BLUR}
          value={blur}
          onChange={(value) => void weaken({ blur: Number(value) }).catch(showError)}
        />
        <ParamControl
          param={SWEEPING}
          value={sweeping}
          onChange={(value) => {
            sweepBy(value as Sweeping);
          }}
        />
      </div>
      <div className="limit-pictures" aria-busy={drawing}>
        <MapPicture
          title="What the network sees"
          picture={shown}
          caption={`k = ${contrast} %, σ = ${blur} px`}
          empty="Open a photo first"
        />
        <MapPicture
          title={drawing ? 'Its map, being drawn' : 'Its map'}
          frame={now?.frame ?? null}
          caption={now ? lookWords(now, name) : undefined}
          names={[name, now?.best?.name]}
          empty="Drawing the map"
        />
        <MapPicture
          title="The untouched photo’s map"
          frame={reference?.frame ?? null}
          caption={reference ? lookWords(reference, name) : undefined}
          names={[name, reference?.best?.name]}
          empty="Drawing the map"
        />
      </div>
      <p className="nums" aria-live="polite">
        {now && (
          <Sentence
            text={`${
              now.likeness === null
                ? 'One of the two maps is empty.'
                : `The two maps’ rank correlation is ρ = ${now.likeness.toFixed(2)}.`
            }${now.objects ? ` Between the two objects the map is ${now.objects.valley.toFixed(2)} times as strong as on them; ${percent(now.objects.inside)} of it lies on them.` : ''}`}
          />
        )}
      </p>
      <TwoObjects />
      <SweepResult />
      <p className="formula" translate="no">
        p′ = round(m + k (blur(p, σ) − m)), m = the photo’s mean grey; ρ = Spearman’s rank correlation of
        |map| with the untouched photo’s; each map at its own full scale
      </p>
    </>
  );
}

/** The class explained with its logit and probability, and what is read instead. */
function lookWords({ best, probability, logit }: AdjustedMap, name: string): string {
  const own = `“${name}” ${percent(probability)}, logit ${score(logit)}`;
  return best && best.name !== name ? `${own}; read as ${best.name} (${percent(best.probability)})` : own;
}
