import * as v from 'valibot';
import type { ShelvedWork } from '../../../page/settings/views';
import { type Example, leaveExample, meaningStore, type Push, showExample } from './meaning-store';

const row = v.looseObject({ index: v.number(), name: v.string(), logit: v.number() });
const picture = v.looseObject({ width: v.number(), data: v.instance(Uint8ClampedArray) });
const StateSchema = v.looseObject({
  example: v.looseObject({ network: v.string(), from: row, to: row, slopes: v.instance(Float32Array) }),
  push: v.looseObject({ epsilon: v.number(), picture, best: row }),
});

/** Brings a push back from its card. */
export const SHELVED_MEANING: ShelvedWork = {
  restore(state, input) {
    v.assert(StateSchema, state);
    const { example, push } = state as unknown as { readonly example: Example; readonly push: Push };
    // What is under way would put itself in the place of what is brought back.
    leaveExample();
    // The photo is known by its array.
    const image = input ?? example.image;
    meaningStore.setState({ example: { ...example, image }, push, epsilon: push.epsilon, error: null });
  },
  runAgain: () => {
    meaningStore.setState({ example: null, push: null });
    return showExample();
  },
};
