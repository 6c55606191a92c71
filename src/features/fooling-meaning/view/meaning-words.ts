import { count, percent, score, short } from '../../../ui/numbers/numbers';
import type { Example, Push } from '../store/meaning-store';

/** What the push shows on this photo, in one sentence. */
export function meaningHeadline({ from, to, gap, slopes }: Example, push: Push): string {
  const { epsilon, straight, best, inSteps } = push;
  const values = slopes.length.toLocaleString('en');
  if (epsilon === 0) return `Nothing is moved yet: “${from.name}” leads “${to.name}” by ${score(gap)}.`;
  const moved = `Each of ${values} values moves by at most ${epsilon} of 255, and together they add up to ${score(straight)}`;
  const enough =
    straight > gap
      ? `more than the ${score(gap)} by which “${from.name}” led`
      : `less than the ${score(gap)} by which “${from.name}” leads`;
  return `${moved}, ${enough}. ${outcomeWords()}`;

  function outcomeWords(): string {
    if (best.index !== from.index) return `It is read as ${best.name}.`;
    if (!inSteps) return `It is still read as ${best.name}.`;
    const inSmall = `the same ε in ${count(inSteps.steps, 'step')}, the direction asked anew at each`;
    return inSteps.best.index === from.index
      ? `It is still read as ${best.name}, and so it is after ${inSmall}.`
      : `It is still read as ${best.name}; ${inSmall}, has it read as ${inSteps.best.name}.`;
  }
}

/** How the straight line fares against the network itself. */
export function honestyWords({ straight, random, measured, epsilon }: Push): string {
  if (epsilon === 0) return 'Move the slider.';
  return `w · δ says ${score(straight)}; the network, which is no straight line, moved by ${score(measured)}. As much noise, pointing anywhere, comes to ${score(random)}.`;
}

export function readWords({ name, probability }: Push['best']): string {
  return `read as ${name} ${percent(probability)}`;
}

/** A single value's share: so small that it says nothing by itself. */
export function shareWords(mean: number, epsilon: number): string {
  return `One value alone moves the lead by ${short(mean * epsilon)} on average.`;
}
