import type { WebGPUBackend, WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import type { BackendKernel } from '../kernel-runner';
import type { GroupedConvolution } from './grouped-convolution-work';

/** In one program of the WebGPU backend, compiled once for convolutions of every size; kernel and bias as the network has them. */
export const groupedConvolutionWebgpu: BackendKernel<GroupedConvolution> = {
  run({ x, kernel, bias }, work, backend) {
    if (!x || !kernel) throw new Error('a grouped convolution takes x and a kernel');
    const { taps, strides, dilations, padding, inputs, outputs, back, activation } = work;
    const [channels, made] = back ? [outputs, inputs] : [inputs, outputs];
    const uniforms = [
      { type: 'int32', data: [...taps] },
      { type: 'int32', data: [...strides] },
      { type: 'int32', data: [...dilations] },
      { type: 'int32', data: [padding[0], padding[3]] },
      { type: 'int32', data: [channels, made] },
      { type: 'float32', data: [activation === 'linear' ? -LARGEST : 0] },
      { type: 'float32', data: [activation === 'relu6' ? 6 : LARGEST] },
    ];
    const program = groupedProgram(work, bias !== undefined);
    return (backend as WebGPUBackend).runWebGPUProgram(
      program,
      bias ? [x, kernel, bias] : [x, kernel],
      'float32',
      uniforms,
    );
  },
};

const LANES = 64;

/** The largest float32: what follows no activation is held below it and above its negative. */
const LARGEST = 3.4028234e38;

function groupedProgram({ shape, back }: GroupedConvolution, biased: boolean): WebGPUProgram {
  const along = (source: string, place: string, tap: string, side: 'x' | 'y', edge: 'y' | 'z'): string => {
    const move = `${tap} * uniforms.dilations.${side}`;
    const inside = `${source} >= 0 && ${source} < uniforms.xShape.${edge}`;
    if (!back)
      return `let ${source} = ${place} * uniforms.strides.${side} - uniforms.pads.${side} + ${move};
              if (!(${inside})) { continue; }`;
    return `let ${source}Spread = ${place} + uniforms.pads.${side} - ${move};
            let ${source} = ${source}Spread / uniforms.strides.${side};
            if (${source}Spread < 0 || ${source} * uniforms.strides.${side} != ${source}Spread || !(${inside})) { continue; }`;
  };
  const weight = back ? 'getKernel(i, j, at.w - group * made, first + c)' : 'getKernel(i, j, c, at.w)';
  return {
    variableNames: biased ? ['x', 'kernel', 'bias'] : ['x', 'kernel'],
    outputShape: [...shape],
    shaderKey: `lucarneGroups${back ? 'Back' : ''}${biased ? 'Biased' : ''}`,
    workgroupSize: [LANES, 1, 1],
    dispatchLayout: { x: [0, 1, 2, 3] },
    dispatch: [Math.ceil(shape.reduce((product, side) => product * side, 1) / LANES), 1, 1],
    size: true,
    uniforms:
      'taps : vec2<i32>, strides : vec2<i32>, dilations : vec2<i32>, pads : vec2<i32>, widths : vec2<i32>, low : f32, high : f32,',
    getUserCode: () => `
      fn main(index : i32) {
        if (index < uniforms.size) {
          let at = getCoordsFromIndex(index);
          let channels = uniforms.widths.x;
          let made = uniforms.widths.y;
          let group = at.w / made;
          let first = group * channels;
          var sum = ${biased ? 'getBias(at.w)' : '0.0'};
          for (var i = 0; i < uniforms.taps.x; i++) {
            ${along('row', 'at.y', 'i', 'x', 'y')}
            for (var j = 0; j < uniforms.taps.y; j++) {
              ${along('column', 'at.z', 'j', 'y', 'z')}
              for (var c = 0; c < channels; c++) {
                sum += getX(at.x, row, column, first + c) * ${weight};
              }
            }
          }
          setOutputAtIndex(index, clamp(sum, uniforms.low, uniforms.high));
        }
      }
    `,
  };
}
