import * as v from 'valibot';
import type { PixelImage } from '../../../../core/pictures/pixel-image';
import type { RunResult } from '../../../../engine/protocol/protocol';
import { frameOfRun } from '../../../../page/run/draw-map';
import { acceptFrame, beginRun, runStore } from '../../../../page/run/run-store';
import { setAside, startRun } from '../../../../page/run/start-run';
import type { ShelvedWork } from '../../../../page/settings/views';
import { afterStore, showAfter } from './after-store';
import { type Fooled, fooledOf } from './fooled';
import { cancelMaps, drawMaps, type MapsBeside, mapsStore } from './maps-store';
import { type afterState, type AfterWork, type KeptAttack } from './shelve-after';
import { findSmallest, smallestStore, stopSearch, subjectNow } from './smallest-store';
import { bringAnswersBack, cancelAsking, askEveryNetwork } from './transfer-store';
import { cancelMeasuring, measureTransforms, transformsStore } from './transforms-store';

const fields = v.looseObject({});
const StateSchema = v.looseObject({
  section: v.picklist(['smallest', 'survival', 'networks', 'map']),
  attack: v.looseObject({
    recipe: fields,
    width: v.number(),
    pixels: v.instance(Uint8ClampedArray),
    logits: v.instance(Float32Array),
  }),
  ofFound: v.boolean(),
  smallest: v.looseObject({ asked: v.picklist(['attack', 'smallest']), found: v.nullable(fields) }),
  survival: v.optional(v.looseObject({ pairs: v.record(v.string(), fields), chosen: fields })),
  networks: v.optional(
    v.looseObject({ made: v.array(fields), given: v.array(fields), asked: v.array(fields) }),
  ),
  map: v.optional(v.nullable(v.looseObject({ photo: fields, fooled: fields }))),
});

type Kept = {
  readonly section: AfterWork;
  readonly attack: KeptAttack;
  readonly ofFound: boolean;
} & Partial<ReturnType<typeof afterState>>;

/** Brings what became of a fooled picture back from its card, and the attack's picture with it. */
export const SHELVED_AFTER: ShelvedWork = {
  restore(state, input) {
    v.assert(StateSchema, state);
    if (!input) throw new Error('The photo is not there.');
    const kept = state as unknown as Kept;
    const attack = showAttack(kept.attack, input);
    const { section, smallest } = kept as Kept & ReturnType<typeof afterState>;
    // What is under way would put itself in the place of what is brought back.
    stopSearch();
    cancelMeasuring();
    cancelAsking();
    cancelMaps();
    smallestStore.setState({ ...smallest, from: attack, running: false, error: null });
    const of = kept.ofFound && smallest.found ? smallest.found : attack;
    if ('survival' in kept)
      transformsStore.setState({ ...kept.survival, of, running: false, stopped: true, error: null });
    if ('networks' in kept) bringAnswersBack(kept.networks, attack);
    if ('map' in kept && kept.map)
      mapsStore.setState({ maps: { ...(kept.map as MapsBeside), of }, running: false, error: null });
    showAfter(section);
  },
  goOn: again,
  runAgain: again,
};

/** Puts the attack that was asked about on the stage of its exercise. */
function showAttack(kept: KeptAttack, input: PixelImage): Fooled {
  const { read, ...made } = kept;
  const result: RunResult = { ...made, input: input.data };
  const { recipe, steps, scalars } = result;
  setAside('fooling');
  const shown = {
    phase: 'done',
    result,
    recipe,
    input,
    read,
    target: recipe.target,
    step: steps,
    scalars,
  } as const;
  beginRun('fooling', shown);
  acceptFrame('fooling', frameOfRun(result), () => null);
  const fooled = fooledOf(result);
  if (!fooled) throw new Error('It is no attack.');
  return fooled;
}

const WORKS: Readonly<Record<AfterWork, (of: Fooled) => Promise<void>>> = {
  smallest: findSmallest,
  survival: measureTransforms,
  networks: askEveryNetwork,
  map: drawMaps,
};

/** Asks the question again; the attack first, where its picture was not kept. */
async function again(): Promise<void> {
  if (!runStore.getState().fooling.result) await startRun('fooling');
  const of = subjectNow();
  const { section } = afterStore.getState();
  if (of) await WORKS[section === 'defences' ? 'survival' : section](of);
}
