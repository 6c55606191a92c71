import { useState } from 'react';
import { useStore } from 'zustand';
import { lateCode } from '../../core/records/late-code';
import type { RunResult } from '../../engine/protocol/protocol';
import { noiseOf } from '../../methods/catalog/method-noise';
import { networkStore } from '../../page/network/network-store';
import { channels, runStore } from '../../page/run/run-store';
import { shownMethod } from '../../page/run/shown-method';
import { chooseTarget } from '../../page/network/choose-target';
import { classificationStore } from '../../page/network/classification-store';
import { methodOf } from '../../page/settings/settings-schema';
import { settingsStore } from '../../page/settings/settings-store';
import { latePart } from '../../panels/boundary/late-part';
import { hasFilm } from '../../panels/film/film-frames';
import { SaveFilm } from '../../panels/film/SaveFilm';
import { formulaLine } from '../../panels/map/formula-line';
import { ClassCurve } from '../../panels/run/LiveCurve';
import { percent } from '../../ui/numbers/numbers';
import { Picture } from '../../panels/picture/Picture';
import { ComparisonChoice, PictureComparison, useComparison } from '../../panels/picture/PictureComparison';
import { Sentence } from '../../ui/text/Sentence';
import { Verdict } from '../../panels/run/Verdict';
import { useBesideTitle } from './use-beside-title';
import { ChangeNumbers } from './ChangeNumbers';
import { ClassBars } from './ClassBars';
import { confidencesAhead } from './confidences';
import { FoolingDrawing } from './FoolingDrawing';
import { GoOn } from './GoOn';
import { Why, WhyButton } from './Why';
import { PlacedLayer } from './PlacedLayer';
import { besideFormula, changedCaption, changedTitle, foolingWords } from './fooling-words';
import './fooling.css';
import { say, sayWords } from '../../words/say';
import { shownClass } from '../../words/shown-class';

const NOISE = 'The networks under noise';
const NoiseStrength = latePart({
  name: NOISE,
  load: lateCode(NOISE, async () => (await import('./noise/NoiseStrength')).NoiseStrength),
});

/** The photo, the fooled picture and their difference, amplified; how far they are apart, and how the classes stand. */
export function FoolingStage() {
  const run = useStore(runStore, (state) => state.fooling);
  const info = useStore(networkStore, (state) => state.info);
  const classification = useStore(classificationStore, (state) => state.classification);
  const settings = useStore(settingsStore);
  const [chosen, setChosen] = useComparison();
  const [asked, setAsked] = useState<RunResult | null>(null);
  const { amplify } = settings;
  const { method, params } = shownMethod('fooling', run, settings);
  const nameOf = (index: number | undefined | null): string =>
    index === undefined || index === null
      ? ''
      : (info?.classes[index]?.name ?? say('class {index}', { index }));
  const before = classification?.top[0];
  const labels = info?.output.kind === 'sigmoid';
  const target = nameOf(run.target);
  const rival = labels ? null : nameOf(run.scalars.rival);
  const beside = useBesideTitle(run.recipe?.beside?.network);
  const subject = { run, method, params, target, rival, beside };
  const words = foolingWords(subject);
  // Nothing has been shown yet: what it is about is said in place of what has come of it.
  const isNew = run.phase === 'idle' || run.scalars.probability === undefined;
  const chosenMethod = methodOf(settings, 'fooling');
  const isIdle = useStore(runStore, (state) => state.active === null);
  // Its sliders are those of the method that is chosen now.
  const confidences = method.id === settings.methods.fooling ? confidencesAhead(run, method, params) : [];
  const frame = channels.fooling.latest();
  const comparison = run.input ? chosen : 'side';
  const original = {
    kind: 'original',
    title: before ? shownClass(before.name) : say('Original'),
    caption: before ? percent(before.probability) : undefined,
  } as const;
  const changed = {
    kind: 'result',
    title: changedTitle(subject) || say('Fooled'),
    caption: changedCaption(subject),
  } as const;
  const logits = frame?.logits ?? classification?.logits;
  const read =
    run.read ?? (classification && before ? { index: before.index, kind: classification.kind } : null);
  const aim = run.target ?? chooseTarget('fooling');
  return (
    <>
      <div className="pictures" data-count={comparison === 'side' ? 3 : 2}>
        {comparison === 'side' ? (
          <>
            <Picture
              exercise="fooling"
              {...original}
              names={[before?.name]}
              fallback={say('Your photo')}
              over={<PlacedLayer />}
            />
            <Picture
              exercise="fooling"
              {...changed}
              names={[target, rival]}
              fallback={
                <>
                  <FoolingDrawing />
                  <p>{say('Press Run: the fooled picture appears here')}</p>
                </>
              }
            />
          </>
        ) : (
          <PictureComparison
            exercise="fooling"
            how={comparison}
            pictures={[original, changed]}
            names={[before?.name, target, rival]}
          />
        )}
        <Picture
          exercise="fooling"
          kind="difference"
          title={say('Difference × {amplify}', { amplify })}
          caption={say('Mid-grey is no change.')}
          fallback={say('What the run has changed appears here, made stronger so that it is seen')}
        />
      </div>
      <div className="fooling-below">
        <div className="stack">
          <Verdict
            exercise="fooling"
            run={run}
            formula={besideFormula(formulaLine(method, params), beside)}
            more={sayWords(method.about)}
          >
            {isNew && (
              <>
                <b>{say('Can a change that you hardly see make the network read something else?')}</b>{' '}
                <span>
                  {say(
                    'Many pixels each move a little, and all the little moves pull the same way, towards another class.',
                  )}
                </span>
              </>
            )}
            {words.found !== null && (
              <b className={words.fooled ? 'fooled' : undefined}>
                <Sentence text={words.found} names={[target, rival, beside]} />
              </b>
            )}
            {!isNew && (
              <Sentence
                text={`${words.found === null ? '' : ' '}${words.more}`}
                names={[target, rival, beside]}
              />
            )}
          </Verdict>
          <ChangeNumbers scalars={run.scalars} />
          <div className="fooling-acts">
            {run.input && <ComparisonChoice value={comparison} onChange={setChosen} />}
            {isIdle && confidences.length > 0 && (
              <GoOn method={method} params={params} confidences={confidences} />
            )}
            {isIdle && hasFilm('fooling') && <SaveFilm />}
            {isIdle && words.fooled && run.result && asked !== run.result && (
              <WhyButton
                onAsk={() => {
                  setAsked(run.result);
                }}
              />
            )}
          </div>
        </div>
        <div className="standing">
          {logits && read && <ClassBars logits={logits} target={aim} read={read} nameOf={nameOf} />}
          <ClassCurve exercise="fooling" />
        </div>
      </div>
      {asked && asked === run.result && (
        <Why
          result={asked}
          onClose={() => {
            setAsked(null);
          }}
        />
      )}
      {noiseOf(chosenMethod.id) && <NoiseStrength method={chosenMethod} />}
    </>
  );
}
