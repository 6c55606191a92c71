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

/** Runs `body` for every tap that meets the map, `row` of the source, and `column` for the output column `at.z + next`. */
function overTaps(work: GroupedConvolution, shape: readonly number[], body: string, next = '0'): string {
  const { taps, strides, dilations, padding, back } = work;
  const along = (side: 0 | 1, source: string, place: string, tap: string): string => {
    const before = side === 0 ? padding[0] : padding[3];
    const inside = `${source} >= 0 && ${source} < ${shape[side + 1] ?? 1}`;
    if (!back)
      return `int ${source} = ${place} * ${strides[side]} - ${before} + ${tap} * ${dilations[side]};
              if (!(${inside})) continue;`;
    return `int ${source}Spread = ${place} + ${before} - ${tap} * ${dilations[side]};
            int ${source} = ${source}Spread / ${strides[side]};
            if (${source}Spread < 0 || ${source} * ${strides[side]} != ${source}Spread || !(${inside})) continue;`;
  };
  return `
    for (int i = 0; i < ${taps[0]}; i++) {
      ${along(0, 'row', 'at.y', 'i')}
      for (int j = 0; j < ${taps[1]}; j++) {
        for (int next = 0; next <= ${next}; next++) {
          ${along(1, 'column', '(at.z + next)', 'j')}
          ${body}
        }
      }
    }`;
}

/** What is summed over is a group's channels of the source, counted by `c` from `first` on. */
function counts({ back, inputs, outputs }: GroupedConvolution) {
  return back ? { channels: outputs, made: inputs } : { channels: inputs, made: outputs };
}

function byPairs(work: GroupedConvolution, shape: readonly number[], biased: boolean): string {
  const { channels, made } = counts(work);
  const of = 'vec2 source = column % 2 == 0 ? texel.xy : texel.zw;';
  // A texel of the kernel holds two inputs, one after the other, for two outputs each.
  const product = work.back
    ? `vec4 w = getKernel(i, j, at.w - group * ${made}, first + c);
       two += vec2(dot(w.xy, source), dot(w.zw, source));`
    : `vec4 w = getKernel(i, j, c, at.w);
       two += source.x * w.xy + source.y * w.zw;`;
  return `
    void main() {
      ivec4 at = getOutputCoords();
      int group = at.w / ${made};
      int first = group * ${channels};
      vec4 sum = vec4(0.0);
      ${overTaps(
        work,
        shape,
        `vec2 two = vec2(0.0);
         ${
           isDepthwise(work)
             ? `vec4 texel = getX(at.x, row, column, at.w);
                ${of}
                two = source * getKernel(i, j, 0, at.w).xy;`
             : `for (int c = 0; c < ${channels}; c += 2) {
                  vec4 texel = getX(at.x, row, column, first + c);
                  ${of}
                  ${product}
                }`
         }
         if (next == 0) sum.xy += two;
         else sum.zw += two;`,
        '1',
      )}
      ${biased ? 'sum += getBias(at.w).xyxy;' : ''}
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
      ${overTaps(
        work,
        shape,
        `for (int c = 0; c < ${channels}; c++) sum += getX(at.x, row, column, first + c) * ${weight};`,
      )}
      setOutput(${after(work, 'sum')});
    }`;
}

function after({ activation }: GroupedConvolution, value: string): string {
  if (activation === 'linear') return value;
  return activation === 'relu' ? `max(${value}, 0.0)` : `clamp(${value}, 0.0, 6.0)`;
}
