import { unsupportedModel } from '../../graph/failures';
import { constantOf, type OnnxValue } from '../onnx/onnx-values';
import { flagAttribute, numberAttribute } from './graph-attributes';
import { asNamed, channelsFirst } from './graph-maps';
import { computed, dimsOf, type GraphConversion, type GraphConverter, inputAt } from './graph-values';
import { phrase } from '../../../words/say';

/** FusedBatchNorm of a frozen network, along the channels. */
export const batchNorm: GraphConverter = (conversion) => {
  const { node, inputs } = conversion;
  const epsilon = numberAttribute(node, 'epsilon', 1e-4);
  const x = channelsFirst(conversion, inputAt(conversion, 0));
  if (flagAttribute(node, 'is_training')) return rowNorm(conversion, x, epsilon);
  return asNamed(
    conversion,
    computed(conversion, 'BatchNormalization', [x, ...inputs.slice(1, 5)], { epsilon }),
  );
};

/** `[1, rows, C, 1]` with statistics of its own for each row: how Keras 2 writes a layer norm. */
function rowNorm(conversion: GraphConversion, x: OnnxValue, epsilon: number): OnnxValue {
  const [batch, , , last] = dimsOf(conversion, x);
  const [scale, offset] = [1, 2].map((index) => constantOf(conversion.inputs[index]));
  const isRows = batch === 1 && last === 1 && asNamed(conversion, x) === x;
  const isPlain = every(scale, 1) && every(offset, 0);
  if (isRows && isPlain) return computed(conversion, 'LayerNormalization', [x], { axis: 2, epsilon });
  const { node } = conversion;
  throw unsupportedModel(
    phrase('{op} “{name}” takes its statistics from the batch: the graph was saved as in training.', {
      op: node.op,
      name: node.name,
    }),
    {},
    phrase('Save the network for inference and convert it again.'),
  );
}

function every(constant: ReturnType<typeof constantOf> | undefined, wanted: number): boolean {
  if (!constant) return false;
  const values = constant.kind === 'reals' ? constant.numbers.make() : constant.values;
  return values.every((value) => value === wanted);
}
