import { useStore } from 'zustand';
import { imageStore } from '../../page/photo/image-store';
import { networkStore } from '../../page/network/network-store';
import { runStore } from '../../page/run/run-store';
import { shownMethod } from '../../page/run/shown-method';
import { classificationStore } from '../../page/network/classification-store';
import { settingsStore } from '../../page/settings/settings-store';
import { formulaLine } from '../../panels/map/formula-line';
import { percent, score } from '../../ui/numbers/numbers';
import { Picture } from '../../panels/picture/Picture';
import { ComparisonChoice, PictureComparison, useComparison } from '../../panels/picture/PictureComparison';
import { readSentence } from '../../panels/run/read-words';
import { CompletenessLine } from './CompletenessLine';
import { MapLegend } from './MapLegend';
import { SaliencyDrawing } from './SaliencyDrawing';
import { layerName, mapMeaning, mapOpening, mapTitle, readingWords } from '../../panels/map/map-words';
import { emptyMapSentence, useEmptyMap } from './use-empty-map';
import { Sentence } from '../../ui/text/Sentence';
import { Verdict } from '../../panels/run/Verdict';
import { sayWords } from '../../words/say';
import './saliency.css';
import { say } from '../../words/say';
import { shownPhoto } from '../../words/shown-photo';

/** The photo beside the map of where a small change would move the score. */
export function SaliencyStage() {
  const run = useStore(runStore, (state) => state.saliency);
  const photo = useStore(imageStore, (state) => state.photo);
  const info = useStore(networkStore, (state) => state.info);
  const classification = useStore(classificationStore, (state) => state.classification);
  const read = classification && readSentence(classification.top, classification.kind);
  const settings = useStore(settingsStore);
  const empty = useEmptyMap();
  const [chosen, setChosen] = useComparison();
  const { method, params } = shownMethod('saliency', run, settings);
  const name =
    run.target === null
      ? ''
      : (info?.classes[run.target]?.name ?? say('class {index}', { index: run.target }));
  const { probability, logit, depth } = run.scalars;
  const layer = depth === undefined ? undefined : info?.camLayers?.[depth];
  const nothing = empty && run.phase !== 'running' ? emptyMapSentence(name, run.scalars) : null;
  const comparison = run.input ? chosen : 'side';
  const original = {
    kind: 'original',
    title: say('What the network saw'),
    caption: photo ? shownPhoto(photo.name) : undefined,
  } as const;
  const map = {
    kind: 'map',
    title: mapTitle(method, name),
    caption:
      logit !== undefined && probability !== undefined
        ? [
            say('logit {logit}', { logit: score(logit) }),
            percent(probability),
            ...(layer ? [layerName(layer)] : []),
          ].join(' · ')
        : undefined,
  } as const;
  const mapNames = [name, layer && layerName(layer)];
  const legend = <MapLegend unit={sayWords(method.unit(params))} words={readingWords(method, settings)} />;
  return (
    <>
      <div className="pictures" data-count={comparison === 'side' ? 2 : 1}>
        {comparison === 'side' ? (
          <>
            <Picture exercise="saliency" {...original} names={[original.caption]} />
            <Picture
              exercise="saliency"
              {...map}
              names={mapNames}
              fallback={
                <>
                  <SaliencyDrawing />
                  <p>{photo ? say('Drawing the map') : say('The map will appear here')}</p>
                </>
              }
              notice={nothing}
              legend={legend}
            />
          </>
        ) : (
          <PictureComparison
            exercise="saliency"
            how={comparison}
            pictures={[original, map]}
            names={[original.caption, ...mapNames]}
          />
        )}
      </div>
      {comparison !== 'side' && legend}
      <div className="verdict-row">
        <Verdict
          exercise="saliency"
          run={run}
          formula={formulaLine(method, params, settings)}
          more={name === '' ? '' : mapMeaning(method, params, name, settings.signed)}
          names={[name]}
        >
          {!photo ? (
            <>
              <b>{say('Where does the network look?')}</b>{' '}
              <span>
                {say(
                  'It gives every class a score; the map shows on which pixels the score of one class hangs. Drop a photo anywhere on the page to see it.',
                )}
              </span>
            </>
          ) : name === '' ? (
            say('The map is drawn as soon as the engine is free.')
          ) : nothing ? (
            <Sentence text={nothing} names={[name]} />
          ) : (
            <>
              {read && (
                <b>
                  <Sentence text={`${read} `} names={classification.top.map((row) => row.name)} />
                </b>
              )}
              <Sentence names={[name]} text={mapOpening(method, params, name, settings)} />
              <CompletenessLine run={run} method={method} />
            </>
          )}
        </Verdict>
        {run.input && <ComparisonChoice value={comparison} onChange={setChosen} />}
      </div>
    </>
  );
}
