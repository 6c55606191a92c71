// Convolution for the memory of TF.js's WASM backend, in AssemblyScript. Every pointer is a byte address there, every
// tensor float32 and NHWC. It is compiled once with relaxed SIMD's fused multiply-add and once without.

export { convolve } from './direct.as';
export { locateWindows, pad } from './windows.as';
export { transformKernel } from '../winograd/winograd-2-kernel.as';
export { convolve3x3 } from '../winograd/winograd-2.as';
export {
  convolveBlocks4x4,
  convolvePanels4x4,
  describe4x4,
  transformBlocks4x4,
  transformPanels4x4,
} from '../winograd/winograd-4.as';
export { convolveGroups } from '../grouped-convolution/grouped-convolution.as';
export { packGroups, transformGroups } from '../grouped-convolution/grouped-kernel.as';
export { reach } from '../grouped-convolution/kernel-phases.as';
