import { useState } from 'react';
import { useStore } from 'zustand';
import { networkStore } from '../../page/network/network-store';
import { runStore } from '../../page/run/run-store';
import { shownMethod } from '../../page/run/shown-method';
import { chooseTarget } from '../../page/network/choose-target';
import { settingsStore } from '../../page/settings/settings-store';
import { formulaLine } from '../../panels/map/formula-line';
import { AscentDrawing } from './AscentDrawing';
import { Companions, useCompanions } from './Companions';
import { FilmStrip } from './FilmStrip';
import { Queue } from './queue/Queue';
import { NaturalLook } from './readings/NaturalLook';
import { Readings } from './readings/Readings';
import { TwinPicture, useTwinRun } from './twin/TwinPicture';
import { LiveCurve } from '../../panels/run/LiveCurve';
import { Picture } from '../../panels/picture/Picture';
import { Sentence } from '../../ui/text/Sentence';
import { useHeldFrame } from '../../panels/run/use-held-frame';
import { Verdict } from '../../panels/run/Verdict';
import { FadedPicture, TransparencyBar, useOpacity } from './Transparency';
import { pictureCaption, pictureTitle, readWords } from './visualisation-words';
import { whole } from '../../words/number';
import { say, sayWords } from '../../words/say';

/** The picture in progress, its film strip and the live curve. */
export function VisualisationStage() {
  const run = useStore(runStore, (state) => state.visualization);
  const info = useStore(networkStore, (state) => state.info);
  const { method, params } = shownMethod('visualization', run, useStore(settingsStore));
  const nameOf = (index: number | undefined): string =>
    index === undefined ? '' : (info?.classes[index]?.name ?? `class ${index}`);
  const held = useHeldFrame('visualization');
  const scalars = held?.scalars ?? run.scalars;
  const target = nameOf(run.target ?? chooseTarget('visualization'));
  const rival = info?.output.kind === 'sigmoid' ? null : nameOf(scalars.rival);
  const layers = info?.camLayers ?? [];
  const subject = { scalars, raised: method.raised(params), layers, target, rival };
  const names = [target, rival, ...layers.map(({ title }) => title)];
  const caption = pictureCaption(subject);
  const step = held ? whole(held.step) : null;
  const { read, more } = readWords(subject);
  const { twin } = useTwinRun(run);
  const companions = useCompanions();
  const felt = useOpacity();
  const [isFaded, setIsFaded] = useState(false);
  return (
    <>
      <div className="pictures" data-count={twin || companions.length > 0 ? 2 : 1}>
        <Picture
          exercise="visualization"
          kind="result"
          title={pictureTitle(subject)}
          names={names}
          caption={caption && step !== null ? say('step {step}, {caption}', { step, caption }) : caption}
          fallback={
            <>
              <AscentDrawing />
              <p>{say('Press Run: the picture appears here')}</p>
            </>
          }
          over={felt && isFaded && <FadedPicture frame={felt} />}
          legend={felt && <TransparencyBar frame={felt} isFaded={isFaded} onFade={setIsFaded} />}
        />
        {!twin && companions.length > 0 && <Companions pictures={companions} />}
        <TwinPicture run={run} targetName={target} />
        <div className="beside">
          <Verdict
            exercise="visualization"
            run={run}
            formula={formulaLine(method, params)}
            more={`${sayWords(method.opening(params))} ${sayWords(method.about)}`}
          >
            {caption === undefined ? (
              <>
                <b>
                  <Sentence
                    names={names}
                    text={say('What would the network most like to see as “{target}”?', { target })}
                  />
                </b>{' '}
                <span>
                  {say(
                    'Each step changes the picture so that the score of the class climbs; what appears is what the network looks for.',
                  )}
                </span>
              </>
            ) : (
              <>
                {step !== null && <Sentence text={`${say('At step {step}:', { step })} `} />}
                <b>
                  <Sentence names={names} text={read} />
                </b>
                <Sentence names={names} text={` ${more}`} />
              </>
            )}
          </Verdict>
          <LiveCurve exercise="visualization" rival={rival} />
          <NaturalLook />
          <FilmStrip exercise="visualization" />
          {subject.raised.what === 'class' && <Readings run={run} targetName={target} />}
          <Queue />
        </div>
      </div>
    </>
  );
}
