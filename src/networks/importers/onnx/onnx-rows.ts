import { plain } from './onnx-axes';
import type { OnnxNode } from './onnx-schema';
import { constantOf, type Converter, type OnnxValue, optionalInput } from './onnx-values';

/** A converter of layers over maps that reads rows, `[N, C, L]`, too: as maps one place high. */
export const alsoRows =
  (converter: Converter): Converter =>
  (conversion) => {
    const given = optionalInput(conversion, 0);
    if (given?.kind !== 'node' || given.axes.length !== 3) return converter(conversion);
    const { node } = conversion;
    const x = plain(conversion, given);
    const [batch = -1, channels = -1, along = -1] = x.axes;
    const map: OnnxValue = { ...x, axes: [batch, channels, -1, along] };
    const kernel = constantOf(optionalInput(conversion, 1));
    const [outputs = 1, inputs = 1, ...taps] = kernel?.dims ?? [];
    const high: OnnxValue | null = kernel && { ...kernel, dims: [outputs, inputs, 1, ...taps] };
    const value = (name: string): OnnxValue | undefined => {
      if (name === node.inputs[0]) return map;
      return high && name === node.inputs[1] ? high : conversion.value(name);
    };
    const made = converter({ ...conversion, node: raised(node), value });
    if (!('kind' in made) || made.kind !== 'node') return made;
    const [n = -1, c = -1, , l = -1] = made.axes;
    return { ...made, axes: [n, c, l] };
  };

/** What each attribute of a window says of the row that is one place high. */
const ONE_HIGH: Readonly<Record<string, number>> = { kernel_shape: 1, strides: 1, dilations: 1 };

function raised(node: OnnxNode): OnnxNode {
  const attributes = new Map(
    [...node.attributes].map(([name, attribute]) => {
      const { ints } = attribute;
      const one = ONE_HIGH[name];
      if (one !== undefined) return [name, { ...attribute, ints: [one, ...ints] }];
      const [before = 0, after = 0] = ints;
      return [name, name === 'pads' ? { ...attribute, ints: [0, before, 0, after] } : attribute];
    }),
  );
  return { ...node, attributes };
}
