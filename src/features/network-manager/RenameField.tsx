import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { asLabError } from '../../page/as-lab-error';
import { renameNetwork } from '../../page/network/network-store';
import { say, sayWords } from '../../words/say';

interface RenameFieldProps {
  readonly id: string;
  readonly title: string;
}

/** What a network of the person's own is called in lists, tables and saved files. */
export function RenameField({ id, title }: RenameFieldProps) {
  const [name, setName] = useState(title);
  const [problem, setProblem] = useState<string | null>(null);
  const [done, setDone] = useState(false);
  const rename = (): void => {
    renameNetwork(id, name)
      .then(() => {
        setDone(true);
      })
      .catch((thrown: unknown) => {
        setProblem(sayWords(asLabError(thrown).message));
      });
  };
  return (
    <form
      className="rename-network"
      onSubmit={(event) => {
        event.preventDefault();
        rename();
      }}
    >
      <TextInput
        label={say('Name')}
        maxLength={100}
        value={name}
        error={problem}
        onChange={(event) => {
          setName(event.currentTarget.value);
          setProblem(null);
          setDone(false);
        }}
      />
      <Button type="submit" variant="default" disabled={name.trim() === '' || name.trim() === title}>
        {say('Rename')}
      </Button>
      <span className="quiet small" role="status">
        {done && say('Renamed.')}
      </span>
    </form>
  );
}
