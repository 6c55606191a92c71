import { useEffect } from 'react';
import { useStore } from 'zustand';
import { networkStore } from '../../page/network/network-store';
import { imageStore } from '../../page/photo/image-store';
import { ViewBar } from '../../panels/ViewBar';
import { showError } from '../../panels/notices';
import { Sentence } from '../../ui/text/Sentence';
import { LayerRow } from './LayerRow';
import { cancelLooking, layerMapStore, lookAtLayers, lookFirst } from './layer-map-store';
import './layer-map.css';
import { sayError } from '../../core/records/lab-error';
import { say } from '../../words/say';

function look(): void {
  lookAtLayers().catch(showError);
}

/** The network's layers with what each makes of the photo on screen. */
export function LayerMapView() {
  const { of, names, layers, running, error } = useStore(layerMapStore);
  const fitted = useStore(imageStore, (state) => state.fitted);
  const network = useStore(networkStore, (state) => state.info);
  const isReady = fitted !== null && network !== null;
  useEffect(() => {
    // A failure stays until the person asks again, or another photo or network takes the place of this one.
    if (isReady && !of && !running && !error) lookFirst().catch(showError);
  }, [isReady, of, running, error]);
  return (
    <>
      <div className="view-room layer-map">
        <p className="layer-map-words">
          {say(
            'What each layer makes of your photo, the last layer first: the mean over its channels, then the three channels that answer most. Open a layer, and press a channel to see what excites it.',
          )}
        </p>
        {error && (
          <p className="wrong" role="alert">
            <Sentence text={sayError(error)} />
          </p>
        )}
        {of && layers.length === 0 && (
          <p>
            {say('This network has no layer that still knows where things are, so there is nothing to map.')}
          </p>
        )}
        <ul className="layers" aria-label={say('Layers, the last first')}>
          {layers.map((layer) => {
            const info = names[layer.layer];
            return info && <LayerRow key={info.id} info={info} layer={layer} />;
          })}
        </ul>
      </div>
      <ViewBar
        label={say('Look again')}
        disabled={!isReady}
        running={running}
        onRun={look}
        onCancel={cancelLooking}
        done={of ? 1 : null}
        status={
          !isReady
            ? say('Waiting for a photo and a network')
            : of
              ? say('Done · layers: {layers}', { layers: layers.length })
              : say('Nothing looked at yet')
        }
      />
    </>
  );
}
