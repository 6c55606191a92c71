import type { GPGPUProgram, MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { Pair } from '../../graph/graph';
import type { BackendKernel } from '../kernel-runner';

/** The convolution whose input is to be gathered, and that input's height, width and channels. */
export interface TapGathering {
  /** Height and width of the kernel. */
  readonly taps: Pair;
  readonly strides: Pair;
  readonly dilations: Pair;
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/**
 * In one draw call of the WebGL backend. Four values lie in a texel, two neighbouring channels of two neighbouring columns;
 * with an even number of channels both of a pixel's come from one texel. Shaders depend on shapes and the convolution only.
 */
export const gatherTapsWebgl: BackendKernel<TapGathering> = {
  run({ columns }, gathering, backend) {
    if (!columns) throw new Error('gathering takes columns');
    const [batch = 1, rows = 1, across = 1] = columns.shape;
    const program = gatherProgram(gathering, { batch, rows, across });
    return (backend as MathBackendWebGL).compileAndRun(program, [columns], 'float32');
  },
};

interface Windows {
  readonly batch: number;
  readonly rows: number;
  readonly across: number;
}

function gatherProgram(gathering: TapGathering, { batch, rows, across }: Windows): GPGPUProgram {
  const { taps, strides, dilations, top, left, height, width, channels } = gathering;
  const even = channels % 2 === 0;
  const both = `
    vec4 texel = getColumns(at.x, row, column, first);
    vec2 two = column % 2 == 0 ? texel.xy : texel.zw;`;
  const apart = `
    vec2 two = vec2(getChannel(getColumns(at.x, row, column, first), vec2(column, first)), 0.0);
    if (at.w + 1 < ${channels}) {
      two.y = getChannel(getColumns(at.x, row, column, first + 1), vec2(column, first + 1));
    }`;
  return {
    variableNames: ['columns'],
    outputShape: [batch, height, width, channels],
    packedInputs: true,
    packedOutput: true,
    userCode: `
      void main() {
        ivec4 at = getOutputCoords();
        vec4 sum = vec4(0.0);
        for (int i = 0; i < ${taps[0]}; i++) {
          int down = at.y + ${top} - i * ${dilations[0]};
          int row = down / ${strides[0]};
          if (down < 0 || row * ${strides[0]} != down || row >= ${rows}) continue;
          for (int j = 0; j < ${taps[1]}; j++) {
            int first = (i * ${taps[1]} + j) * ${channels} + at.w;
            for (int next = 0; next < 2; next++) {
              int right = at.z + next + ${left} - j * ${dilations[1]};
              int column = right / ${strides[1]};
              if (right < 0 || column * ${strides[1]} != right || column >= ${across}) continue;
              if (at.z + next >= ${width}) continue;
              ${even ? both : apart}
              if (next == 0) sum.xy += two;
              else sum.zw += two;
            }
          }
        }
        setOutput(sum);
      }
    `,
  };
}
