import type { Measurement } from './measurement';
import type { BackendId, BackendInfo } from './protocol';

/** An earlier Auto choice, so that it need not be measured again. */
export interface RememberedChoice extends Measurement {
  readonly id: BackendId;
  /** What it holds for: the browser's version and the GPUs' names. */
  readonly device: string;
  /** The network it holds for, see `networkKey`; null for the small network that measures at the start. */
  readonly network: string | null;
}

/** Names a network for the memory: its weights, and the size of picture it works at. */
export function networkKey({ weightsHash, size }: { weightsHash: string; size: readonly number[] }): string {
  return `${weightsHash}@${size.join('x')}`;
}

/** Names what a measurement holds for: the browser's version and the GPUs it shows. */
export function deviceName({ webgl, webgpu }: NonNullable<BackendInfo['gpus']> = {}): string {
  return [navigator.userAgent, webgl?.renderer ?? 'no WebGL 2', webgpu?.renderer ?? 'no WebGPU'].join(' | ');
}
