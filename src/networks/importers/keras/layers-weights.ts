import { unsupportedModel } from '../../graph/failures';
import type { WeightArray } from '../../graph/graph';
import { storedWeight } from '../../storage/weight-storage';
import { PROJECTIONS } from './layers-projections';
import type { Layer, Manifest, WeightEntry } from './layers-schema';
import { entryBytes, storedNumbers } from './layers-weight-bytes';
import { phrase } from '../../../words/say';

/** Where a weight lies, and what its name says: `scopes/.../kind`. */
interface Place {
  readonly entry: WeightEntry;
  readonly at: number;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly kind: string;
}

/** A layer that may have weights: its path ends with its own name, before it the names of the models it lies in. */
interface Owner {
  readonly path: readonly string[];
  readonly layer: Layer;
}

/** A network's weights, given out by layer and kind (`kernel`, `bias`, ...). */
export interface LayerWeights {
  /**
   * A weight as a view of the file's bytes, kept as the file has it; undefined where the layer has none of this kind.
   * Throws LabError `unsupported-model` where several could be meant, or where another layer has it already.
   */
  of(owner: Owner, kind: string): WeightArray | undefined;
  /** Throws LabError `unsupported-model` naming the weights that were for none of the layers. */
  refuseUnused(): void;
}

/** More weights of one name than this are no network's. */
const MOST_NAMESAKES = 16;

/**
 * The weights of a manifest. They belong to layers as in TF.js's own `loadLayersModel`: a weight is called `layer/kind`, or
 * `layer/inner/kind`, whatever `inner` is (`Container.loadWeights` of tfjs-layers); or, in Keras's saved models, `layer/0`,
 * `layer/1`, ... in the order of the layer's weights. What this leaves open, which TF.js would refuse, is told by the scopes in
 * the name: Keras 3 puts a model's name before the layer's. `left` are layers of the file that are not asked for.
 * Throws LabError `unsupported-model` where the bytes do not match the manifest.
 */
export function layerWeights(
  manifest: Manifest,
  bytes: Uint8Array,
  owners: readonly Owner[],
  left: readonly Owner[],
): LayerWeights {
  const attentions = owners.filter(({ layer }) => layer.class_name === 'MultiHeadAttention');
  const places = placesOf(manifest, bytes.length, new Set(attentions.map(({ path }) => path.at(-1) ?? '')));
  const layers = new Set([...owners, ...left].map(({ path }) => path.at(-1) ?? ''));
  const numbered = /^\d/.test(places[0]?.kind ?? '');
  const byTarget = new Map<string, Place[]>();
  const byScope = new Map<string, Place[]>();
  for (const place of places) {
    const target = targetOf(place, layers);
    if (target === undefined) {
      for (const scope of new Set(place.scopes)) list(byScope, `${scope}/${place.kind}`, place);
    } else list(byTarget, `${target}/${place.kind}`, place);
  }
  const takers = new Map<Place, string>();
  const namesakes = (name: string): Error =>
    unsupportedModel(phrase('The model has several weights “{name}”; expected names that differ.', { name }));

  return {
    of(owner, kind) {
      const own = owner.path.at(-1) ?? '';
      const order = numbered ? KINDS[owner.layer.class_name]?.(owner.layer).indexOf(kind) : undefined;
      const name = `${own}/${order ?? kind}`;
      const [first, second] = byTarget.get(name) ?? [];
      if (second) throw namesakes(name);
      const place = first ?? bestPlace(byScope.get(name) ?? [], owner.path, () => namesakes(name));
      if (!place) return undefined;
      const id = owner.path.join('/');
      const taker = takers.get(place) ?? id;
      if (taker !== id) {
        throw unsupportedModel(
          phrase(
            'The layers “{taker}” and “{id}” would both take the weight “{name}”; expected one for each.',
            { taker, id, name: place.name },
          ),
        );
      }
      takers.set(place, id);
      return storedWeight(place.entry.shape, storedNumbers(place.entry, bytes, place.at));
    },
    refuseUnused() {
      const excused = new Set(
        [...left, ...owners.filter(({ layer }) => IN_TRAINING.test(layer.class_name))].flatMap(
          ({ path }) => path.at(-1) ?? [],
        ),
      );
      const unused = places
        .filter((place) => !takers.has(place) && place.entry.group !== 'optimizer')
        .filter(({ scopes }) => !excused.has(scopes.join('/')) && !scopes.some((scope) => excused.has(scope)))
        .map(({ name }) => `“${name}”`);
      if (unused.length === 0) return;
      throw unsupportedModel(
        phrase(
          'The model’s file holds {count, plural, one {a weight} other {# weights}} that none of its layers takes: {names}. So it cannot be told which weights belong where.',
          {
            count: unused.length,
            names: unused.slice(0, 3).join(', ') + (unused.length > 3 ? ', …' : ''),
          },
        ),
      );
    },
  };
}

/** Layers with numbers of their own that count in training only. */
const IN_TRAINING =
  /^(Random|Normalization$|Dropout$|SpatialDropout2D$|GaussianNoise$|GaussianDropout$|AlphaDropout$)/;

const flag = ({ config }: Layer, key: string): boolean => Array.isArray(config) || config[key] !== false;
const withBias =
  (...kernels: readonly string[]) =>
  (layer: Layer): string[] => [...kernels, ...(flag(layer, 'use_bias') ? ['bias'] : [])];

const scaleAndOffset = (layer: Layer): string[] => [
  ...(flag(layer, 'scale') ? ['gamma'] : []),
  ...(flag(layer, 'center') ? ['beta'] : []),
];

const projectionKinds = (layer: Layer): string[] =>
  Object.keys(PROJECTIONS).flatMap((role) =>
    withBias(`${role}/kernel`)(layer).map((kind) => (kind === 'bias' ? `${role}/bias` : kind)),
  );
const PROJECTION_KINDS = new Set(
  Object.keys(PROJECTIONS).flatMap((role) => [`${role}/kernel`, `${role}/bias`]),
);

/** The kinds of a layer's weights in the order in which Keras lists them. */
const KINDS: Readonly<Record<string, ((layer: Layer) => readonly string[]) | undefined>> = {
  Conv2D: withBias('kernel'),
  Dense: withBias('kernel'),
  DepthwiseConv2D: withBias('depthwise_kernel'),
  SeparableConv2D: withBias('depthwise_kernel', 'pointwise_kernel'),
  BatchNormalization: (layer) => [...scaleAndOffset(layer), 'moving_mean', 'moving_variance'],
  Conv2DTranspose: withBias('kernel'),
  LayerNormalization: scaleAndOffset,
  GroupNormalization: scaleAndOffset,
  LayerScale: () => ['gamma'],
  MultiHeadAttention: (layer) => projectionKinds(layer),
  PReLU: () => ['alpha'],
  Normalization: () => ['mean', 'variance'],
};

/** The weights in their order; of a dense layer inside one of `attentions` the kind is `query/kernel` and the like. */
function placesOf(manifest: Manifest, length: number, attentions: ReadonlySet<string>): readonly Place[] {
  let at = 0;
  const places = manifest
    .flatMap((group) => group.weights)
    .map((entry): Place => {
      const name = entry.name.replace(/:0$/, '');
      const parts = name.split('/');
      const inner = PROJECTION_KINDS.has(parts.slice(-2).join('/'));
      const own = inner && parts.slice(0, -2).some((scope) => attentions.has(scope)) ? -2 : -1;
      const place = { entry, at, name, scopes: parts.slice(0, own), kind: parts.slice(own).join('/') };
      at += entryBytes(entry);
      return place;
    });
  if (at === length) return places;
  throw unsupportedModel(
    phrase('Expected {at} bytes of weights from the model’s shards, got {length}.', { at, length }),
  );
}

/** The layer that TF.js gives a weight to; undefined where it would refuse it. */
function targetOf({ scopes }: Place, layers: ReadonlySet<string>): string | undefined {
  return [scopes, scopes.slice(0, -1)].map((names) => names.join('/')).find((name) => layers.has(name));
}

function list(into: Map<string, Place[]>, key: string, place: Place): void {
  const known = into.get(key) ?? [];
  if (known.length < MOST_NAMESAKES) known.push(place);
  into.set(key, known);
}

/** Of several weights, the one whose scopes name the most of a layer's path, and end with the layer itself. */
function bestPlace(
  places: readonly Place[],
  path: readonly string[],
  namesakes: () => Error,
): Place | undefined {
  const score = ({ scopes }: Place): number =>
    path.filter((name) => scopes.includes(name)).length + (scopes.at(-1) === path.at(-1) ? path.length : 0);
  const scored = places.map((place) => ({ place, score: score(place) }));
  const best = scored.reduce((most, one) => Math.max(most, one.score), 0);
  const [first, second] = scored.filter((one) => one.score === best);
  if (second) throw namesakes();
  return first?.place;
}
