import { Button } from '@mantine/core';
import type { NetworkInfo } from '../../engine/protocol/protocol';
import { showNotice } from '../notices';
import { choiceSentence } from './output-words';
import { reinterpretNetwork } from '../../page/network/network-store';
import { showInterpretation } from '../../page/network/networks-view';
import { sides } from '../../ui/numbers/numbers';
import { Sentence } from '../../ui/text/Sentence';
import { say, sayWords } from '../../words/say';

/** What is said of a guessed preprocessing; nothing where the network itself says it. */
function guessLine({ guess }: NetworkInfo): string | null {
  if (!guess) return null;
  return guess.strength === 'weak'
    ? say('How it wants its pixels is not in its file. Taken for now: {guess} Not right?', {
        guess: guess.reason,
      })
    : say('{guess} Not right?', { guess: guess.reason });
}

const MOST_ASKED = 4;

/** Reads another output of a network, or the same one, now that the person has said so; where that fails, its form says why. */
async function takeOutput(info: NetworkInfo, output: string): Promise<void> {
  try {
    showOwnNetworkNotice(await reinterpretNetwork(info.id, { output }));
  } catch {
    showInterpretation();
  }
}

/** Says how a network of the person's own is read, and where something was guessed, how to put it right. */
export function showOwnNetworkNotice(info: NetworkInfo): void {
  const size = sides(info.size);
  const { kind, doubt } = info.output;
  const count = info.classes.length;
  const answers = {
    binary: () => {
      const [first = '', second = ''] = info.classes.map(({ name }) => name);
      return say('{size} pixels, one output: {first}, or {second}.', { size, first, second });
    },
    sigmoid: () => say('{size} pixels, {count, plural, one {# label} other {# labels}}.', { size, count }),
    softmax: () => say('{size} pixels, {count, plural, one {# class} other {# classes}}.', { size, count }),
  }[kind];
  const lines = [
    answers(),
    choiceSentence(info),
    info.openSize ? say('Its file leaves the size open.') : null,
    ...(info.notes ?? []),
    doubt ?? null,
    guessLine(info),
  ].filter((line) => line !== null);
  const open = lines.length > 1;
  const change = (): void => {
    hide();
    showInterpretation();
  };
  const hide = showNotice(
    say('{network} is ready', { network: info.title }),
    <>
      {lines.map((line) => (
        <p key={sayWords(line)} className="notice-line">
          <Sentence text={line} names={info.classes.slice(0, 2).map(({ name }) => name)} />
        </p>
      ))}
      {info.output.open && (
        <>
          <p className="notice-line">{say('Which of them holds the scores of the classes?')}</p>
          {info.output.names?.slice(0, MOST_ASKED).map((output) => (
            <Button
              key={output}
              size="compact-xs"
              variant="default"
              onClick={() => {
                hide();
                void takeOutput(info, output);
              }}
            >
              <span translate="no">{output}</span>
            </Button>
          ))}
        </>
      )}
      {open && (
        <Button size="compact-xs" variant="default" onClick={change}>
          {say('Change how it is read')}
        </Button>
      )}
    </>,
    [info.title],
    info.output.open ? 'question' : open ? 'choice' : 'words',
  );
}
