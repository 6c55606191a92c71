import * as v from 'valibot';
import type { ShelvedWork } from '../../../page/settings/views';
import { cancelTable, locateWithMethods, type TableState, tableStore } from './all-methods';
import { locateStore } from './locate-store';

const StateSchema = v.looseObject({
  rows: v.array(v.looseObject({ method: v.string(), made: v.looseObject({}), boxes: v.looseObject({}) })),
  target: v.number(),
});

/** Brings the methods' boxes back from their card. */
export const SHELVED_METHODS: ShelvedWork = {
  restore(state, image) {
    v.assert(StateSchema, state);
    const { rows, boxRecipe, target } = state as unknown as TableState;
    // What is under way would put itself in the place of what is brought back.
    cancelTable();
    // The photo is known by its array.
    const ofPhoto = rows.map((row) => (image ? { ...row, made: { ...row.made, image } } : row));
    tableStore.setState({ rows: ofPhoto, boxRecipe, target, running: false, now: null, done: 1, left: null });
  },
  goOn: () => locateWithMethods(locateStore.getState().boxRecipe, { goOn: true }),
  runAgain: () => locateWithMethods(locateStore.getState().boxRecipe),
};
