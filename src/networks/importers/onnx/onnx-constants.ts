import { unsupportedModel } from '../../graph/failures';
import { sizeOf } from '../../graph/shapes';
import { type LazyNumbers, madeFrom } from '../../storage/lazy-numbers';
import { fileShape } from './onnx-axes';
import { FOLDS, type FoldPlan, VIEWS, type Numbers, type Operand } from './onnx-folds';
import type { OnnxTensor } from './onnx-schema';
import {
  constantOf,
  type Conversion,
  integerAttribute,
  label,
  optionalInput,
  type OnnxValue,
} from './onnx-values';
import { phrase } from '../../../words/say';

const FLOAT = 1;

/** Numbers that one fold may make, and all of a file together: attention masks of a large network take a million. */
const MOST_NUMBERS = 2 ** 22;
const MOST_TOGETHER = 2 ** 26;
/** Whole numbers are there at once: indices into the places of a window, and where the masks of 64 windows hide something. */
const MOST_WHOLE = 2 ** 18;

/** What a file's folds have made so far, of as many as they may. */
export interface FoldingBudget {
  made: number;
  readonly most: number;
}

/** As much as shapes, masks and positions take, and what standardising each of the file's weights does. */
export function foldingBudget(tensors: Iterable<OnnxTensor>): FoldingBudget {
  let held = 0;
  for (const { dims } of tensors) held += sizeOf(dims);
  return { made: 0, most: MOST_TOGETHER + 16 * Math.min(held, 2 * MOST_TOGETHER) };
}

/** Whether nodes of an op are computed here where no picture changes them. */
export function isFolded({ op }: Conversion['node']): boolean {
  return Object.hasOwn(FOLDS, op) || Object.hasOwn(VIEWS, op) || BESIDE.test(op);
}

const BESIDE = /^(Constant|Shape|Size|Cast|CastLike)$/;

/**
 * The value of a node that is the same for every picture: arithmetic on shapes, as exporters write for `x.view(x.size(0), -1)`,
 * masks and positions, or a weight under another name or shape; undefined for every other node, which then has to be a layer.
 * Whole numbers are computed at once, real ones when they are needed. Throws LabError where that makes more than any network needs.
 */
export function foldConstant(
  conversion: Conversion,
  budget: FoldingBudget,
): OnnxValue | readonly OnnxValue[] | undefined {
  const { node, id } = conversion;
  if (node.op === 'Constant') return constant(conversion);
  const first = optionalInput(conversion, 0);
  if (node.op === 'Shape' || node.op === 'Size') return shapeOf(conversion, first);
  // What a value is to be cast like may be computed: then it is real.
  const inputs = node.op === 'CastLike' ? node.inputs.slice(0, 1) : node.inputs;
  const values = inputs.map((name) => (name ? conversion.value(name) : undefined));
  if (inputs.length === 0 || values.some((value, i) => inputs[i] && !isConstant(value))) return undefined;
  const view = Object.hasOwn(VIEWS, node.op) ? VIEWS[node.op] : undefined;
  const isCast = node.op === 'Cast' || node.op === 'CastLike';
  if (!view && !isCast && !Object.hasOwn(FOLDS, node.op)) return undefined;
  // A weight that is cast or renamed stays as the file has it.
  if (
    first?.kind === 'tensor' &&
    (node.op === 'Identity' ||
      (isCast && isReal(castType(conversion)) && constantOf(first)?.kind === 'reals'))
  )
    return { kind: 'tensor', tensor: { ...first.tensor, name: first.tensor.name || id } };
  const operands = values.map((value) => operandOf(value));
  const [x] = operands;
  if (view && x) {
    const dims = view(x, operands, conversion);
    return x.values
      ? { kind: 'integers', dims, values: x.values }
      : { kind: 'reals', dims, numbers: x.numbers };
  }
  if (isCast && x) return castOf(conversion, x, budget);
  const plan = FOLDS[node.op]?.(operands, conversion);
  if (!plan) return undefined;
  return isList(plan)
    ? plan.map((each) => carriedOut(conversion, each, operands, budget))
    : carriedOut(conversion, plan, operands, budget);
}

function isList(plan: FoldPlan | readonly FoldPlan[]): plan is readonly FoldPlan[] {
  return Array.isArray(plan);
}

function carriedOut(
  conversion: Conversion,
  plan: FoldPlan,
  operands: readonly (Operand | undefined)[],
  budget: FoldingBudget,
): OnnxValue {
  const known = operands.flatMap((one) => (one && !one.values ? [one.numbers] : []));
  // A weight's own numbers may be changed, however many the file has.
  const most = Math.max(MOST_NUMBERS, ...known.map(({ length }) => length));
  const size = spend(conversion, plan.dims, budget, plan.whole ? MOST_WHOLE : most);
  const compute = (reals: readonly Float32Array[]): Numbers => {
    let at = 0;
    return plan.compute(operands.map((one) => (one ? (one.values ?? reals[at++] ?? []) : [])));
  };
  if (plan.whole) {
    const made = compute(known.map((numbers) => numbers.make()));
    return { kind: 'integers', dims: plan.dims, values: Array.from(made) };
  }
  const numbers = once(madeFrom(known, size, (...reals) => new Float32Array(compute(reals))));
  return { kind: 'reals', dims: plan.dims, numbers };
}

/**
 * Numbers are made once, for what is made of them may be read many times over; large ones are kept only while nothing else needs
 * the memory.
 */
function once(numbers: LazyNumbers): LazyNumbers {
  const isSmall = numbers.length <= MOST_NUMBERS / 4;
  let kept: Float32Array | undefined;
  let seen: WeakRef<Float32Array> | undefined;
  return {
    ...numbers,
    make() {
      const made = kept ?? seen?.deref() ?? numbers.make();
      if (isSmall) kept = made;
      else seen = new WeakRef(made);
      return made;
    },
  };
}

function isConstant(value: OnnxValue | undefined): boolean {
  return value?.kind === 'tensor' || value?.kind === 'integers' || value?.kind === 'reals';
}

function operandOf(value: OnnxValue | undefined): Operand | undefined {
  const constant = constantOf(value);
  if (!constant) return undefined;
  return constant.kind === 'integers'
    ? { dims: constant.dims, values: constant.values }
    : { dims: constant.dims, numbers: constant.numbers };
}

/** Counts what a fold makes. Throws LabError `unsupported-model`. */
function spend(conversion: Conversion, dims: readonly number[], budget: FoldingBudget, most: number): number {
  const size = sizeOf(dims);
  const sane = dims.length <= 16 && dims.every((side) => Number.isInteger(side) && side >= 0) && size <= most;
  // Whole numbers are several times as large in memory.
  budget.made += sane ? size * (most === MOST_WHOLE ? MOST_NUMBERS / MOST_WHOLE : 1) : 0;
  if (sane && budget.made <= budget.most) return size;
  throw unsupportedModel(
    phrase('{layer} computes [{dims}] numbers that no picture changes: more than a network needs.', {
      layer: label(conversion),
      dims: dims.slice(0, 8).join(', '),
    }),
  );
}

function castOf(conversion: Conversion, x: Operand, budget: FoldingBudget): OnnxValue {
  const to = castType(conversion);
  const { dims } = x;
  if (isReal(to)) {
    if (!x.values) return { kind: 'reals', dims, numbers: x.numbers };
    const { values } = x;
    return {
      kind: 'reals',
      dims,
      numbers: { length: values.length, far: [], make: () => Float32Array.from(values) },
    };
  }
  spend(conversion, dims, budget, MOST_WHOLE);
  const given = x.values ?? x.numbers.make();
  const isTruth = to === 9;
  return {
    kind: 'integers',
    dims,
    values: Array.from(given, (value) => (isTruth ? Number(value !== 0) : Math.trunc(value))),
  };
}

function castType(conversion: Conversion): number {
  if (conversion.node.op === 'Cast') return integerAttribute(conversion, 'to', FLOAT);
  return constantOf(optionalInput(conversion, 1))?.kind === 'integers' ? 7 : FLOAT;
}

function isReal(dataType: number): boolean {
  return dataType === FLOAT || dataType === 10 || dataType === 11 || dataType === 16;
}

function shapeOf(conversion: Conversion, value: OnnxValue | undefined): OnnxValue | undefined {
  const dims = value?.kind === 'node' ? fileShape(conversion, value) : constantOf(value)?.dims;
  if (!dims) return undefined;
  if (conversion.node.op === 'Size') return { kind: 'integers', dims: [], values: [sizeOf(dims)] };
  const end = conversion.node.attributes.get('end')?.int ?? dims.length;
  const values = dims.slice(integerAttribute(conversion, 'start', 0), end);
  return { kind: 'integers', dims: [values.length], values };
}

function constant({ node, id }: Conversion): OnnxValue | undefined {
  const { attributes } = node;
  const tensor = attributes.get('value')?.tensor;
  if (tensor) return { kind: 'tensor', tensor: { ...tensor, name: tensor.name || id } };
  const float = attributes.get('value_float');
  if (float) return { kind: 'tensor', tensor: scalar(id, float.float) };
  const one = attributes.get('value_int');
  if (one) return { kind: 'integers', dims: [], values: [one.int] };
  const listed = attributes.get('value_ints')?.ints;
  return listed && { kind: 'integers', dims: [listed.length], values: listed };
}

function scalar(name: string, value: number): OnnxTensor {
  const bytes = [new Uint8Array(Float32Array.of(value).buffer)];
  return { name, dims: [], dataType: FLOAT, bytes, varints: [], doubles: [], external: undefined };
}
