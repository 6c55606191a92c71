import { Sentence } from '../../../ui/text/Sentence';
import { BEYOND, DIVERGED } from './sweep-words';
import { say } from '../../../words/say';

/** How a sheet is made and read, for those who ask. */
export function SweepHow() {
  return (
    <details className="sweep-how">
      <summary>{say('How')}</summary>
      <p>
        {say(
          'Every picture is a run of its own, with all other settings as they stand beside it. The runs take turns; one that is asked for again is not made again.',
        )}
      </p>
      <p>
        {say(
          'Values are listed, “0, 0.001, 0.01”, or given as a range: “0.001 to 10 in 5” has even ratios where the slider has, “1 to 10 in 4 linear” even steps, and “50 to 800 by 50” steps of 50.',
        )}
      </p>
      <p>
        <Sentence text={BEYOND} />
      </p>
      <p>
        <Sentence text={DIVERGED} />
      </p>
    </details>
  );
}
