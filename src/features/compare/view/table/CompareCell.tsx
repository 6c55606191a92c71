import { Loader } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { memo, useCallback } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { cellId, compareStore, type CellResult } from '../../store/compare-store';
import { pictureOfCell } from '../../store/drawn-map';
import { scalesStore, sharedScale } from '../../store/shared-scale';
import { mapReadingOf } from '../../../../page/run/map-reading';
import { settingsStore } from '../../../../page/settings/settings-store';
import { CellCanvas } from './CellCanvas';
import { useCellIsStale } from './use-cell-made-otherwise';
import { cellCaption, cellLabel } from '../table-words';
import { Sentence } from '../../../../ui/text/Sentence';
import { useLanguage } from '../../../../ui/text/use-language';
import { say } from '../../../../words/say';

interface Props {
  readonly row: string;
  readonly column: string;
  readonly photo: string;
  readonly network: string;
  readonly method: string;
  readonly visible: boolean;
  readonly onOpen: (row: string, column: string) => void;
}

/** One cell: a button with the map and its numbers, or what has become of it. */
export const CompareCell = memo(function CompareCell(props: Props) {
  useLanguage();
  const { row, column, visible, onOpen } = props;
  const cell = useStore(compareStore, (state) => state.cells[cellId(row, column)]);
  const caption = cell?.status === 'done' ? cellCaption(cell.result) : null;
  const rival = cell?.status === 'done' ? cell.result.rival?.name : undefined;
  const stale = useCellIsStale(row, column);
  const opens = cell?.status === 'done' || cell?.status === 'failed';
  return (
    <button
      type="button"
      className="compare-cell"
      data-status={cell?.status ?? 'waiting'}
      aria-label={[
        cellLabel(props, cell),
        ...(caption ?? []),
        ...(stale ? [say('made with other settings')] : []),
      ].join(', ')}
      aria-disabled={!opens}
      onClick={() => {
        if (opens) onOpen(row, column);
      }}
    >
      <span className="compare-picture mat">
        {cell?.status === 'done' &&
          (cell.result.empty ? (
            <span className="compare-hush">{say('The map is empty')}</span>
          ) : (
            <MapCanvas row={row} column={column} result={cell.result} visible={visible} />
          ))}
        {cell?.status === 'running' && (
          <span className="compare-hush">
            <Loader size={18} color="gray.0" />
            {cell.steps > 1 && (
              <span className="nums">
                <Sentence text={say('{step} of {steps}', { step: cell.step, steps: cell.steps })} />
              </span>
            )}
          </span>
        )}
        {cell?.status === 'failed' && (
          <span className="compare-hush">
            <IconAlertTriangle size={20} stroke={1.6} aria-hidden />
          </span>
        )}
      </span>
      <span className="compare-caption">
        {caption && (
          <>
            <b translate="no">{caption[0]}</b>
            <span className="nums quiet">
              <Sentence text={stale ? say('made with other settings') : caption[1]} names={[rival]} />
            </span>
          </>
        )}
        {cell?.status === 'failed' && (
          <span className="wrong">
            <Sentence text={cell.error.message} />
          </span>
        )}
        {cell?.status === 'cancelled' && <span className="quiet">{say('cancelled')}</span>}
      </span>
    </button>
  );
});

interface MapProps {
  readonly row: string;
  readonly column: string;
  readonly result: CellResult;
  readonly visible: boolean;
}

function MapCanvas({ row, column, result, visible }: MapProps) {
  const reading = useStore(settingsStore, useShallow(mapReadingOf));
  const scope = useStore(compareStore, (state) => state.scaleScope);
  const scale = useStore(scalesStore, (state) => sharedScale(state, scope, column, reading));
  const draw = useCallback(
    () => pictureOfCell(row, result, reading, scale ?? undefined),
    [row, result, reading, scale],
  );
  return <CellCanvas draw={scale === null ? null : draw} visible={visible} />;
}
