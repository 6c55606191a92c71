import { useStore } from 'zustand';
import { DEVIATION } from '../store/check-params';
import { checksStore, setDeviation } from '../store/checks-store';
import { meanOf } from '../store/check-tools';
import { COPIES } from '../store/small-noise';
import { ALIKE, noiseOutcome, STEADY } from '../store/verdicts';
import { percent } from '../../../ui/numbers/numbers';
import { ParamControl } from '../../../ui/numbers/ParamControl';
import { NOISE_FORMULA } from './check-formulas';
import { rho } from './check-help';
import { MapPicture } from '../../../panels/map/MapPicture';
import { SectionOutcome } from './Outcome';
import { useSubject } from './use-subject';
import { Sentence } from '../../../ui/text/Sentence';
import { say, sayPhrase, sayWords } from '../../../words/say';

const PLACES = Array.from({ length: COPIES }, (_, copy) => copy);

/** Does the map stay when the photo hardly changes? */
export function NoiseCheck() {
  const subject = useSubject();
  const { noise, deviation } = useStore(checksStore);
  const result = noise?.result;
  const known = result?.copies.map(({ spearman }) => spearman) ?? [];
  const numbers = known.filter((value) => value !== null);
  return (
    <>
      <p className="check-meaning">
        <Sentence
          text={say(
            'Noise too small to see should not change what a map says, least of all while the network’s answer stays the same (Ghorbani et al. 2019). Of {copies} noisy copies of the photo, a mean Spearman correlation with the clean map of {steady, number} or more is steady, and below {alike, number} fails. A steady map is not yet a true one: an edge detector is steady, too.',
            { copies: COPIES, steady: STEADY, alike: ALIKE },
          )}
        />
      </p>
      <div className="check-controls">
        <ParamControl param={DEVIATION} value={deviation} onChange={(value) => setDeviation(Number(value))} />
      </div>
      <div className="check-pictures" data-count={COPIES + 1}>
        <MapPicture
          title={say('Photo as it is')}
          frame={result?.clean.frame ?? null}
          caption={result ? `P ${percent(result.clean.probability)}` : undefined}
          empty={say('No map yet')}
        />
        {PLACES.map((copy) => {
          const noisy = result?.copies[copy];
          return (
            <MapPicture
              key={copy}
              title={say('Noisy {copy}', { copy: copy + 1 })}
              frame={noisy?.map.frame ?? null}
              caption={noisy ? `ρ ${rho(noisy.spearman)} · P ${percent(noisy.map.probability)}` : undefined}
              empty="–"
            />
          );
        })}
      </div>
      {result && numbers.length > 0 && (
        <p className="nums">
          <Sentence
            text={say(
              'Spearman with the clean map: mean {mean}, largest {largest}, smallest {smallest}, at noise of {deviation, number} of 255.',
              {
                mean: rho(meanOf(known)),
                largest: rho(Math.max(...numbers)),
                smallest: rho(Math.min(...numbers)),
                deviation: result.deviation,
              },
            )}
          />
        </p>
      )}
      {result && result.deviation !== deviation && (
        <p className="note">
          <Sentence
            text={say(
              'These copies have noise of {deviation, number} of 255. Run the check again for {chosen, number}.',
              { deviation: result.deviation, chosen: deviation },
            )}
          />
        </p>
      )}
      <SectionOutcome
        section="noise"
        made={noise?.subject ?? null}
        subject={subject}
        outcome={noise ? noiseOutcome(sayWords(noise.subject.method.title), noise.result) : null}
      />
      <p className="formula" translate="no">
        {sayPhrase(NOISE_FORMULA)}
      </p>
    </>
  );
}
