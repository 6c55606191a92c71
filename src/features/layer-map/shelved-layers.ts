import * as v from 'valibot';
import type { ShelvedWork } from '../../page/settings/views';
import { cancelLooking, layerMapStore, lookAtLayers } from './layer-map-store';

const thumbnails = v.looseObject({
  layer: v.number(),
  width: v.number(),
  thumbnails: v.array(v.looseObject({ values: v.instance(Uint8ClampedArray) })),
});
const StateSchema = v.looseObject({
  network: v.string(),
  names: v.array(v.looseObject({ id: v.string() })),
  layers: v.array(thumbnails),
  open: v.nullable(v.number()),
  channels: v.nullable(thumbnails),
});

/** Brings layers back from their card. */
export const SHELVED_LAYERS: ShelvedWork = {
  restore(state, photo) {
    v.assert(StateSchema, state);
    if (!photo) throw new Error('The photo is not there.');
    const { network, ...kept } = state;
    // What is under way would put itself in the place of what is brought back.
    cancelLooking();
    layerMapStore.setState({ ...(kept as object), of: { photo, network }, running: false, error: null });
  },
  runAgain: lookAtLayers,
};
