import { HelpTip } from '../../ui/text/HelpTip';
import { Sentence } from '../../ui/text/Sentence';
import { CHANGE_NUMBERS } from './number-help';
import { say, sayWords } from '../../words/say';

/** How far the changed picture is from the photo, in one calm row; each number with what it means. */
export function ChangeNumbers({ scalars }: { readonly scalars: Readonly<Record<string, number>> }) {
  return (
    <dl
      className="change-numbers"
      data-empty={scalars.linf === undefined || undefined}
      aria-label={say('How far the changed picture is from the photo')}
    >
      {CHANGE_NUMBERS.map(({ key, label, text, help }) => (
        <div key={key}>
          <dt>
            <HelpTip of={sayWords(label)} help={help}>
              <Sentence text={label} />
            </HelpTip>
          </dt>
          <dd className="nums" translate="no">
            {text(scalars) ?? '–'}
          </dd>
        </div>
      ))}
    </dl>
  );
}
