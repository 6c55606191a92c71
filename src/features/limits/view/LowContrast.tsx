import { useEffect } from 'react';
import { useStore } from 'zustand';
import { leaveLook, lowContrastStore, refreshLook, sweepBy, weaken } from '../store/low-contrast-store';
import type { Sweeping } from '../store/sweep-stops';
import { MapPicture } from '../../../panels/map/MapPicture';
import { percent } from '../../../ui/numbers/numbers';
import { ParamControl } from '../../../ui/numbers/ParamControl';
import { showError } from '../../../panels/notices';
import { BLUR, CONTRAST, SWEEPING } from '../store/limit-params';
import { SweepResult } from './SweepResult';
import { CONTRAST_FORMULA, lookWords } from './look-words';
import { TwoObjects } from './TwoObjects';
import { useClassName, useSameQuestion } from './use-question';
import { Sentence } from '../../../ui/text/Sentence';
import { say, sayPhrase } from '../../../words/say';
import { fixed } from '../../../words/number';

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
        {say(
          'A map shows where the network’s score hangs on the pixels. Take the photo’s contrast away and the class may stay the same while the map no longer tells one thing from the next.',
        )}
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
          title={say('What the network sees')}
          picture={shown}
          caption={say('k = {contrast, number} %, σ = {blur, number} px', { contrast, blur })}
          empty={say('Open a photo first')}
        />
        <MapPicture
          title={drawing ? say('Its map, being drawn') : say('Its map')}
          frame={now?.frame ?? null}
          caption={now ? lookWords(now, name) : undefined}
          names={[name, now?.best?.name]}
          empty={say('Drawing the map')}
        />
        <MapPicture
          title={say('The untouched photo’s map')}
          frame={reference?.frame ?? null}
          caption={reference ? lookWords(reference, name) : undefined}
          names={[name, reference?.best?.name]}
          empty={say('Drawing the map')}
        />
      </div>
      <p className="nums" aria-live="polite">
        {now && (
          <Sentence
            text={[
              now.likeness === null
                ? say('One of the two maps is empty.')
                : say('The two maps’ rank correlation is ρ = {likeness}.', {
                    likeness: fixed(now.likeness, 2),
                  }),
              ...(now.objects
                ? [
                    say(
                      'Between the two objects the map is {valley} times as strong as on them; {inside} of it lies on them.',
                      { valley: fixed(now.objects.valley, 2), inside: percent(now.objects.inside) },
                    ),
                  ]
                : []),
            ].join(' ')}
          />
        )}
      </p>
      <TwoObjects />
      <SweepResult />
      <p className="formula" translate="no">
        {sayPhrase(CONTRAST_FORMULA)}
      </p>
    </>
  );
}
