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
import { readSentence } from '../../panels/run/read-words';
import { CompletenessLine } from './CompletenessLine';
import { MapLegend } from './MapLegend';
import { layerName, mapMeaning, mapTitle, readingWords } from '../../panels/map/map-words';
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
  const { method, params } = shownMethod('saliency', run, settings);
  const name =
    run.target === null
      ? ''
      : (info?.classes[run.target]?.name ?? say('class {index}', { index: run.target }));
  const { probability, logit, depth } = run.scalars;
  const layer = depth === undefined ? undefined : info?.camLayers?.[depth];
  const nothing = empty && run.phase !== 'running' ? emptyMapSentence(name, run.scalars) : null;
  return (
    <>
      <div className="pictures" data-count={2}>
        <Picture
          exercise="saliency"
          kind="original"
          title={say('What the network saw')}
          caption={photo ? shownPhoto(photo.name) : undefined}
          names={[photo && shownPhoto(photo.name)]}
        />
        <Picture
          exercise="saliency"
          kind="map"
          title={mapTitle(method, name)}
          names={[name, layer && layerName(layer)]}
          caption={
            logit !== undefined && probability !== undefined
              ? [
                  say('logit {logit}', { logit: score(logit) }),
                  percent(probability),
                  ...(layer ? [layerName(layer)] : []),
                ].join(' · ')
              : undefined
          }
          fallback={photo ? say('Drawing the map') : say('The map will appear here')}
          notice={nothing}
          legend={<MapLegend unit={sayWords(method.unit(params))} words={readingWords(method, settings)} />}
        />
      </div>
      <Verdict exercise="saliency" run={run} formula={formulaLine(method, params, settings)}>
        {!photo ? (
          say('Drop a photo anywhere on the page to see where the network looks.')
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
            <Sentence names={[name]} text={mapMeaning(method, params, name, settings.signed)} />
            <CompletenessLine run={run} method={method} />
          </>
        )}
      </Verdict>
    </>
  );
}
