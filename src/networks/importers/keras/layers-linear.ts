import * as v from 'valibot';
import { unsupportedModel, unsupportedOp } from '../../graph/failures';
import { addActivation } from './layers-activations';
import {
  type LayerConversion,
  type LayerConverter,
  type LayerValue,
  paddedInput,
  pair,
  plainInput,
  requireChannelsLast,
  requireWeight,
  resolvedPadding,
  setting,
} from './layers-values';
import { NONE } from '../paddings';
import { phrase } from '../../../words/say';

/** Conv2D, its activation a node of its own. */
export const conv2d: LayerConverter = (conversion) => {
  const groups = setting(conversion, 'groups', v.number(), 1);
  const node = { ...convolution(conversion, 'kernel'), ...bias(conversion) };
  return activated(conversion, conversion.builder.add({ ...node, op: 'conv2d', groups }), conversion.name);
};

/** DepthwiseConv2D; Keras's kernel is HWCM already, and Keras 3 calls it plainly `kernel`. */
export const depthwiseConv2d: LayerConverter = (conversion) => {
  const role = conversion.weight('depthwise_kernel') ? 'depthwise_kernel' : 'kernel';
  const node = { ...convolution(conversion, role), ...bias(conversion) };
  return activated(conversion, conversion.builder.add({ ...node, op: 'depthwiseConv2d' }), conversion.name);
};

/** SeparableConv2D: a depthwise convolution, and a 1x1 one over what it gives. */
export const separableConv2d: LayerConverter = (conversion) => {
  const { builder, name } = conversion;
  const node = { ...convolution(conversion, 'depthwise_kernel'), id: `${name}/depthwise` };
  const depthwise = builder.add({ ...node, op: 'depthwiseConv2d' });
  const pointwise = {
    id: linearId(conversion),
    inputs: [depthwise],
    kernel: requireWeight(conversion, 'pointwise_kernel').name,
    ...bias(conversion),
    ...PLAIN,
  };
  return activated(conversion, builder.add({ ...pointwise, op: 'conv2d' }), name);
};

const PLAIN = { strides: [1, 1], dilations: [1, 1], padding: NONE, groups: 1 } as const;

/** What both kinds of convolution are made of; `role` is the name Keras gives the kernel. */
function convolution(conversion: Parameters<LayerConverter>[0], role: string) {
  requireChannelsLast(conversion);
  const x = paddedInput(conversion);
  const kernel = requireWeight(conversion, role);
  if (role === 'kernel' && kernel.shape.length === 4 && conversion.layer.class_name === 'Conv2D')
    requireOutputs(conversion, kernel.shape, 'filters');
  const strides = pair(conversion, 'strides', [1, 1]);
  const dilations = pair(conversion, 'dilation_rate', [1, 1]);
  const [height = 0, width = 0] = kernel.shape;
  const shape = conversion.builder.shape(x.id);
  const { padding } = resolvedPadding(conversion, shape, x.padding, [height, width], strides, dilations);
  return {
    id: linearId(conversion),
    inputs: [x.id],
    kernel: kernel.name,
    strides,
    padding,
    dilations,
  };
}

/** Dense on a vector, its activation a node of its own. */
export const dense: LayerConverter = (conversion) => {
  const x = plainInput(conversion);
  const kernel = requireWeight(conversion, 'kernel');
  requireOutputs(conversion, kernel.shape, 'units');
  const node = { id: linearId(conversion), inputs: [x], kernel: kernel.name, ...bias(conversion) };
  return activated(conversion, conversion.builder.add({ ...node, op: 'dense' }), conversion.name);
};

/** An Activation layer. */
export const activation: LayerConverter = (conversion) =>
  activated(conversion, plainInput(conversion), conversion.name);

/** BatchNormalization along the channels, with or without its scale and centre. */
export const batchNormalization: LayerConverter = (conversion) => {
  const { builder, name } = conversion;
  const id = plainInput(conversion);
  const channels = builder.shape(id).at(-1) ?? 0;
  const axis = [setting(conversion, 'axis', v.union([v.number(), v.array(v.number())]), -1)].flat();
  if (axis.length !== 1 || (axis[0] !== -1 && axis[0] !== builder.shape(id).length)) {
    throw unsupportedOp(
      phrase('BatchNormalization “{name}” along axis {axis} is not supported; supported: the last.', {
        name,
        axis: axis.join(', '),
      }),
    );
  }
  const optional = (kind: string, used: string, value: number) =>
    setting(conversion, used, v.boolean(), true)
      ? requireWeight(conversion, kind).name
      : builder.weight(`${name}/${kind}`, [channels], new Float32Array(channels).fill(value));
  const node = {
    id: name,
    inputs: [id],
    scale: optional('gamma', 'scale', 1),
    offset: optional('beta', 'center', 0),
    mean: requireWeight(conversion, 'moving_mean').name,
    variance: requireWeight(conversion, 'moving_variance').name,
    epsilon: setting(conversion, 'epsilon', v.number(), 1e-3),
  };
  return { id: builder.add({ ...node, op: 'batchNorm' }) };
};

/** Refuses a kernel of more or fewer outputs than the layer's settings say. */
function requireOutputs(conversion: LayerConversion, kernel: readonly number[], key: string): void {
  const outputs = kernel.at(-1) ?? 0;
  const said = setting(conversion, key, v.number(), outputs);
  if (said === outputs) return;
  throw unsupportedModel(
    phrase('{kind} “{name}” has {said} {key}, but its weights are for {outputs}.', {
      kind: conversion.layer.class_name,
      name: conversion.name,
      said,
      key,
      outputs,
    }),
  );
}

function bias(conversion: LayerConversion): { bias?: string } {
  const used = setting(conversion, 'use_bias', v.boolean(), true);
  return used ? { bias: requireWeight(conversion, 'bias').name } : {};
}

/** The linear half's id: the layer's own name where no activation follows inside the layer. */
function linearId(conversion: LayerConversion): string {
  return activationOf(conversion) === 'linear' ? conversion.name : `${conversion.name}/linear`;
}

/** Keras 3 may write a function as an object that names it. */
const Activation = v.union([
  v.string(),
  v.pipe(
    v.object({ class_name: v.literal('function'), config: v.string() }),
    v.transform(({ config }) => config),
  ),
]);

function activationOf(conversion: LayerConversion): string {
  return setting(conversion, 'activation', Activation, 'linear');
}

/** The value after a layer's activation setting; `made` gives the node before it, by its id. */
export function activated(
  conversion: LayerConversion,
  made: string | ((id: string) => string),
  name = conversion.name,
): LayerValue {
  const id = typeof made === 'string' ? made : made(linearId(conversion));
  const called = activationOf(conversion);
  return called === 'linear' ? { id } : { id: addActivation(conversion, id, called, name) };
}
