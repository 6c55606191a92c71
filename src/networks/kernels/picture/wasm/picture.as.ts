// A picture's own arithmetic for the memory of TF.js's WASM backend, in AssemblyScript. Every pointer is a byte address there,
// every tensor float32 and NHWC. Pictures have three channels, so that three vectors of four values are four whole pixels:
// what differs by channel lies in three vectors, one for each.

export { climb } from './climb.as';
export { packPixels, reverseChannels } from './channels.as';
export { perChannel } from './per-channel.as';
export { roll } from './roll.as';
