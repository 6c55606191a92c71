import type { LoadProgress } from '../../engine/protocol/protocol';
import { bytes, bytesOf, duration } from '../../ui/numbers/numbers';
import { writeNumber } from '../../words/number';
import { say } from '../../words/say';

/** What is happening to a network on its way, in one or two words. */
export function stageWords(progress: LoadProgress | null): string {
  if (!progress) return say('Opening');
  switch (progress.stage) {
    case 'download':
      return say('Downloading');
    case 'convert':
      return say('Converting');
    case 'keep':
      return say('Storing');
    case 'parse':
      return say('Reading');
    case 'compile':
      return say('Warming up');
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
    bytesPerSecond === undefined ? '' : say('{size}/s', { size: bytes(bytesPerSecond) }),
    secondsLeft === undefined ? '' : say('{time} left', { time: duration(secondsLeft * 1000) }),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** How far along, for the header's chip: `34 %`; empty where unknown. */
export function fractionWords(progress: LoadProgress | null): string {
  return progress?.fraction == null ? '' : writeNumber(`${Math.floor(progress.fraction * 100)} %`);
}

/** What is happening to which network. */
export function stageSentence(title: string, progress: LoadProgress | null): string {
  return say('{stage} {title}', { stage: stageWords(progress), title });
}

/** The same for ears, as one sentence. */
export function spokenProgress(title: string, progress: LoadProgress | null): string {
  const stage = stageWords(progress);
  const percent = progress?.fraction == null ? undefined : Math.floor(progress.fraction * 100);
  const time = progress?.secondsLeft === undefined ? undefined : duration(progress.secondsLeft * 1000);
  if (percent === undefined)
    return time === undefined
      ? stageSentence(title, progress)
      : say('{stage} {title}, {time} left', { stage, title, time });
  return time === undefined
    ? say('{stage} {title}, {percent} percent', { stage, title, percent })
    : say('{stage} {title}, {percent} percent, {time} left', { stage, title, percent, time });
}
