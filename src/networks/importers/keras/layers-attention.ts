import * as v from 'valibot';
import { unsupportedModel, unsupportedOp } from '../../graph/failures';
import { isRead, readsOf } from './layers-inbound';
import type { PROJECTIONS } from './layers-projections';
import { type LayerConversion, type LayerConverter, plainInput, setting } from './layers-values';
import { phrase } from '../../../words/say';

/**
 * MultiHeadAttention over tokens `[T, C]`: softmax(q kᵀ / √d) v for each head, Vaswani et al. 2017. Called with the query, the value
 * and the key, which is the value where none is given.
 */
export const multiHeadAttention: LayerConverter = (conversion) => {
  const { builder, name } = conversion;
  const { query, key, value } = attended(conversion);
  const heads = setting(conversion, 'num_heads', v.pipe(v.number(), v.integer(), v.minValue(1)), 1);
  const width = setting(conversion, 'key_dim', v.pipe(v.number(), v.integer(), v.minValue(1)), 1);
  const depth = setting(conversion, 'value_dim', v.number(), width);
  const add = (what: string): string => `${name}/${what}`;
  /** `[T, C]` to `[heads, T, width]`. */
  const projected = (x: string, role: 'query' | 'key' | 'value', size: number): string => {
    const dense = projection(conversion, x, role, [builder.shape(x)[1] ?? 0, heads * size], add(role));
    const [tokens = 0] = builder.shape(x);
    const split = builder.add({
      ...{ id: add(`${role}/heads`), inputs: [dense], op: 'reshape' },
      shape: [tokens, heads, size],
    });
    return builder.add({ id: add(`${role}/first`), inputs: [split], op: 'transpose', order: [1, 0, 2] });
  };
  const q = projected(query, 'query', width);
  const weight = builder.weight(add('scale'), [1, 1, 1], Float32Array.of(1 / Math.sqrt(width)));
  const scaled = builder.add({ id: add('scaled'), inputs: [q], op: 'scale', weight });
  const k = projected(key, 'key', width);
  const scores = { id: add('scores'), inputs: [scaled, k], op: 'matMul', transposed: [false, true] } as const;
  const weights = builder.add({ id: add('weights'), inputs: [builder.add(scores)], op: 'softmax' });
  const seen = [weights, projected(value, 'value', depth)];
  const heard = builder.add({ id: add('heard'), inputs: seen, op: 'matMul', transposed: [false, false] });
  const turned = builder.add({ id: add('turned'), inputs: [heard], op: 'transpose', order: [1, 0, 2] });
  const [tokens = 0] = builder.shape(query);
  const size = heads * depth;
  const joined = builder.add({ id: add('joined'), inputs: [turned], op: 'reshape', shape: [tokens, size] });
  return { id: projection(conversion, joined, 'attention_output', [size], name) };
};

/** A dense layer whose kernel Keras has with an axis for the heads. */
function projection(
  conversion: LayerConversion,
  x: string,
  role: keyof typeof PROJECTIONS,
  [inputs = 0, outputs]: readonly number[],
  id: string,
): string {
  const { builder, name, layer } = conversion;
  const kernel = conversion.weight(`${role}/kernel`);
  const count = kernel?.shape.reduce((all, side) => all * side, 1) ?? 0;
  const wide = outputs ?? count / inputs;
  if (!kernel || count !== inputs * wide || kernel.shape.length !== 3)
    throw unsupportedModel(
      phrase('{kind} “{name}” has no {kind2} among the model’s weights.', {
        ...{ kind: layer.class_name, name, kind2: `${role}/kernel` },
      }),
    );
  const bias = setting(conversion, 'use_bias', v.boolean(), true)
    ? conversion.weight(`${role}/bias`)
    : undefined;
  return builder.add({
    ...{ id, inputs: [x], op: 'dense' },
    kernel: builder.weight(`${name}/${role}/kernel`, [inputs, wide], kernel.values),
    ...(bias ? { bias: builder.weight(`${name}/${role}/bias`, [wide], bias.values) } : {}),
  });
}

function attended(conversion: LayerConversion): Record<'query' | 'key' | 'value', string> {
  const { builder, name, layer, inputs, call } = conversion;
  const roles = ['query', 'value', 'key'] as const;
  const given = call ? readsOf(call) : [];
  const names = Object.entries(call?.named ?? {}).flatMap(([key, value]) => (isRead(value) ? [key] : []));
  const places = [...roles.slice(0, given.length - names.length), ...names];
  const at = (role: string): string | undefined => {
    const input = inputs[places.indexOf(role)];
    return input && plainInput({ ...conversion, name: `${name}/${role}`, inputs: [input] });
  };
  const [query, value] = [at('query'), at('value')];
  const others = names.filter((key) => !roles.some((role) => role === key));
  const axes = setting(conversion, 'attention_axes', v.nullable(v.unknown()), null);
  const special = ['use_gate', 'sliding_window'].some((key) =>
    Boolean(setting(conversion, key, v.unknown(), null)),
  );
  const causal = call?.named['use_causal_mask'];
  const isCausal = typeof causal === 'object' && 'other' in causal && causal.other === true;
  const overTokens = axes === null || axes === 1 || (Array.isArray(axes) && axes.join() === '1');
  const isPlain = !special && !isCausal && others.length === 0 && overTokens;
  if (query === undefined || value === undefined || !isPlain || builder.shape(query).length !== 2)
    throw unsupportedOp(
      phrase('{kind} “{name}” is not supported so; supported: over tokens, without a mask.', {
        kind: layer.class_name,
        name,
      }),
    );
  return { query, value, key: at('key') ?? value };
}
