import * as v from 'valibot';
import type { NetworkInfo } from '../../../engine/protocol/protocol';
import type { ShelvedWork } from '../../../page/settings/views';
import { cellKey } from './cell-request';
import { drawSheet, keysOnSheet } from './draw-sheet';
import { sheetNow } from './sheet';
import type { KeptCell } from './shelve-sheet';
import { forgetFailed, putCell } from './sweep-store';
import type { SweepParams } from './sweep-params';
import { VISUALISATION_SWEEP as SWEEP } from './sweeps';

const StateSchema = v.looseObject({
  cells: v.array(
    v.looseObject({ row: v.number(), column: v.number(), state: v.looseObject({ status: v.string() }) }),
  ),
  params: v.record(v.string(), v.string()),
  infos: v.record(v.string(), v.looseObject({ id: v.string() })),
});

/** Brings a contact sheet back from its card. */
export const SHELVED_SHEET: ShelvedWork = {
  restore(state) {
    v.assert(StateSchema, state);
    const { cells, infos, params } = state as unknown as {
      readonly cells: readonly KeptCell[];
      readonly params: SweepParams;
      readonly infos: Readonly<Record<string, NetworkInfo>>;
    };
    SWEEP.store.setState((now) => ({ ...params, infos: { ...infos, ...now.infos } }));
    const there = sheetNow(SWEEP);
    // Without its network there is no sheet yet; it is asked again once that is there.
    if (!('sheet' in there)) return;
    const { sheet } = there;
    const keys = new Set(keysOnSheet(SWEEP, sheet));
    for (const { row, column, state: kept } of cells) {
      const cell = sheet.cells.find((each) => each.row === row && each.column === column);
      if (cell) putCell(SWEEP, cellKey(SWEEP, sheet, cell), kept, keys);
    }
  },
  goOn: () => drawSheet(SWEEP),
  runAgain: () => {
    const there = sheetNow(SWEEP);
    if ('sheet' in there) forgetFailed(SWEEP, new Set(keysOnSheet(SWEEP, there.sheet)));
    return drawSheet(SWEEP);
  },
};
