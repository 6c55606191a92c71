import type { LoadProgress } from '../../engine/protocol/protocol';
import { bytes, bytesOf, duration } from '../../ui/numbers/numbers';

/** What is happening to a network on its way, in one or two words. */
export function stageWords(progress: LoadProgress | null): string {
  if (!progress) return 'Opening';
  switch (progress.stage) {
    case 'download':
      return 'Downloading';
    case 'convert':
      return 'Converting';
    case 'keep':
      return 'Storing';
    case 'parse':
      return 'Reading';
    case 'compile':
      return 'Warming up';
    default:
      return progress.stage satisfies never;
  }
}

/** The numbers beside the bar: `123 of 553 MB · 8.2 MB/s · 52 s left`; what is known of them. */
export function progressNumbers(progress: LoadProgress | null): string {
  if (progress?.bytes === undefined) return fractionWords(progress);
  const { bytes: come, totalBytes, bytesPerSecond, secondsLeft } = progress;
  return [
    totalBytes === undefined ? bytes(come) : bytesOf(come, totalBytes),
    bytesPerSecond === undefined ? '' : `${bytes(bytesPerSecond)}/s`,
    secondsLeft === undefined ? '' : `${duration(secondsLeft * 1000)} left`,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** How far along, for the header's chip: `34 %`; empty where unknown. */
export function fractionWords(progress: LoadProgress | null): string {
  return progress?.fraction == null ? '' : `${Math.floor(progress.fraction * 100)} %`;
}

/** The same for ears, as one sentence. */
export function spokenProgress(title: string, progress: LoadProgress | null): string {
  const left = progress?.secondsLeft;
  const far = progress?.fraction == null ? '' : `, ${Math.floor(progress.fraction * 100)} percent`;
  const rest = left === undefined ? '' : `, ${duration(left * 1000)} left`;
  return `${stageWords(progress)} ${title}${far}${rest}`;
}
