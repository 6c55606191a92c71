import { unsupportedOp } from '../../graph/failures';
import { sizeOf } from '../../graph/shapes';
import { affine, functionOf, perChannel, scaledBy, sides, soleNumber, withConstant } from './onnx-affine';
import { addNode, arranged, broadcasting, fileShape, inOwnOrder, nodeInput, plain } from './onnx-axes';
import {
  constantOf,
  type Conversion,
  type Converter,
  label,
  named,
  type NodeValue,
  optionalInput,
  rawInput,
} from './onnx-values';
import { phrase } from '../../../words/say';

/** Add of computed values, or of a constant: the bias of a MatMul or Conv before it, or a layer of its own. */
export const add: Converter = (conversion) => {
  const { node } = conversion;
  const stored = node.inputs.findIndex((_, i) => constantOf(optionalInput(conversion, i)) !== null);
  if (stored < 0) {
    return joined(
      conversion,
      node.inputs.map((_, i) => rawInput(conversion, i)),
      'add',
    );
  }
  if (node.inputs.length === 2) return biased(conversion, stored);
  throw unsupportedOp(
    phrase('{layer} adds constants among several values, which is not supported.', {
      layer: label(conversion),
    }),
  );
};

export const mul: Converter = (conversion) => {
  const two = sides(conversion);
  if (two) return withConstant(conversion, two.x, two.index, 'scale');
  return joined(conversion, [rawInput(conversion, 0), rawInput(conversion, 1)], 'multiply');
};

export const div: Converter = (conversion) => {
  const two = sides(conversion);
  if (two?.index === 1)
    return withConstant(conversion, two.x, 1, 'scale', (c) => c.map((value) => 1 / value));
  const below = functionOf(conversion, plainKeepingExpand(conversion, rawInput(conversion, 1)), 'power', -1);
  if (two) return withConstant(conversion, below, 0, 'scale');
  return joined(conversion, [rawInput(conversion, 0), below], 'multiply');
};

export const sub: Converter = (conversion) => {
  const two = sides(conversion);
  if (!two) {
    const taken = scaledBy(conversion, plainKeepingExpand(conversion, rawInput(conversion, 1)), -1);
    return joined(conversion, [rawInput(conversion, 0), taken], 'add');
  }
  const { x, index } = two;
  if (index === 1) return withConstant(conversion, x, 1, 'offset', (c) => c.map((value) => -value));
  const bare = plain(conversion, x);
  const channelwise = perChannel(conversion, bare, 0);
  if (channelwise)
    return affine(conversion, bare, channelwise, { scale: (c) => c.map(() => -1), offset: (c) => c });
  return withConstant(conversion, scaledBy(conversion, bare, -1), 0, 'offset');
};

/** Pow of computed values by one number. */
export const pow: Converter = (conversion) => {
  const power = soleNumber(conversion, 1);
  const { builder, id } = conversion;
  if (power === undefined)
    throw unsupportedOp(
      phrase('{layer} by more than one number is not supported.', { layer: label(conversion) }),
    );
  const x = nodeInput(conversion);
  return { ...x, id: builder.add({ id, inputs: [x.id], op: 'activation', function: 'power', alpha: power }) };
};

/** Max and Min: with one number a value cut off there; else `b + max(a - b, 0)` and `a - max(a - b, 0)`. */
export const bounded =
  (side: 'alpha' | 'beta'): Converter =>
  (conversion) => {
    const { builder, id, node } = conversion;
    const two = sides(conversion);
    const bound = two ? soleNumber(conversion, two.index) : undefined;
    if (two && bound !== undefined) {
      const x = plain(conversion, two.x);
      const node2 = { id, inputs: [x.id], op: 'activation', function: 'clip', [side]: bound } as const;
      return { ...x, id: builder.add(node2) };
    }
    if (node.inputs.length !== 2)
      throw unsupportedOp(
        phrase('{layer} of {count} values is not supported; supported: two.', {
          layer: label(conversion),
          count: node.inputs.length,
        }),
      );
    const apart = sub(named(conversion, 'apart')) as NodeValue;
    const above = addNode(conversion, 'above', { op: 'relu', inputs: [apart.id] });
    const over: NodeValue = { ...apart, id: above };
    const least = side === 'alpha' ? over : scaledBy(conversion, over, -1);
    const at = side === 'alpha' ? 1 : 0;
    if (two?.index === at) return withConstant(conversion, least, at, 'offset');
    return joined(conversion, [rawInput(conversion, at), least], 'add');
  };

export const negated: Converter = (conversion) => scaledBy(conversion, nodeInput(conversion), -1);

/** Whether a value is above a number: for a Where alone. */
export const greater: Converter = (conversion) => {
  const above = soleNumber(conversion, 1);
  if (above === undefined)
    throw unsupportedOp(
      phrase('{layer} of two computed values is not supported.', { layer: label(conversion) }),
    );
  return { kind: 'condition', of: rawInput(conversion), above };
};

/** Whether a value is no number, which none here is: PyTorch asks it of each attention. For a Where alone. */
export const isNan: Converter = (conversion) => ({
  kind: 'condition',
  of: rawInput(conversion),
  above: Infinity,
});

/** Beyond it softplus and its argument are the same to float32. */
const FAR = 15;

/** Where(x > 20, x, softplus(x)), as PyTorch writes it: softplus. */
export const where: Converter = (conversion) => {
  const { builder } = conversion;
  const condition = optionalInput(conversion, 0);
  if (condition?.kind === 'condition' && condition.above === Infinity) return rawInput(conversion, 2);
  if (condition?.kind === 'condition' && condition.above >= FAR) {
    const [x, y] = [rawInput(conversion, 1), rawInput(conversion, 2)];
    const made = builder.node(y.id);
    const isSoftplus = made.op === 'activation' && made.function === 'softplus';
    if (x.id === condition.of.id && isSoftplus && made.inputs[0] === x.id) return y;
  }
  throw unsupportedOp(
    phrase('{layer} chooses by what the picture shows, which is not supported; supported: by constants.', {
      layer: label(conversion),
    }),
  );
};

function plainKeepingExpand(conversion: Conversion, x: NodeValue): NodeValue {
  return broadcasting(conversion, x);
}

/** The sum or product of computed values, which broadcast as the file says. */
export function joined(
  conversion: Conversion,
  given: readonly NodeValue[],
  op: 'add' | 'multiply',
): NodeValue {
  const { builder, id } = conversion;
  const [head] = given;
  // Flattened maps of one order are summed as they lie.
  const alike =
    head &&
    given.every((value) => value.order?.join() === head.order?.join() && !value.padding && !value.expanded);
  if (alike && head.order)
    return { ...head, id: builder.add({ id, inputs: given.map((value) => value.id), op }) };
  const values = given.map((value) => broadcasting(conversion, value));
  const rank = Math.max(...values.map(({ axes }) => axes.length));
  const level: NodeValue[] = values.map((value) => ({
    ...value,
    axes: [...Array<number>(rank - value.axes.length).fill(-1), ...value.axes],
  }));
  const shapes = level.map(({ id: of, axes }) => fileShape(conversion, { kind: 'node', id: of, axes }));
  const full = Array.from({ length: rank }, (_, axis) =>
    Math.max(...shapes.map((shape) => shape[axis] ?? 1)),
  );
  const misfit = shapes.find((shape) => shape.some((side, axis) => side !== 1 && side !== full[axis]));
  if (misfit) {
    throw unsupportedOp(
      phrase(
        '{layer} of [{shapes}] and [{shapes2}] is not supported; supported: one repeated along the other.',
        {
          layer: label(conversion),
          shapes: (shapes[0] ?? []).join(', '),
          shapes2: (shapes[1] ?? []).join(', '),
        },
      ),
    );
  }
  const whole = shapes.findIndex((shape) => shape.join() === full.join());
  const leads = whole < 0 ? largest(shapes) : whole;
  const largestOf = level[leads] ?? level[0];
  // Where none has the result's shape, the largest is repeated to it.
  if (whole < 0 && largestOf) level[leads] = plain(conversion, { ...largestOf, expanded: full });
  const lead = level[leads] as NodeValue;
  const order = inOwnOrder(lead);
  const ids = level.map((value) =>
    value === lead ? value.id : arrangedLike(conversion, value, lead, order),
  );
  const inputs = [lead.id, ...ids.filter((_, i) => i !== leads)];
  return { kind: 'node', id: builder.add({ id, inputs, op }), axes: lead.axes };
}

function largest(shapes: readonly (readonly number[])[]): number {
  const sizes = shapes.map(sizeOf);
  return sizes.indexOf(Math.max(...sizes));
}

/** A value with its axes as another's lie, 1 long where it is repeated. */
function arrangedLike(
  conversion: Conversion,
  value: NodeValue,
  lead: NodeValue,
  order: readonly number[],
): string {
  const { builder } = conversion;
  const bare: NodeValue = { kind: 'node', id: value.id, axes: value.axes };
  const id = arranged(conversion, bare, order);
  const rank = builder.shape(lead.id).length;
  if (builder.shape(id).length === rank) return id;
  // Axes of ours, 1 long, that the file does not have.
  const shape = builder.shape(lead.id).map((_, axis) => {
    const at = order.findIndex((file) => lead.axes[file] === axis);
    return at < 0 ? 1 : (builder.shape(id)[at] ?? 1);
  });
  return arranged(
    conversion,
    { kind: 'node', id, axes: shape.map((_, axis) => order.findIndex((file) => lead.axes[file] === axis)) },
    [...shape.keys()],
  );
}

function biased(conversion: Conversion, stored: number): NodeValue {
  const { builder } = conversion;
  const raw = rawInput(conversion, 1 - stored);
  const x = raw.padding || raw.expanded ? plain(conversion, raw) : raw;
  const bias = perChannel(conversion, x, stored);
  const linear = builder.node(x.id);
  const isLinear = linear.op === 'dense' || linear.op === 'conv2d' || linear.op === 'depthwiseConv2d';
  if (!bias || !isLinear || linear.bias !== undefined || !conversion.alone(x.id))
    return withConstant(conversion, x, stored, 'offset');
  builder.replace({ ...linear, bias: builder.weight(`${x.id}/bias`, [bias.length], bias) });
  return x;
}
