import type { BackendKernel } from '../../kernel-runner';
import { addressOf, heapOf, outputOnHeap, withScratch } from '../../wasm-heap';
import type { ChannelStep, ChannelSteps } from '../picture-work';
import * as picture from './picture-wasm-code';

const CODES: Readonly<Record<ChannelStep['does'], number>> = {
  add: picture.ADD,
  subtract: picture.SUBTRACT,
  multiply: picture.MULTIPLY,
  divide: picture.DIVIDE,
  atLeast: picture.AT_LEAST,
  atMost: picture.AT_MOST,
  floor: picture.FLOOR,
};

/** On the heap of the WASM backend, four values at a time. */
export const perChannelWasm: BackendKernel<ChannelSteps> = {
  runsOn: (backend) => picture.pictureModule(backend) !== null,
  run({ x }, { steps }, backend) {
    if (!x) throw new Error('steps are done with a picture');
    const length = x.shape.reduce((product, side) => product * side, 1);
    const { out, address } = outputOnHeap(backend, x.shape);
    withScratch(backend, steps.length * picture.STEP, (at) => {
      const { buffer } = heapOf(backend) ?? {};
      if (!buffer) return;
      steps.forEach(({ does, by }, i) => {
        const place = at + i * picture.STEP * picture.BYTES;
        new Uint32Array(buffer, place, 1).set([CODES[does]]);
        new Float32Array(buffer, place + picture.BYTES, 3).set(by);
      });
      const kernels = picture.pictureModule(backend)?.kernels;
      kernels?.perChannel(address, addressOf(backend, x), length, at, steps.length);
    });
    return out;
  },
};
