import { NativeSelect, TextInput } from '@mantine/core';
import type { NetworkInfo, NetworkInterpretation } from '../../../engine/protocol/protocol';
import { say } from '../../../words/say';

/** How the outputs are to be read, as far as the form says. */
export interface OutputChoice {
  readonly name: string | undefined;
  readonly kind: NetworkInfo['output']['kind'];
  /** Of a network of one output: the names of the side of a high output, and of its opposite. */
  readonly sides: readonly [high: string, low: string];
}

export function outputChoice({ output, classes }: NetworkInfo): OutputChoice {
  return {
    name: output.name,
    kind: output.kind,
    sides: [classes[0]?.name ?? '', classes[1]?.name ?? ''],
  };
}

/** What the form changes of how the outputs are read. */
export function outputInterpretation(
  info: NetworkInfo,
  { name, kind, sides }: OutputChoice,
): NetworkInterpretation {
  const before = outputChoice(info);
  const [high, low] = sides;
  return {
    ...(name !== undefined && name !== before.name ? { output: name } : {}),
    ...(kind !== 'binary' && kind !== before.kind ? { answers: kind } : {}),
    // As training numbers them: label 0 is what a low output means.
    ...(kind === 'binary' && sides.some((side, i) => side !== before.sides[i])
      ? { classes: [low, high] }
      : {}),
  };
}

interface OutputFieldsProps {
  readonly info: NetworkInfo;
  readonly value: OutputChoice;
  readonly onChange: (value: OutputChoice) => void;
}

/** Which output is read, and what it means: what a network's file leaves open. */
export function OutputFields({ info, value, onChange }: OutputFieldsProps) {
  const { output } = info;
  const side = (label: string, place: 0 | 1) => (
    <TextInput
      label={label}
      required
      value={value.sides[place]}
      onChange={(event) => {
        const name = event.currentTarget.value;
        onChange({ ...value, sides: place === 0 ? [name, value.sides[1]] : [value.sides[0], name] });
      }}
    />
  );
  return (
    <>
      {output.names && (
        <NativeSelect
          label={say('Output that is read')}
          value={value.name}
          data={[...output.names]}
          onChange={(event) => {
            onChange({ ...value, name: event.currentTarget.value });
          }}
        />
      )}
      {value.kind === 'binary' ? (
        <fieldset>
          <legend>{say('The one output')}</legend>
          {side(say('A high output means'), 0)}
          {side(say('A low output means'), 1)}
        </fieldset>
      ) : (
        <NativeSelect
          label={say('Its values are')}
          value={value.kind}
          data={[
            { value: 'softmax', label: say('Classes, of which one is right (softmax)') },
            { value: 'sigmoid', label: say('Labels, each for itself (sigmoid)') },
          ]}
          onChange={(event) => {
            onChange({ ...value, kind: event.currentTarget.value === 'sigmoid' ? 'sigmoid' : 'softmax' });
          }}
        />
      )}
    </>
  );
}
