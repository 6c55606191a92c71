import type { GPGPUProgram, MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { BackendKernel } from '../kernel-runner';
import type { GroupedConvolution } from './grouped-convolution-work';

/**
 * In one draw call of the WebGL backend; kernel and bias as the network has them. Four values lie in a texel, two
 * neighbouring channels of two neighbouring columns: where a group has an even number of channels, and makes an even
 * number, a pair of channels never belongs to two groups; where it has one and makes one, both are its own. Shaders depend on shapes and the convolution only.
 */
export const groupedConvolutionWebgl: BackendKernel<GroupedConvolution> = {
  run({ x, kernel, bias }, convolution, backend) {
    if (!x || !kernel) throw new Error('a grouped convolution takes x and a kernel');
    const inputs = bias ? [x, kernel, bias] : [x, kernel];
    const program = groupedProgram(convolution, x.shape, bias !== undefined);
    return (backend as MathBackendWebGL).compileAndRun(program, inputs, 'float32');
  },
};

function groupedProgram(work: GroupedConvolution, shape: readonly number[], biased: boolean): GPGPUProgram {
  const packed = isDepthwise(work) || (work.inputs % 2 === 0 && work.outputs % 2 === 0);
  return {
    variableNames: biased ? ['x', 'kernel', 'bias'] : ['x', 'kernel'],
    outputShape: [...work.shape],
    packedInputs: packed,
    packedOutput: packed,
    userCode: packed ? byPairs(work, shape, biased) : oneByOne(work, shape, biased),
  };
}

const isDepthwise = ({ inputs, outputs }: GroupedConvolution): boolean => inputs === 1 && outputs === 1;

/**
 * Where in the source a tap, `tap`, lies of an output's `place`, along one side: `name`; and whether that is on the map,
 * `nameInside`. On the way back only every so many places are.
 */
function locate(
  { strides, dilations, padding, back }: GroupedConvolution,
  shape: readonly number[],
  side: 0 | 1,
  name: string,
  place: string,
  tap: string,
): string {
  const before = side === 0 ? padding[0] : padding[3];
  const inside = `${name} >= 0 && ${name} < ${shape[side + 1] ?? 1}`;
  if (!back)
    return `int ${name} = ${place} * ${strides[side]} - ${before} + ${tap} * ${dilations[side]};
            bool ${name}Inside = ${inside};`;
  return `int ${name}Spread = ${place} + ${before} - ${tap} * ${dilations[side]};
          int ${name} = ${name}Spread / ${strides[side]};
          bool ${name}Inside = ${name}Spread >= 0 && ${name} * ${strides[side]} == ${name}Spread && ${inside};`;
}

/** What is summed over is a group's channels of the source, counted by `c` from `first` on. */
function counts({ back, inputs, outputs }: GroupedConvolution) {
  return back ? { channels: outputs, made: inputs } : { channels: inputs, made: outputs };
}

function byPairs(work: GroupedConvolution, shape: readonly number[], biased: boolean): string {
  const { channels, made } = counts(work);
  // A texel of the kernel holds two inputs, one after the other, for two outputs each.
  const product = isDepthwise(work)
    ? 'sum += source * getKernel(i, j, 0, at.w).xyxy;'
    : work.back
      ? `vec4 w = getKernel(i, j, at.w - group * ${made}, first + c);
         sum += vec4(
           dot(w.xy, source.xy), dot(w.zw, source.xy), dot(w.xy, source.zw), dot(w.zw, source.zw));`
      : `vec4 w = getKernel(i, j, c, at.w);
         sum += source.xxzz * w.xyxy + source.yyww * w.zwzw;`;
  const channel = isDepthwise(work) ? 'at.w' : 'first + c';
  return `
    void main() {
      ivec4 at = getOutputCoords();
      int group = at.w / ${made};
      int first = group * ${channels};
      vec4 sum = ${biased ? 'getBias(at.w).xyxy' : 'vec4(0.0)'};
      for (int i = 0; i < ${work.taps[0]}; i++) {
        ${locate(work, shape, 0, 'row', 'at.y', 'i')}
        if (!rowInside) continue;
        for (int j = 0; j < ${work.taps[1]}; j++) {
          ${locate(work, shape, 1, 'left', 'at.z', 'j')}
          ${locate(work, shape, 1, 'right', '(at.z + 1)', 'j')}
          if (!leftInside && !rightInside) continue;
          bool even = left % 2 == 0;
          bool evenRight = right % 2 == 0;
          bool together = leftInside && rightInside && even && right == left + 1;
          for (int c = 0; c < ${isDepthwise(work) ? 2 : channels}; c += 2) {
            vec4 source = vec4(0.0);
            if (leftInside) {
              vec4 texel = getX(at.x, row, left, ${channel});
              source = together ? texel : vec4(even ? texel.xy : texel.zw, 0.0, 0.0);
            }
            if (rightInside && !together) {
              vec4 texel = getX(at.x, row, right, ${channel});
              source.zw = evenRight ? texel.xy : texel.zw;
            }
            ${product}
          }
        }
      }
      setOutput(${after(work, 'sum')});
    }`;
}

function oneByOne(work: GroupedConvolution, shape: readonly number[], biased: boolean): string {
  const { channels, made } = counts(work);
  const weight = work.back
    ? `getKernel(i, j, at.w - group * ${made}, first + c)`
    : 'getKernel(i, j, c, at.w)';
  return `
    void main() {
      ivec4 at = getOutputCoords();
      int group = at.w / ${made};
      int first = group * ${channels};
      float sum = ${biased ? 'getBias(at.w)' : '0.0'};
      for (int i = 0; i < ${work.taps[0]}; i++) {
        ${locate(work, shape, 0, 'row', 'at.y', 'i')}
        if (!rowInside) continue;
        for (int j = 0; j < ${work.taps[1]}; j++) {
          ${locate(work, shape, 1, 'column', 'at.z', 'j')}
          if (!columnInside) continue;
          for (int c = 0; c < ${channels}; c++) sum += getX(at.x, row, column, first + c) * ${weight};
        }
      }
      setOutput(${after(work, 'sum')});
    }`;
}

function after({ activation }: GroupedConvolution, value: string): string {
  if (activation === 'linear') return value;
  return activation === 'relu' ? `max(${value}, 0.0)` : `clamp(${value}, 0.0, 6.0)`;
}
