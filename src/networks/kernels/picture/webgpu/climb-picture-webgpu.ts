import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { HIGHEST, LOWEST } from '../clamp';
import type { BackendKernel } from '../../kernel-runner';
import type { PictureClimb } from '../picture-work';
import { channelNumber, pictureProgram } from './picture-webgpu';

/** In one program of the WebGPU backend, compiled once clamped and once not. */
export const climbWebgpu: BackendKernel<PictureClimb> = {
  run({ x, gradient }, { dx, dy, gain, decay, weight, clamped }, backend) {
    if (!x || !gradient) throw new Error('a climb takes a picture and a gradient');
    const declared = 'offset : vec2<i32>, gain : f32, decay : f32, weight : f32,';
    const name = clamped ? 'ClimbClamped' : 'Climb';
    const program = pictureProgram(name, x.shape, ['x', 'gradient'], declared, body(clamped));
    const uniforms = [
      { type: 'int32', data: [dy, dx] },
      ...[gain, decay, weight].map((value) => ({ type: 'float32', data: [value] })),
    ];
    return (backend as WebGPUBackend).runWebGPUProgram(program, [x, gradient], 'float32', uniforms);
  },
};

const body = (clamped: boolean): string => `
  let sides = uniforms.xShape.yz;
  let place = (at.yz + uniforms.offset) % sides;
  let x = getX(at.x, at.y, at.z, at.w);
  let up = getGradient(at.x, place.x, place.y, at.w);
  let moved = x + (up * uniforms.gain - x * uniforms.decay * uniforms.weight);
  ${clamped ? HELD : 'setOutputAtIndex(index, moved);'}
`;

const HELD = `
  setOutputAtIndex(index, clamp(moved, ${channelNumber(LOWEST)}, ${channelNumber(HIGHEST)}));
`;
