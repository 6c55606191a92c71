import * as v from 'valibot';
import { unsupportedModel } from '../../graph/failures';
import { phrase } from '../../../words/say';
import { type Layer, parseTopology, type Topology } from './layers-schema';

/** A layer of a model, with its name, and the name of its class's group in a `.keras` file. */
export interface NamedLayer {
  readonly name: string;
  readonly layer: Pick<Layer, 'class_name' | 'config'>;
  readonly stored: string;
}

/** The layers of a Keras model's configuration, as its file lists them. Throws LabError `unsupported-model`. */
export function topLayers(config: unknown): readonly NamedLayer[] {
  const own = ownClass(config);
  if (own !== undefined)
    throw unsupportedModel(
      phrase('The file holds a model of the class “{name}”, whose layers are in its Python code alone.', {
        name: own.slice(0, 60),
      }),
      {},
      EXPORTED,
    );
  return layersOf(parseTopology(config));
}

/** What helps where a model is more than its layers. */
export const EXPORTED = phrase(
  'In Python: model.export("folder"), then the lines for a TensorFlow SavedModel; drop the network.pb that they write.',
);

/** The class of a model that somebody wrote as a class of their own; undefined for one that lists its layers. */
function ownClass(config: unknown): string | undefined {
  const told = v.safeParse(
    v.object({ class_name: v.string(), config: v.record(v.string(), v.unknown()) }),
    config,
  );
  if (!told.success || 'layers' in told.output.config) return undefined;
  return told.output.class_name;
}

/** The layers of a model that is itself a layer; undefined for any other layer. */
export function nestedLayers(layer: NamedLayer['layer']): readonly NamedLayer[] | undefined {
  const { config } = layer;
  const isModel = Array.isArray(config) || Array.isArray(config['layers']);
  return isModel ? layersOf(parseTopology(layer)) : undefined;
}

function layersOf({ config }: Topology): readonly NamedLayer[] {
  const used = new Map<string, number>();
  const layers = Array.isArray(config) ? config : config.layers;
  return layers.map((layer) => {
    const own = Array.isArray(layer.config) ? undefined : layer.config.name;
    return { name: layer.name ?? own ?? '', layer, stored: unique(snakeCase(layer.class_name), used) };
  });
}

/** As Keras's `to_snake_case` does: `GlobalAveragePooling2D` is `global_average_pooling2d`. */
function snakeCase(name: string): string {
  const last = name.split('>').at(-1) ?? name;
  return last
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

/** The name, with a number where it was used before in this model. */
function unique(name: string, used: Map<string, number>): string {
  const times = used.get(name) ?? 0;
  used.set(name, times + 1);
  return times === 0 ? name : `${name}_${times}`;
}
