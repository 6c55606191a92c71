import { Button } from '@mantine/core';
import type { NetworkInfo } from '../../engine/protocol/protocol';
import { count } from '../../ui/numbers/numbers';
import { showNotice } from '../notices';
import { choiceSentence } from './output-words';
import { showInterpretation } from '../../page/network/networks-view';
import { Sentence } from '../../ui/text/Sentence';

/** Says how a network of the person's own is read, and where something was guessed, how to put it right. */
export function showOwnNetworkNotice(info: NetworkInfo): void {
  const size = `${info.size.join(' × ')} pixels`;
  const { kind, doubt } = info.output;
  const several =
    kind === 'sigmoid' ? count(info.classes.length, 'label') : count(info.classes.length, 'class', 'classes');
  const answers =
    kind === 'binary' ? `one output: ${info.classes.map(({ name }) => name).join(', or ')}` : several;
  const lines = [
    `${size}, ${answers}.`,
    choiceSentence(info),
    info.openSize ? 'Its file leaves the size open.' : null,
    ...(info.notes ?? []),
    doubt ?? null,
    info.guess ? `${info.guess} Not right?` : null,
  ].filter((line) => line !== null);
  const open = lines.length > 1;
  const change = (): void => {
    hide();
    showInterpretation();
  };
  const hide = showNotice(
    `${info.title} is ready`,
    <>
      {lines.map((line) => (
        <p key={line} className="notice-line">
          <Sentence text={line} names={info.classes.slice(0, 2).map(({ name }) => name)} />
        </p>
      ))}
      {open && (
        <Button size="compact-xs" variant="default" onClick={change}>
          Change how it is read
        </Button>
      )}
    </>,
    [info.title],
  );
}
