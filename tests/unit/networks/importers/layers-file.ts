type Json = Record<string, unknown>;

/** A layer as Keras 2 writes it; `reads` only in a Functional model. */
export function layer(className: string, name: string, config: Json = {}, reads?: readonly string[]): Json {
  const calls = reads && (reads.length > 0 ? [reads.map((read) => [read, 0, 0, {}])] : []);
  return {
    class_name: className,
    name,
    config: { ...config, name },
    ...(calls ? { inbound_nodes: calls } : {}),
  };
}

export function inputLayer(name = 'x', shape: readonly unknown[] = [null, 6, 6, 3]): Json {
  return layer('InputLayer', name, { batch_input_shape: shape }, []);
}

export function functional(layers: readonly Json[], output: string, name = 'model'): Json {
  const config = { name, layers, input_layers: [['x', 0, 0]], output_layers: [[output, 0, 0]] };
  return { class_name: 'Functional', name, config };
}

export function sequential(layers: readonly Json[], name = 'model'): Json {
  return { class_name: 'Sequential', name, config: { name, layers } };
}

export interface LayersFile {
  readonly json: Json;
  readonly bytes: Uint8Array;
}

/** A layers model with float32 weights, all of one value. */
export function layersModel(
  topology: Json,
  weights: Readonly<Record<string, readonly number[]>> = {},
  value = 0.1,
): LayersFile {
  const entries = Object.entries(weights).map(([name, shape]) => ({ name, shape, dtype: 'float32' }));
  const count = entries.flatMap(({ shape }) => [shape.reduce((a, b) => a * b, 1)]).reduce((a, b) => a + b, 0);
  return {
    json: { modelTopology: topology, weightsManifest: [{ paths: ['w.bin'], weights: entries }] },
    bytes: new Uint8Array(new Float32Array(count).fill(value).buffer),
  };
}
