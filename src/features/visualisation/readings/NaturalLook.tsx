import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { lookStatistics, shareOfPhotographs, unlikeness } from '../../../core/pictures/natural-look';
import type { Frame } from '../../../core/records/frame';
import type { ParamValues } from '../../../methods/catalog/params';
import { actingParams, channels, runStore } from '../../../page/run/run-store';
import { useHeldFrame } from '../../../panels/run/use-held-frame';
import { percent, short } from '../../../ui/numbers/numbers';
import { Sentence } from '../../../ui/text/Sentence';
import { say } from '../../../words/say';

/** So often it is worked out anew while a run goes on: it takes some milliseconds. */
const UPDATE_MS = 700;

/** How natural the picture on the stage looks, beside the curve: by three numbers alone, whatever it shows. */
export function NaturalLook() {
  const held = useHeldFrame('visualization');
  const latest = useLatest();
  const run = useStore(runStore, (state) => state.visualization);
  const frame = held ?? latest;
  if (!frame?.pixels) return null;
  const { width, height, pixels } = frame;
  const statistics = lookStatistics({ width, height, data: pixels });
  const share = shareOfPhotographs(unlikeness(statistics));
  return (
    <div className="look">
      <p>
        <Sentence text={keepsSizes(actingParams(run)) ? keptSizesSentence() : lookSentence(share)} />
      </p>
      <details>
        <summary>{say('How this is measured')}</summary>
        <p className="quiet">
          {say(
            'Contrast from octave to octave, total variation and colours are set against photographs’: what the picture shows has no part in it.',
          )}
        </p>
        <p className="quiet nums">
          <Sentence
            text={say('Slope {slope}, log variation {variation}, log colour {colour}.', {
              slope: short(statistics.slope),
              variation: short(statistics.variation),
              colour: short(statistics.colour),
            })}
          />
        </p>
      </details>
    </div>
  );
}

/** Whether a picture's waves are as large as in photographs whatever it shows, and with them all that is measured here. */
function keepsSizes(params: ParamValues | null): boolean {
  return params?.['parameterisation'] === 'maco';
}

/** What is said in place of a share that would be high for mere noise. */
export function keptSizesSentence(): string {
  return say(
    'Its waves are kept as large as photographs’, so it looks natural by what is measured here, whatever it shows.',
  );
}

/** What the share of photographs that are further from the usual one says. */
export function lookSentence(share: number): string {
  return share === 0
    ? say('Looks like no photograph: all that were measured are closer to the usual one.')
    : say('Looks as natural as a photograph can: {share} of those measured are further from the usual one.', {
        share: percent(share),
      });
}

function useLatest(): Frame | null {
  const [frame, setFrame] = useState<Frame | null>(null);
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const update = (): void => {
      waiting = undefined;
      setFrame(channels.visualization.latest());
    };
    update();
    const stop = channels.visualization.subscribe(() => {
      waiting ??= setTimeout(update, UPDATE_MS);
    });
    return () => {
      clearTimeout(waiting);
      stop();
    };
  }, []);
  return frame;
}
