import { Button, Modal } from '@mantine/core';
import { IconDownload, IconRefresh } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { mapOf } from '../../../../canvas/map-values';
import { createLatest } from '../../../../core/records/latest';
import type { Place } from '../../../../canvas/picture-place';
import { fileNameOf } from '../../../../export/file-name';
import { recipeWords } from '../../../../export/recipe-words';
import { pictureToPng, saveFile, toDataUrl } from '../../../../export/picture-png';
import { cellId, compareStore, setCell, type CellResult } from '../../store/compare-store';
import { frameOfCell, originalOfRow, pictureOfCell } from '../../store/drawn-map';
import { fillTable } from '../../store/fill-table';
import { scalesStore, sharedScale } from '../../store/shared-scale';
import { networkStore } from '../../../../page/network/network-store';
import { mapReadingOf } from '../../../../page/run/map-reading';
import { settingsStore } from '../../../../page/settings/settings-store';
import { formulaLine } from '../../../../panels/map/formula-line';
import { percent, score, short } from '../../../../ui/numbers/numbers';
import { PixelReader } from '../../../../panels/picture/PixelReader';
import { readingWords } from '../../../../panels/map/map-words';
import { showError } from '../../../../panels/notices';
import { StaleNote } from '../../../../ui/text/StaleNote';
import { CellCanvas } from './CellCanvas';
import { useCellMadeOtherwise } from './use-cell-made-otherwise';
import { columnDetail, methodInfo, networkTitle, photoTitle } from '../table-words';
import { Sentence } from '../../../../ui/text/Sentence';
import { sayError } from '../../../../core/records/lab-error';

/** Which cell is open; null where none is. */
export type OpenCell = { readonly row: string; readonly column: string } | null;

interface Props {
  readonly open: OpenCell;
  readonly onMove: (to: OpenCell) => void;
}

/** One cell at full size: the photo beside its map, with its numbers; or why there is no map. */
export function CellDialog({ open, onMove }: Props) {
  const row = useStore(compareStore, ({ rows }) => rows.find(({ id }) => id === open?.row));
  const column = useStore(compareStore, ({ columns }) => columns.find(({ id }) => id === open?.column));
  const cell = useStore(compareStore, ({ cells }) =>
    open ? cells[cellId(open.row, open.column)] : undefined,
  );
  const networks = useStore(networkStore, (state) => state.rows);
  const title =
    row && column
      ? `${photoTitle(row.name)} · ${networkTitle(column.network, networks)} · ${columnDetail(column)}`
      : '';
  return (
    <Modal
      opened={open !== null && row !== undefined && column !== undefined}
      onClose={() => {
        onMove(null);
      }}
      title={<Sentence text={title} names={row ? [photoTitle(row.name)] : []} />}
      size="auto"
      centered
      onKeyDown={(event) => {
        const next = open && neighbour(open, event.key);
        if (!next) return;
        event.preventDefault();
        onMove(next);
      }}
    >
      {open && cell?.status === 'done' && (
        <FullMap key={cellId(open.row, open.column)} {...open} result={cell.result} />
      )}
      {open && cell?.status === 'failed' && (
        <div className="compare-failed">
          <p className="wrong">
            <Sentence text={sayError(cell.error)} />
          </p>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconRefresh size={15} aria-hidden />}
            onClick={() => {
              setCell(open.row, open.column, null);
              void fillTable();
            }}
          >
            Try again
          </Button>
        </div>
      )}
      {cell?.status !== 'done' && cell?.status !== 'failed' && (
        <p className="quiet">This map is not drawn yet.</p>
      )}
    </Modal>
  );
}

/** The pixel that is being read on both pictures. */
interface Probe {
  readonly place: Place;
  readonly byKeys: boolean;
  readonly words: string;
}

function FullMap({
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
    const words = `${value === undefined ? '–' : short(value)} ${method.unit(recipe.params)} · RGB ${colour}`;
    setProbe({ place, byKeys, words: `(${place.x}, ${place.y})  ${words}` });
  };
  const reader = {
    size: map,
    place: probe?.place ?? null,
    onRead: (place: Place | null, byKeys: boolean) => {
      read(place, byKeys).catch(showError);
    },
  };
  const save = async (): Promise<void> => {
    const [bytes, input] = [await picture(), await original()];
    if (!bytes) return;
    const carried = input ? { input: await toDataUrl(input) } : {};
    const png = await pictureToPng(bytes, { recipe, picture: 'map', scale: 1, ...carried });
    saveFile(png, fileNameOf(recipe, 'map', 1));
  };

  const pictures = [
    { label: `${recipe.image ?? 'The photo'}, as the network saw it`, draw: original },
    { label: `Map for ${target.name}`, draw: picture },
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
        <b translate="no">{`${target.name} ${percent(probability)}`}</b>{' '}
        <span className="nums">
          <Sentence
            text={`· logit ${score(logit)}${rival ? ` · next ${rival.name} ${percent(rival.probability)}, logit ${score(rival.logit)}` : ''}`}
            names={[rival?.name]}
          />
        </span>
        <span>{empty ? ' · The map is empty: no pixel moves this score.' : ''}</span>
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
              : `${readingWords(method, settings)}, here shared: ${short(scale)}`
          }
        />
      </p>
      <StaleNote
        made={made}
        action="Draw it again"
        onAgain={() => {
          void fillTable();
        }}
      />
      <div className="compare-foot">
        <p className="nums quiet small" aria-live={probe?.byKeys ? 'polite' : 'off'}>
          <Sentence
            text={
              probe?.words ??
              'Point at a pixel to read it, or Tab to a picture and use the arrow keys. Elsewhere they go to the maps beside this one.'
            }
          />
        </p>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconDownload size={15} aria-hidden />}
          onClick={() => {
            save().catch(showError);
          }}
        >
          Save as PNG
        </Button>
      </div>
    </div>
  );
}

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

/** The cell beside one in the direction of an arrow key; null at the table's edge, and for other keys. */
function neighbour({ row, column }: NonNullable<OpenCell>, key: string): OpenCell {
  const move = MOVES[key];
  const { rows, columns } = compareStore.getState();
  const nextRow = rows[rows.findIndex(({ id }) => id === row) + (move?.[0] ?? 0)];
  const nextColumn = columns[columns.findIndex(({ id }) => id === column) + (move?.[1] ?? 0)];
  return move && nextRow && nextColumn ? { row: nextRow.id, column: nextColumn.id } : null;
}
