import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { BackendKernel } from '../../kernel-runner';
import type { ChannelStep, ChannelSteps } from '../picture-work';
import { channelNumber, pictureProgram } from './picture-webgpu';

/** In one program of the WebGPU backend. The numbers stand in it: for steps whose numbers are always the same. */
export const perChannelWebgpu: BackendKernel<ChannelSteps> = {
  run({ x }, { steps }, backend) {
    if (!x) throw new Error('steps are done with a picture');
    const name = `PerChannel${steps.map(({ does, by }) => `${does}${by.join('/')}`).join('')}`;
    const body = `
      var value = getX(at.x, at.y, at.z, at.w);
      ${steps.map((step) => `value = ${doneWith(step)};`).join('\n')}
      setOutputAtIndex(index, value);
    `;
    const program = pictureProgram(name, x.shape, ['x'], '', body);
    return (backend as WebGPUBackend).runWebGPUProgram(program, [x], 'float32');
  },
};

function doneWith({ does, by }: ChannelStep): string {
  const other = channelNumber(by);
  switch (does) {
    case 'add':
      return `value + ${other}`;
    case 'subtract':
      return `value - ${other}`;
    case 'multiply':
      return `value * ${other}`;
    case 'divide':
      return `value / ${other}`;
    case 'atLeast':
      return `max(value, ${other})`;
    case 'atMost':
      return `min(value, ${other})`;
    case 'floor':
      return 'floor(value)';
    default:
      return does satisfies never;
  }
}
