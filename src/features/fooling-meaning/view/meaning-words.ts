import { percent, score, short } from '../../../ui/numbers/numbers';
import type { Example, Push } from '../store/meaning-store';
import { say } from '../../../words/say';

/** What the push shows on this photo, in one sentence. */
export function meaningHeadline({ from, to, gap, slopes }: Example, push: Push): string {
  const { epsilon, straight, best, inSteps } = push;
  const lead = { from: from.name, gap: score(gap) };
  if (epsilon === 0)
    return say('Nothing is moved yet: “{from}” leads “{to}” by {gap}.', { ...lead, to: to.name });
  const moved = { ...lead, values: slopes.length, epsilon, straight: score(straight) };
  const found =
    straight > gap
      ? say(
          'Each of {values, number} values moves by at most {epsilon} of 255, and together they add up to {straight}, more than the {gap} by which “{from}” led.',
          moved,
        )
      : say(
          'Each of {values, number} values moves by at most {epsilon} of 255, and together they add up to {straight}, less than the {gap} by which “{from}” leads.',
          moved,
        );
  return `${found} ${outcomeWords()}`;

  function outcomeWords(): string {
    if (best.index !== from.index) return say('It is read as {name}.', { name: best.name });
    if (!inSteps) return say('It is still read as {name}.', { name: best.name });
    const { steps, best: other } = inSteps;
    return other.index === from.index
      ? say(
          'It is still read as {name}, and so it is after the same ε in {steps, plural, one {# step} other {# steps}}, the direction asked anew at each.',
          { name: best.name, steps },
        )
      : say(
          'It is still read as {name}; the same ε in {steps, plural, one {# step} other {# steps}}, the direction asked anew at each, has it read as {other}.',
          { name: best.name, steps, other: other.name },
        );
  }
}

/** How the straight line fares against the network itself. */
export function honestyWords({ straight, random, measured, epsilon }: Push): string {
  if (epsilon === 0) return say('Move the slider.');
  return say(
    'w · δ says {straight}; the network, which is no straight line, moved by {measured}. As much noise, pointing anywhere, comes to {random}.',
    { straight: score(straight), measured: score(measured), random: score(random) },
  );
}

export function readWords({ name, probability }: Push['best']): string {
  return say('read as {name} {probability}', { name, probability: percent(probability) });
}

/** A single value's share of the sum, those that white or black has held among them: so small that it says nothing by itself. */
export function shareWords(
  { slopes }: Pick<Example, 'slopes'>,
  { straight }: Pick<Push, 'straight'>,
): string {
  return say('One value alone moves the lead by {mean} on average.', {
    mean: short(straight / slopes.length),
  });
}
