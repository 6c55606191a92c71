import type { NetworkTraits } from '../network-family';
import type { Layer, Topology } from './layers-schema';

const DEEPEST = 16;

/** What is seen of a Keras model before it is understood. */
export function traitsOfTopology(topology: Topology): NetworkTraits {
  const layers = layersIn(topology.config);
  const all = layers.flatMap((layer) => [layer, ...inside(layer)]);
  // What a model inside begins with is no input of the whole.
  const isInput = ({ class_name: kind }: Layer): boolean => kind === 'InputLayer';
  const own = layers.filter(isInput);
  const given = own.length > 0 ? own : all.filter(isInput).slice(0, 1);
  const first = given.length > 0 ? given : all.slice(0, 1);
  const ends = Array.isArray(topology.config) ? [] : (topology.config.output_layers ?? []);
  return {
    kinds: all.map(({ class_name: kind }) => kind),
    names: all.map(nameOf),
    inputs: first.map((layer) => ({ name: nameOf(layer), dims: shapeOf(layer) })),
    outputs: [ends].flat(3).flatMap((name) => (typeof name === 'string' ? [{ name, dims: [] }] : [])),
  };
}

function layersIn(config: Layer['config'] | Topology['config']): readonly Layer[] {
  const layers: unknown = Array.isArray(config) ? config : config['layers'];
  return Array.isArray(layers) ? layers.filter(isLayer) : [];
}

function inside({ config }: Layer, depth = 0): readonly Layer[] {
  if (depth > DEEPEST) return [];
  return layersIn(config).flatMap((layer) => [layer, ...inside(layer, depth + 1)]);
}

function isLayer(value: unknown): value is Layer {
  return typeof value === 'object' && value !== null && 'class_name' in value && 'config' in value;
}

function nameOf({ name, config }: Layer): string {
  const said = name ?? (Array.isArray(config) ? undefined : config['name']);
  return typeof said === 'string' ? said : '';
}

/** The shape that a layer says it takes, a side that it leaves open as 0; empty where it says none. */
function shapeOf({ config }: Layer): readonly number[] {
  if (Array.isArray(config)) return [];
  const shape: unknown = config['batch_shape'] ?? config['batch_input_shape'] ?? config['batchInputShape'];
  return Array.isArray(shape) ? shape.map((side) => (typeof side === 'number' ? side : 0)) : [];
}
