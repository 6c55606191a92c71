import type { GPGPUProgram, MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { BackendKernel } from '../kernel-runner';

/** What a step has besides its direction. */
export interface Step {
  /** Its length. */
  readonly size: number;
}

/** The largest absolute value, NaN where any value is: line by line, then of the lines. */
export const largestWebgl: BackendKernel<object> = {
  run({ values }, _, backend) {
    if (!values) throw new Error('the largest is one of values');
    const lines = linesProgram(values.shape, [], '', LARGEST);
    const all = allProgram(values.shape, LARGEST, 'found');
    return inTwoStages(backend as MathBackendWebGL, lines, all, [values]);
  },
};

/** The Euclidean length in parts of the largest value, 1 where that is 0: by means, which half floats hold. */
export const lengthWebgl: BackendKernel<object> = {
  run({ values, peak }, _, backend) {
    if (!values || !peak) throw new Error('a length takes values and the largest of them');
    const { shape } = values;
    const [, , width = 1, channels = 1] = shape;
    const scale = `float peak = getPeak().r; float scale = peak == 0.0 ? 1.0 : peak;`;
    const lines = linesProgram(shape, ['peak'], scale, SQUARES, `found / ${(width * channels).toFixed(1)}`);
    const size = shape.reduce((product, side) => product * side, 1);
    const mean = `found / ${linesOf(shape).toFixed(1)}`;
    const length = `(found == 0.0 ? 1.0 : sqrt(${mean})) * ${Math.sqrt(size).toExponential(9)}`;
    return inTwoStages(backend as MathBackendWebGL, lines, allProgram(shape, SUM, length), [values, peak]);
  },
};

/** Values divided by the largest and by the length, times a uniform. */
export const steppedWebgl: BackendKernel<Step> = {
  run({ values, peak, length }, { size }, backend) {
    if (!values || !peak || !length)
      throw new Error('a step takes values, the largest of them and their length');
    const program: GPGPUProgram = {
      variableNames: ['values', 'peak', 'length'],
      outputShape: values.shape,
      packedInputs: true,
      packedOutput: true,
      customUniforms: [{ name: 'size', type: 'float' }],
      userCode: `
        void main() {
          float peak = getPeak().r;
          vec4 scaled = getValuesAtOutCoords() / (peak == 0.0 ? 1.0 : peak);
          setOutput(scaled / getLength().r * size);
        }
      `,
    };
    return (backend as MathBackendWebGL).compileAndRun(program, [values, peak, length], 'float32', [[size]]);
  },
};

/** How far from 0 a value may be. */
export interface Cut {
  /** In root mean squares. */
  readonly times: number;
}

/** Values brought within some root mean squares of 0; what is not a number stays none. */
export const cutWebgl: BackendKernel<Cut> = {
  run({ values, peak, length }, { times }, backend) {
    if (!values || !peak || !length)
      throw new Error('a cut takes values, the largest of them and their length');
    const size = values.shape.reduce((product, side) => product * side, 1);
    const program: GPGPUProgram = {
      variableNames: ['values', 'peak', 'length'],
      outputShape: values.shape,
      packedInputs: true,
      packedOutput: true,
      customUniforms: [{ name: 'times', type: 'float' }],
      userCode: `
        void main() {
          vec4 value = getValuesAtOutCoords();
          float edge = getPeak().r * (getLength().r * ${(1 / Math.sqrt(size)).toExponential(9)}) * times;
          vec4 isOut = vec4(greaterThan(abs(value), vec4(edge)));
          setOutput(mix(value, sign(value) * edge, isOut));
        }
      `,
    };
    return (backend as MathBackendWebGL).compileAndRun(program, [values, peak, length], 'float32', [[times]]);
  },
};

/** How a value is taken in to what was found before. */
const LARGEST = 'if (abs(value) > found || isnan(value)) found = abs(value);';
const SUM = 'found += value;';
const SQUARES = 'found += (value / scale) * (value / scale);';

const linesOf = ([batch = 1, height = 1]: readonly number[]): number => batch * height;

/** Of each line of `[N, H, W, C]` one number, `[N * H]`. */
function linesProgram(
  shape: readonly number[],
  others: readonly string[],
  before: string,
  take: string,
  result = 'found',
): GPGPUProgram {
  const [, height = 1, width = 1, channels = 1] = shape;
  const takeIf = (lane: string, column: string, channel: string): string =>
    `if (${column} < ${width} && ${channel} < ${channels}) { float value = texel.${lane}; ${take} }`;
  return {
    variableNames: ['values', ...others],
    outputShape: [linesOf(shape)],
    packedInputs: true,
    userCode: `
      void main() {
        int line = getOutputCoords();
        ${before}
        float found = 0.0;
        for (int x = 0; x < ${width}; x += 2) {
          for (int c = 0; c < ${channels}; c += 2) {
            vec4 texel = getValues(line / ${height}, line % ${height}, x, c);
            ${takeIf('r', 'x', 'c')}
            ${takeIf('g', 'x', 'c + 1')}
            ${takeIf('b', 'x + 1', 'c')}
            ${takeIf('a', 'x + 1', 'c + 1')}
          }
        }
        setOutput(${result});
      }
    `,
  };
}

/** Of all lines' numbers one, a scalar for packed programs. */
function allProgram(shape: readonly number[], take: string, result: string): GPGPUProgram {
  return {
    variableNames: ['lines'],
    outputShape: [],
    packedOutput: true,
    userCode: `
      void main() {
        float found = 0.0;
        for (int i = 0; i < ${linesOf(shape)}; i++) { float value = getLines(i); ${take} }
        setOutput(vec4(${result}));
      }
    `,
  };
}

function inTwoStages(
  backend: MathBackendWebGL,
  lines: GPGPUProgram,
  all: GPGPUProgram,
  inputs: TensorInfo[],
): TensorInfo {
  const found = backend.compileAndRun(lines, inputs, 'float32');
  try {
    return backend.compileAndRun(all, [found], 'float32');
  } finally {
    backend.disposeIntermediateTensorInfo(found);
  }
}
