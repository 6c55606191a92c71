/** A layer of a Keras topology, as far as merging looks at it. */
interface Layer {
  readonly class_name: string;
  readonly config: Readonly<Record<string, unknown>> & { readonly name: string };
  readonly inbound_nodes: readonly (readonly (readonly [string, number, number, object])[])[];
}
interface Topology {
  readonly model_config: {
    readonly config: {
      readonly layers: readonly Layer[];
      readonly output_layers: readonly (readonly [string, number, number])[];
    };
  };
}

const LINEAR = new Set(['Conv2D', 'DepthwiseConv2D', 'Dense']);

/**
 * A layers model's topology with each rectifier written into the linear layer that it alone reads, as Keras's own models
 * have it. TF.js differentiates the other way of writing it far more slowly: with the gradients of all the weights, which
 * nobody asked for and which the WASM backend does not even have.
 */
export function mergeActivations(topology: unknown): object {
  const { model_config: model, ...rest } = topology as Topology;
  const { layers, output_layers: outputs } = model.config;
  const byName = new Map(layers.map((layer) => [layer.config.name, layer]));
  const readers = new Map<string, number>();
  const read = (name: string): unknown => readers.set(name, (readers.get(name) ?? 0) + 1);
  for (const layer of layers) for (const name of inputsOf(layer)) read(name);
  for (const [name] of outputs) read(name);

  const activations = new Map<string, string>();
  const renamed = new Map<string, string>();
  for (const layer of layers) {
    const [only = '', ...others] = inputsOf(layer);
    const ceiling = layer.config['max_value'] as number | undefined;
    if (layer.class_name !== 'ReLU' || others.length > 0 || (ceiling !== undefined && ceiling !== 6))
      continue;
    if (!LINEAR.has(byName.get(only)?.class_name ?? '') || readers.get(only) !== 1) continue;
    activations.set(only, ceiling === 6 ? 'relu6' : 'relu');
    renamed.set(layer.config.name, only);
  }

  const own = (name: string): string => renamed.get(name) ?? name;
  const merged = layers
    .filter(({ config }) => !renamed.has(config.name))
    .map((layer) => {
      const activation = activations.get(layer.config.name);
      return {
        ...layer,
        config: { ...layer.config, ...(activation === undefined ? {} : { activation }) },
        inbound_nodes: layer.inbound_nodes.map((node) => node.map(([name, ...more]) => [own(name), ...more])),
      };
    });
  const config = {
    ...model.config,
    layers: merged,
    output_layers: outputs.map(([name, ...more]) => [own(name), ...more]),
  };
  return { ...rest, model_config: { ...model, config } };
}

const inputsOf = ({ inbound_nodes: nodes }: Layer): string[] => (nodes[0] ?? []).map(([name]) => name);
