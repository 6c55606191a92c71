import { useCallback, useState } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { mapOf } from '../../../../canvas/map-values';
import { createLatest } from '../../../../core/records/latest';
import type { Place } from '../../../../canvas/picture-place';
import { recipeWords } from '../../../../export/recipe-words';
import { compareStore, type CellResult } from '../../store/compare-store';
import { frameOfCell, originalOfRow, pictureOfCell } from '../../store/drawn-map';
import { fillTable } from '../../store/fill-table';
import { scalesStore, sharedScale } from '../../store/shared-scale';
import { mapReadingOf } from '../../../../page/run/map-reading';
import { settingsStore } from '../../../../page/settings/settings-store';
import { formulaLine } from '../../../../panels/map/formula-line';
import { percent, score, short } from '../../../../ui/numbers/numbers';
import { SaveAsPng } from '../../../../panels/picture/SaveAsPng';
import { PixelReader } from '../../../../panels/picture/PixelReader';
import { readingWords } from '../../../../panels/map/map-words';
import { showError } from '../../../../panels/notices';
import { StaleNote } from '../../../../ui/text/StaleNote';
import { CellCanvas } from './CellCanvas';
import { useCellMadeOtherwise } from './use-cell-made-otherwise';
import { methodInfo } from '../table-words';
import { Sentence } from '../../../../ui/text/Sentence';
import { say, sayWords } from '../../../../words/say';
import { shownClass } from '../../../../words/shown-class';
import { shownPhoto } from '../../../../words/shown-photo';

/** The pixel that is being read on both pictures. */
interface Probe {
  readonly place: Place;
  readonly byKeys: boolean;
  readonly words: string;
}

/** A photo beside its map, pixel for pixel, with everything that made it. */
export function FullMap({
  row,
  column,
  result,
}: {
  readonly row: string;
  readonly column: string;
  readonly result: CellResult;
}) {
  const settings = useStore(settingsStore);
  const reading = useStore(settingsStore, useShallow(mapReadingOf));
  const scope = useStore(compareStore, (state) => state.scaleScope);
  const scale = useStore(scalesStore, (state) => sharedScale(state, scope, column, reading)) ?? undefined;
  const [probe, setProbe] = useState<Probe | null>(null);
  const [reads] = useState(createLatest);
  const { map, recipe, target, logit, probability, rival, empty } = result;
  const method = methodInfo(recipe.method);
  const made = useCellMadeOtherwise(row, column);
  const original = useCallback(
    () => originalOfRow(row, [map.height, map.width], recipe.fit),
    [row, map, recipe],
  );
  const picture = useCallback(
    () => pictureOfCell(row, result, reading, scale),
    [row, result, reading, scale],
  );

  const read = async (place: Place | null, byKeys: boolean): Promise<void> => {
    const signal = reads.begin();
    if (!place) {
      setProbe(null);
      return;
    }
    const frame = await frameOfCell(row, result);
    if (signal.aborted) return;
    const index = place.y * map.width + place.x;
    const value = mapOf(frame, reading)?.[index];
    const colour = [0, 1, 2].map((c) => frame.pixels?.[4 * index + c] ?? 0).join(' ');
    const unit = sayWords(method.unit(recipe.params));
    const words = `${value === undefined ? '–' : short(value)} ${unit} · RGB ${colour}`;
    setProbe({ place, byKeys, words: `(${place.x}, ${place.y})  ${words}` });
  };
  const reader = {
    size: map,
    place: probe?.place ?? null,
    onRead: (place: Place | null, byKeys: boolean) => {
      read(place, byKeys).catch(showError);
    },
  };
  const pictures = [
    {
      label: say('{name}, as the network saw it', {
        name: recipe.image === undefined ? say('The photo') : shownPhoto(recipe.image),
      }),
      draw: original,
    },
    { label: say('Map for {className}', { className: target.name }), draw: picture },
  ];

  return (
    <div className="compare-full">
      <div className="compare-pair">
        {pictures.map(({ label, draw }) => (
          <div key={label} className="compare-large mat">
            <PixelReader label={label} {...reader}>
              <CellCanvas draw={draw} visible label={label} />
            </PixelReader>
          </div>
        ))}
      </div>
      <p>
        <b translate="no">{`${shownClass(target.name)} ${percent(probability)}`}</b>{' '}
        <span className="nums">
          <Sentence
            text={`· ${[
              say('logit {logit}', { logit: score(logit) }),
              ...(rival
                ? [
                    say('next {className} {probability}, logit {logit}', {
                      className: rival.name,
                      probability: percent(rival.probability),
                      logit: score(rival.logit),
                    }),
                  ]
                : []),
            ].join(' · ')}`}
            names={[rival?.name]}
          />
        </span>
        <span>{empty ? ` · ${say('The map is empty: no pixel moves this score.')}` : ''}</span>
      </p>
      <p className="formula" translate="no">
        <span>{formulaLine(method, recipe.params, reading)}</span>
        <span className="formula-numbers nums">{recipeWords(recipe)}</span>
      </p>
      <p className="quiet small nums">
        <Sentence
          text={
            scale === undefined
              ? readingWords(method, settings)
              : say('{reading}, here shared: {scale}', {
                  reading: readingWords(method, settings),
                  scale: short(scale),
                })
          }
        />
      </p>
      <StaleNote
        made={made}
        action={say('Draw it again')}
        onAgain={() => {
          void fillTable();
        }}
      />
      <div className="compare-foot">
        <p className="nums quiet small" aria-live={probe?.byKeys ? 'polite' : 'off'}>
          <Sentence
            text={
              probe?.words ??
              say(
                'Point at a pixel to read it, or Tab to a picture and use the arrow keys. Elsewhere they go to the maps beside this one.',
              )
            }
          />
        </p>
        <SaveAsPng recipe={recipe} kind="map" picture={picture} input={original} />
      </div>
    </div>
  );
}
