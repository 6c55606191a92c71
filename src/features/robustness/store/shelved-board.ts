import * as v from 'valibot';
import { listedAs, listPhotos, openedPhotos } from '../../../page/photo/opened-photos';
import type { ShelvedWork } from '../../../page/settings/views';
import { type BoardCell, boardStore, cellKey } from './board-store';
import { cancelMeasuring, measureBoard } from './measure-board';
import { PHOTO_SETS } from './robustness-params';
import type { boardState } from './shelve-board';

const cell = v.looseObject({ status: v.picklist(['done', 'failed']) });
const StateSchema = v.looseObject({
  photos: v.picklist(PHOTO_SETS),
  epsilon: v.number(),
  networks: v.array(v.string()),
  cells: v.record(v.string(), cell),
  labels: v.record(v.string(), v.looseObject({ name: v.string() })),
  infos: v.record(v.string(), v.looseObject({ id: v.string() })),
  signs: v.record(v.string(), v.looseObject({})),
  opened: v.array(
    v.looseObject({ id: v.string(), name: v.string(), source: v.union([v.string(), v.instance(Blob)]) }),
  ),
});

/** Brings a board back from its card; what else was measured in this visit stays. */
export const SHELVED_BOARD: ShelvedWork = {
  restore(state) {
    v.assert(StateSchema, state);
    const { opened, cells, labels, infos, signs, ...settings } = state as unknown as ReturnType<
      typeof boardState
    >;
    cancelMeasuring();
    listPhotos(opened);
    const ids = new Map(
      opened.map(({ id, source }) => {
        const there = listedAs(openedPhotos.getState(), source);
        return [id, there ? `opened-${String(there.id)}` : id] as const;
      }),
    );
    const own = (id: string): string => ids.get(id) ?? id;
    const here = Object.values(cells).map((each) => ofPhoto(each, own));
    const said = Object.entries(labels).map(([id, label]) => [own(id), label]);
    boardStore.setState((now) => ({
      ...settings,
      cells: { ...now.cells, ...Object.fromEntries(here) },
      labels: { ...now.labels, ...(Object.fromEntries(said) as typeof labels) },
      infos: { ...now.infos, ...infos },
      signs: { ...now.signs, ...signs },
      measuring: null,
    }));
  },
  goOn: () => measureBoard(),
  runAgain: () => {
    boardStore.setState({ cells: {} });
    return measureBoard();
  },
};

/** What was measured, by the place that its photo has in this visit. */
function ofPhoto(kept: BoardCell, own: (id: string) => string): readonly [key: string, cell: BoardCell] {
  switch (kept.status) {
    case 'done': {
      const made = { ...kept.measure.made, photo: own(kept.measure.made.photo) };
      return [cellKey(made.photo, made.network), { ...kept, measure: { ...kept.measure, made } }];
    }
    case 'failed': {
      const made = { ...kept.made, photo: own(kept.made.photo) };
      return [cellKey(made.photo, made.network), { ...kept, made }];
    }
    default:
      throw new Error('A photo was being measured.');
  }
}
