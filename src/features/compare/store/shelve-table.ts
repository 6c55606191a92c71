import { isSample } from '../../../page/photo/sample-links';
import { settingsStore } from '../../../page/settings/settings-store';
import { shelveWork } from '../../../page/shelf/shelve-work';
import { phrase } from '../../../words/say';
import { cellId, compareStore, without } from './compare-store';
import { pictureOfCell } from './drawn-map';

/** Puts the table onto the shelf, as far as it is filled. One card a table: it is the same as long as its rows and columns are. */
export function shelveTable(): void {
  keepTable().catch(() => undefined);
}

async function keepTable(): Promise<void> {
  const { rows, columns, cells, explained, scaleScope, networks, filling } = compareStore.getState();
  const drawn = rows.flatMap((row) =>
    columns.flatMap((column) => {
      const cell = cells[cellId(row.id, column.id)];
      return cell?.status === 'done' ? [{ row: row.id, result: cell.result }] : [];
    }),
  );
  const [first] = drawn;
  if (!first) return;
  const picture = await pictureOfCell(first.row, first.result, settingsStore.getState());
  const isWhole = filling?.phase !== 'cancelled' && drawn.length === rows.length * columns.length;
  shelveWork({
    exercise: 'saliency',
    view: 'compare',
    what: ['compare', rows.map(({ name, id }) => [name, id]), columns],
    state: {
      rows,
      columns,
      cells: without(cells, (id) => cells[id]?.status === 'running'),
      explained,
      scaleScope,
      networks,
    },
    recipe: first.result.recipe,
    phase: isWhole ? 'done' : 'stopped',
    runs: drawn.length,
    verdict: phrase(
      'Table of {rows, plural, one {# photo} other {# photos}}: {maps, plural, one {# map} other {# maps}}',
      { rows: rows.length, maps: drawn.length },
    ),
    picture,
    input: null,
    holdsOthers: rows.some(({ source }) => !isSample(source)),
  });
}
