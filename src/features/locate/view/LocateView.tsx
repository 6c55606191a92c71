import { type CSSProperties, useEffect } from 'react';
import { useStore } from 'zustand';
import { cancelTable, tableStore } from '../store/all-methods';
import { followLocate, locateStore, setMine } from '../store/locate-store';
import { imageStore } from '../../../page/photo/image-store';
import { runStore } from '../../../page/run/run-store';
import { methodOf, methodsFor } from '../../../page/settings/settings-schema';
import { settingsStore } from '../../../page/settings/settings-store';
import { command, startRun } from '../../../page/run/start-run';
import { percent } from '../../../ui/numbers/numbers';
import { StaleNote } from '../../../ui/text/StaleNote';
import { useMadeOtherwise } from '../../../panels/run/use-made-otherwise';
import { ViewBar } from '../../../panels/ViewBar';
import { BoxControls } from './BoxControls';
import { BoxLayer } from './BoxLayer';
import { Findings } from './Findings';
import { LocateButtons } from './LocateButtons';
import { MapAndMask } from './MapAndMask';
import { LocatedMethodsTable } from './MethodsTable';
import { OwnBoxFields } from './OwnBoxFields';
import { PhotoCanvas } from './PhotoCanvas';
import { Recommendation } from './Recommendation';
import { useStanding } from './use-standing';
import { Sentence } from '../../../ui/text/Sentence';
import './locate.css';
import { sayError } from '../../../core/records/lab-error';
import { say, sayWords } from '../../../words/say';
import { shownClass } from '../../../words/shown-class';
import { shownPhoto } from '../../../words/shown-photo';

/** From a map to boxes on the photo, held against a box the person draws. */
export function LocateView() {
  const { located, mine, boxRecipe } = useStore(locateStore);
  const photo = useStore(imageStore, (state) => state.photo);
  const error = useStore(runStore, (state) => state.saliency.error);
  const failed = useStore(tableStore, (state) => state.error);
  const chosen = useStore(settingsStore, (state) => methodOf(state, 'saliency'));
  const standing = useStanding(located);
  const made = useMadeOtherwise('saliency');
  useEffect(followLocate, []);
  const fault = error ?? failed;
  const shown = located?.photo === photo ? located : null;
  const name = shown ? (shown.made.targetName ?? say('class {index}', { index: shown.made.target })) : '';
  const probability = shown?.map.scalars.probability;
  const method = methodsFor('saliency').find(({ id }) => id === shown?.made.method) ?? chosen;
  return (
    <>
      <div className="view-room locate">
        <div className="locate-top" style={photo ? widthOf(photo) : {}}>
          <figure className="locate-photo">
            <div className="mat">
              {photo ? (
                <div className="locate-frame" style={{ aspectRatio: photo.width / photo.height }}>
                  <PhotoCanvas
                    photo={photo}
                    label={say('The photo: {name}', { name: shownPhoto(photo.name) })}
                  />
                  <BoxLayer
                    photo={photo}
                    found={shown?.boxes ?? []}
                    label={
                      probability === undefined
                        ? shownClass(name)
                        : `${shownClass(name)} ${percent(probability)}`
                    }
                    mine={mine}
                    onMine={setMine}
                  />
                </div>
              ) : (
                <p className="picture-empty">{say('Drop a photo anywhere on the page')}</p>
              )}
            </div>
            {photo && <OwnBoxFields photo={photo} mine={mine} />}
          </figure>
          <div className="locate-side">
            <MapAndMask located={shown} />
            <BoxControls />
            <Recommendation method={chosen.id} masking={boxRecipe.masking} />
          </div>
        </div>
        {fault && (
          <p className="wrong" role="alert">
            <Sentence text={sayError(fault)} />
          </p>
        )}
        {shown && (
          <StaleNote
            made={made}
            action={say('Locate again')}
            onAgain={() => {
              void startRun('saliency');
            }}
          />
        )}
        {shown && <Findings located={shown} mine={mine} method={sayWords(method.title)} />}
        <LocatedMethodsTable mine={mine} />
      </div>
      <ViewBar
        label={say('Locate')}
        disabled={!photo}
        onRun={() => {
          void startRun('saliency');
        }}
        running={standing.running}
        onCancel={() => {
          if (tableStore.getState().running) cancelTable();
          else command({ type: 'cancel' });
        }}
        done={standing.done}
        status={standing.words}
      >
        <LocateButtons located={shown} mine={mine} disabled={standing.running} />
      </ViewBar>
    </>
  );
}

/** How wide the photo is where it is as high as the window allows, at its own shape: what is left is the controls'. */
function widthOf({ width, height }: { readonly width: number; readonly height: number }): CSSProperties {
  return { '--photo': `calc(${width / height} * max(240px, 100dvh - 300px))` } as CSSProperties;
}
