import { createStore } from 'zustand/vanilla';
import type { PixelImage } from '../../../core/pictures/pixel-image';
import { type Slopes, slopesOf } from '../../../core/maps/slopes';
import { createRandom } from '../../../core/random/seeded-random';
import { isAbort } from '../../../core/records/abort';
import { LabError, type LabErrorData } from '../../../core/records/lab-error';
import { createLatest, pause } from '../../../core/records/latest';
import type { CurvePoint } from '../../../core/statistics/area-under-curve';
import type { Classification, TopRow } from '../../../engine/protocol/protocol';
import { asLabError } from '../../../page/as-lab-error';
import { lab } from '../../../page/lab';
import { chooseTarget } from '../../../page/network/choose-target';
import { classifyPhoto } from '../../../page/network/classification-store';
import { networkStore } from '../../../page/network/network-store';
import { imageStore } from '../../../page/photo/image-store';
import { untilStageFree } from '../../../page/run/held-stage';
import { drawMap } from '../../../page/run/draw-map';
import { linkViewSettings } from '../../../page/settings/link-view-settings';
import { methodsFor } from '../../../page/settings/settings-schema';
import { settingsStore } from '../../../page/settings/settings-store';
import { viewDefaults, viewFields } from '../../../page/settings/view-tables';
import { MEANING_TABLE, type MeaningControls } from './meaning-params';
import { pushInSteps, type PushInSteps } from './push-in-steps';
import { shelvePush } from './shelve-meaning';
import { gain, growth, pushed, scattered } from './push';
import { phrase } from '../../../words/say';

/** A photo, the class that is read in it, and another: what pushes the network from the one to the other. */
export interface Example {
  readonly network: string;
  readonly image: PixelImage;
  readonly from: TopRow;
  readonly to: TopRow;
  /** The lead of `from` over `to`, in logits. */
  readonly gap: number;
  readonly slopes: Slopes;
}

/** The photo pushed by ε, as it is read, and what the straight line said of it. */
export interface Push {
  readonly epsilon: number;
  readonly picture: PixelImage;
  readonly best: TopRow;
  /** w · δ of the push, and of as large a change that points anywhere. */
  readonly straight: number;
  readonly random: number;
  /** By how much the lead has truly fallen. */
  readonly measured: number;
  /** The two changes as their values come one by one. */
  readonly aligned: readonly CurvePoint[];
  readonly scattered: readonly CurvePoint[];
  /** As small a change in steps, where the straight one leaves the photo read as before; null until that is known. */
  readonly inSteps: PushInSteps | null;
}

interface MeaningState extends MeaningControls {
  readonly example: Example | null;
  readonly push: Push | null;
  readonly error: LabErrorData | null;
}

export const meaningStore = createStore<MeaningState>(() => ({
  ...viewDefaults(MEANING_TABLE),
  example: null,
  push: null,
  error: null,
}));

const { getState, setState } = meaningStore;
const examples = createLatest();
const pushes = createLatest();

/** A slider that is being moved asks the network once it has rested so long. */
const REST_MS = 40;
/** What is seen has a card once it has stood so long. */
const SHELF_REST_MS = 700;

export function setEpsilon(epsilon: number): void {
  setState({ epsilon });
  void push(REST_MS);
}

/** Takes the photo on the page, the class it is read as and the class it is to be fooled into, and pushes it. Ends an earlier call. */
export async function showExample(): Promise<void> {
  const signal = examples.begin();
  setState({ error: null });
  try {
    // What is brought back from a card is on its way.
    await untilStageFree('fooling');
    signal.throwIfAborted();
    const example = await exampleNow(signal);
    if (signal.aborted) return;
    if (example !== getState().example) setState({ example, push: null });
    await push();
  } catch (thrown) {
    if (!isAbort(thrown)) setState({ error: asLabError(thrown) });
  }
}

/** Ends what is under way, where nobody looks any more. */
export function leaveExample(): void {
  examples.cancel();
  pushes.cancel();
}

async function exampleNow(signal: AbortSignal): Promise<Example | null> {
  const read = await classifyPhoto();
  signal.throwIfAborted();
  const { info } = networkStore.getState();
  const { fitted: image } = imageStore.getState();
  if (!read || !info || !image) return null;
  if (read.kind === 'sigmoid') throw noLead();
  const [from, second] = read.top;
  const wanted = chooseTarget('fooling');
  const index = wanted === from?.index ? second?.index : wanted;
  if (!from || index === undefined) return null;
  const { example } = getState();
  if (
    example?.network === info.id &&
    example.image === image &&
    example.from.index === from.index &&
    example.to.index === index
  )
    return example;
  const { seed, fit } = settingsStore.getState();
  // The margin of a class over the strongest other: over the one that is read.
  const [{ id: method }] = methodsFor('saliency');
  const params = { objective: 'margin' };
  const { raw } = await drawMap(
    { network: info.id, method, image, target: index, params, seed, fit },
    { signal },
  );
  if (!raw) return null;
  const to = rowOf(read, index, info.classes[index]?.name);
  return { network: info.id, image, from, to, gap: from.logit - to.logit, slopes: slopesOf(raw) };
}

function noLead(): LabError {
  return new LabError(
    'unsupported-op',
    phrase('This network gives each label an answer of its own, so that none leads another.'),
    phrase('Choose a network with classes of which one is right.'),
  );
}

function rowOf({ logits, probabilities }: Classification, index: number, name = `class ${index}`): TopRow {
  return { index, name, logit: logits[index] ?? 0, probability: probabilities[index] ?? 0 };
}

/** Pushes the example as far as the slider says, and has the network read what has come of it. */
async function push(restMs = 0): Promise<void> {
  const signal = pushes.begin();
  const { example, epsilon, push: there } = getState();
  if (!example || (there?.epsilon === epsilon && isWhole(there, example))) return;
  try {
    if (restMs > 0) await pause(restMs, signal);
    const { image, slopes, from, to, gap } = example;
    const picture = pushed(image, slopes, epsilon);
    const anywhere = scattered(image, epsilon, createRandom(settingsStore.getState().seed));
    const read = await lab().classify(example.network, picture, signal);
    signal.throwIfAborted();
    const [best] = read.top;
    if (!best) return;
    const lead = (read.logits[from.index] ?? 0) - (read.logits[to.index] ?? 0);
    const order = () => createRandom(1);
    setState({
      push: {
        epsilon,
        picture,
        best,
        straight: gain(slopes, image, picture),
        random: gain(slopes, image, anywhere),
        measured: gap - lead,
        aligned: growth(slopes, image, picture, order()),
        scattered: growth(slopes, image, anywhere, order()),
        inSteps: null,
      },
    });
    if (epsilon > 0 && best.index === from.index) {
      const inSteps = await pushInSteps(example, epsilon, signal);
      signal.throwIfAborted();
      setState(({ push }) => ({ push: push && { ...push, inSteps } }));
    }
    await pause(SHELF_REST_MS, signal);
    const { push: made } = getState();
    if (made) shelvePush(example, made);
  } catch (thrown) {
    if (!isAbort(thrown)) setState({ error: asLabError(thrown) });
  }
}

/** Whether nothing is left to be asked of a push. */
function isWhole({ epsilon, best, inSteps }: Push, { from }: Example): boolean {
  return epsilon === 0 || best.index !== from.index || inSteps !== null;
}

/** Keeps the slider in the address. Returns the function that stops it. */
export function linkMeaning(): () => void {
  return linkViewSettings(meaningStore, MEANING_TABLE, {
    read: viewFields(MEANING_TABLE),
    apply: ({ epsilon }) => {
      setEpsilon(epsilon);
    },
  });
}
