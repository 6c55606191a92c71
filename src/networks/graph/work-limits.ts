import { LabError } from '../../core/records/lab-error';
import type { WorkEstimate } from './work-estimate';

/** VGG19's multiply-adds for a picture of 224 x 224: the largest network that courses use. */
const VGG19 = 19.6e9;

/** Reading a value takes about as long as this many multiply-adds of a convolution, which are done many at once. */
const READ = 40;

/**
 * Where the page asks first, and what it refuses. In multiply-adds: VGG19 and EfficientNet-B7 take 143 and 60 billion at 600
 * pixels a side, a processor some 20 billion a second. In bytes: EfficientNet-B7 holds 1.5 GB at 600 pixels; WebAssembly and a
 * tab have 4 GB.
 */
const WORK = { asks: 200e9, refuses: 2.4e12 };
const BYTES = { asks: 2e9, refuses: 4e9 };

/** What a network's work is measured in: a convolution's multiply-adds, and what takes as long as one. */
export function workOf({ multiplyAdds, reads }: WorkEstimate): number {
  return multiplyAdds + READ * reads;
}

/**
 * Refuses a network whose work or memory is out of all proportion, and one that is merely heavy where nobody has said that
 * they want it all the same. Throws LabError `network-too-heavy` or `network-heavy`, with the estimate.
 */
export function weighNetwork(title: string, estimate: WorkEstimate, { accepted = false } = {}): void {
  const work = workOf(estimate);
  const { peakBytes } = estimate;
  if (peakBytes > BYTES.refuses) {
    throw new LabError(
      'network-too-heavy',
      `“${title}” would need about ${gigabytes(peakBytes)} of memory for one step; a page can have ${gigabytes(BYTES.refuses)}.`,
      'Choose a smaller network, or export this one for smaller pictures.',
    );
  }
  if (work > WORK.refuses) {
    throw new LabError(
      'network-too-heavy',
      `“${title}” would need about ${times(work)} the work of VGG19 for one look at a picture: its engine would be busy for minutes, without an answer.`,
      'Choose a smaller network, or export this one for smaller pictures.',
    );
  }
  if (accepted || (work <= WORK.asks && peakBytes <= BYTES.asks)) return;
  throw new LabError(
    'network-heavy',
    `“${title}” needs about ${times(work)} the work of VGG19 for one look at a picture, and about ${gigabytes(peakBytes)} of memory.`,
    'Load it all the same, or choose a smaller network.',
  );
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toLocaleString('en', { maximumFractionDigits: 1 })} GB`;
}

function times(work: number): string {
  const ratio = work / VGG19;
  const digits = ratio < 10 ? 1 : 0;
  return `${ratio.toLocaleString('en', { maximumFractionDigits: digits })} times`;
}
