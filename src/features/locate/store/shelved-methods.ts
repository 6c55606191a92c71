import * as v from 'valibot';
import type { ShelvedWork } from '../../../page/settings/views';
import { locateWithMethods, type TableState, tableStore } from './all-methods';
import { locateStore } from './locate-store';

const StateSchema = v.looseObject({
  rows: v.array(v.looseObject({ method: v.string(), made: v.looseObject({}), boxes: v.looseObject({}) })),
  target: v.number(),
});

const again = (): Promise<void> => locateWithMethods(locateStore.getState().boxRecipe);

/** Brings the methods' boxes back from their card. */
export const SHELVED_METHODS: ShelvedWork = {
  restore(state, image) {
    v.assert(StateSchema, state);
    const { rows, boxRecipe, target } = state as unknown as TableState;
    // The photo is known by its array.
    const ofPhoto = rows.map((row) => (image ? { ...row, made: { ...row.made, image } } : row));
    tableStore.setState({ rows: ofPhoto, boxRecipe, target, running: false, now: null, done: 1, left: null });
  },
  goOn: again,
  runAgain: again,
};
