import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { BackendKernel } from '../../kernel-runner';
import { pictureProgram } from './picture-webgpu';
import type { RollOffset } from '../picture-work';

const BODY = `
  let sides = uniforms.xShape.yz;
  let place = (at.yz - uniforms.offset + sides) % sides;
  setOutputAtIndex(index, getX(at.x, place.x, place.y, at.w));
`;

/** In one program of the WebGPU backend, compiled once for all offsets. */
export const rollWebgpu: BackendKernel<RollOffset> = {
  run({ image }, { dx, dy }, backend) {
    if (!image) throw new Error('a roll takes an image');
    const program = pictureProgram('Roll', image.shape, ['x'], 'offset : vec2<i32>,', BODY);
    const uniforms = [{ type: 'int32', data: [dy, dx] }];
    return (backend as WebGPUBackend).runWebGPUProgram(program, [image], 'float32', uniforms);
  },
};
