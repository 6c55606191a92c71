import { LabError } from '../../core/records/lab-error';
import type { WorkEstimate } from './work-estimate';
import { phrase } from '../../words/say';

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
      phrase(
        '“{title}” would need about {memory, number} GB of memory for one step; a page can have {most, number} GB.',
        {
          title,
          memory: gigabytes(peakBytes),
          most: gigabytes(BYTES.refuses),
        },
      ),
      phrase('Choose a smaller network, or export this one for smaller pictures.'),
    );
  }
  if (work > WORK.refuses) {
    throw new LabError(
      'network-too-heavy',
      phrase(
        '“{title}” would need about {times, number} times the work of VGG19 for one look at a picture: its engine would be busy for minutes, without an answer.',
        { title, times: times(work) },
      ),
      phrase('Choose a smaller network, or export this one for smaller pictures.'),
    );
  }
  if (accepted || (work <= WORK.asks && peakBytes <= BYTES.asks)) return;
  throw new LabError(
    'network-heavy',
    phrase(
      '“{title}” needs about {times, number} times the work of VGG19 for one look at a picture, and about {memory, number} GB of memory.',
      { title, times: times(work), memory: gigabytes(peakBytes) },
    ),
    phrase('Load it all the same, or choose a smaller network.'),
  );
}

/** For a sentence with a number: to a tenth of a gigabyte. */
function gigabytes(bytes: number): number {
  return Math.round(bytes / 1e8) / 10;
}

/** For a sentence with a number: how many times the work of VGG19, to a tenth where it is little. */
function times(work: number): number {
  const ratio = work / VGG19;
  return ratio < 10 ? Math.round(ratio * 10) / 10 : Math.round(ratio);
}
