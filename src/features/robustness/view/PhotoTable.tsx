import { useStore } from 'zustand';
import type { TopRow } from '../../../engine/protocol/protocol';
import { sameClass } from '../../../core/records/same-class';
import { ClassPicker } from '../../../ui/ClassPicker';
import { WideTable } from '../../../ui/charts/WideTable';
import { Sentence } from '../../../ui/text/Sentence';
import { type BoardPhoto, photosOf } from '../store/board-photos';
import { isCurrent } from '../store/board-request';
import { type BoardCell, boardStore, cellKey, setLabel } from '../store/board-store';
import { measureWords } from './board-words';
import { PhotoThumb } from './PhotoThumb';
import type { BoardNetwork } from './use-board';
import { sayError } from '../../../core/records/lab-error';
import { say } from '../../../words/say';
import { shownClass } from '../../../words/shown-class';
import { shownPhoto } from '../../../words/shown-photo';

/** Photo by photo: what it shows, and what came of it on each network. */
export function PhotoTable({
  networks,
  isOpen,
}: {
  readonly networks: readonly BoardNetwork[];
  /** Whether it opens by itself: there is nothing else to look at. */
  readonly isOpen: boolean;
}) {
  const { photos } = useStore(boardStore);
  return (
    <details className="board-list" open={isOpen || photos === 'opened'}>
      <summary>{say('Photo by photo')}</summary>
      <WideTable label={say('Photo by photo')}>
        <table className="board-photo-table">
          <thead>
            <tr>
              <td />
              <th scope="col">{say('Shows')}</th>
              {networks.map(({ id, title }) => (
                <th key={id} scope="col" translate="no">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {photosOf(photos).map((photo) => (
              <tr key={photo.id}>
                <th scope="row">
                  <span className="board-photo">
                    <PhotoThumb source={photo.source} />
                    <span className="clip" translate="no">
                      {shownPhoto(photo.name)}
                    </span>
                  </span>
                </th>
                <td>
                  <Shown photo={photo} network={networks[0]?.id ?? ''} />
                </td>
                {networks.map(({ id }) => (
                  <td key={id}>
                    <Outcome photo={photo} network={id} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </WideTable>
    </details>
  );
}

interface Place {
  readonly photo: BoardPhoto;
  readonly network: string;
}

/** The class a photo is of: what is known of a sample; for another the person says it. */
function Shown({ photo, network }: Place) {
  const info = useStore(boardStore, (state) => state.infos[network]);
  const cell = useStore(boardStore, (state) => state.cells[cellKey(photo.id, network)]);
  const said = useStore(boardStore, (state) => state.labels[photo.id]);
  if (photo.known !== null) return <span translate="no">{shownClass(photo.known)}</span>;
  if (!info || cell?.status !== 'done') return <span className="quiet">{say('measure it first')}</span>;
  const { clean } = cell.measure;
  const own = said ? sameClass(info.classes, said) : null;
  return (
    <ClassPicker
      compact
      label={say('What {photo} shows', { photo: shownPhoto(photo.name) })}
      classes={info.classes}
      top={topOf(clean)}
      value={own ?? clean.index}
      onChange={(index) => {
        const label = info.classes[index];
        if (label) setLabel(photo.id, { index, name: label.name });
      }}
    />
  );
}

const tops = new WeakMap<TopRow, readonly TopRow[]>();

/** One list for one row, so that the picker is not drawn anew. */
function topOf(row: TopRow): readonly TopRow[] {
  const there = tops.get(row);
  if (there) return there;
  const list = [row];
  tops.set(row, list);
  return list;
}

function Outcome({ photo, network }: Place) {
  const cell = useStore(boardStore, (state) => state.cells[cellKey(photo.id, network)]);
  const info = useStore(boardStore, (state) => state.infos[network]);
  const nameOf = (index: number): string => info?.classes[index]?.name ?? say('class {index}', { index });
  return <OutcomeWords cell={cell} isNow={isCurrent({ photo, network })} nameOf={nameOf} />;
}

function OutcomeWords({
  cell,
  isNow,
  nameOf,
}: {
  readonly cell: BoardCell | undefined;
  readonly isNow: boolean;
  readonly nameOf: (index: number) => string;
}) {
  switch (cell?.status) {
    case 'running':
      return <span className="quiet">{say('being attacked …')}</span>;
    case 'failed':
      return (
        <span className="wrong">
          <Sentence text={sayError(cell.error)} />
        </span>
      );
    case 'done': {
      if (!isNow) return <span className="quiet">{say('measured with other settings')}</span>;
      const { measure } = cell;
      const names = [measure.clean.name, nameOf(measure.trials.at(-1)?.read ?? -1)];
      return (
        <span className={measure.right && measure.falls === null ? 'board-stands' : undefined}>
          <Sentence text={measureWords(measure, nameOf)} names={names} />
        </span>
      );
    }
    case undefined:
      return <span className="quiet">–</span>;
    default:
      return cell satisfies never;
  }
}
