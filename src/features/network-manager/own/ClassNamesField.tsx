import { Button, FileButton, Textarea } from '@mantine/core';
import { useRef } from 'react';
import { decodeText } from '../../../core/records/text-encoding';
import { Sentence } from '../../../ui/text/Sentence';
import { whole } from '../../../words/number';
import { shownClass } from '../../../words/shown-class';
import { say } from '../../../words/say';

interface ClassNamesFieldProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
  /** How many the network has. */
  readonly classes: number;
  /** What the list holds; null where it is empty or wrong. */
  readonly names: readonly string[] | null;
  readonly problem: string | null;
}

/** The names of the classes: typed, pasted, dropped or opened; what they come to is said below. */
export function ClassNamesField({ text, onChange, classes, names, problem }: ClassNamesFieldProps) {
  const resetFile = useRef<() => void>(null);
  const read = (file: File | null | undefined): void => {
    // The same file can be chosen again.
    resetFile.current?.();
    void file?.arrayBuffer().then((buffer) => {
      onChange(decodeText(new Uint8Array(buffer)));
    });
  };
  return (
    <div className="class-names">
      <Textarea
        label={say('Class names')}
        description={
          <Sentence
            text={say('One a line, or a JSON list: {classes} of them. Empty keeps the present ones.', {
              classes: whole(classes),
            })}
          />
        }
        placeholder={['tench', 'goldfish', 'great white shark'].map(shownClass).join('\n')}
        rows={5}
        spellCheck={false}
        value={text}
        error={problem}
        onChange={(event) => {
          onChange(event.currentTarget.value);
        }}
        onDragOver={(event) => {
          event.preventDefault();
        }}
        onDrop={(event) => {
          const [file] = event.dataTransfer.files;
          if (!file) return;
          event.preventDefault();
          event.stopPropagation();
          read(file);
        }}
      />
      <div className="interpretation-end">
        <FileButton
          accept=".txt,.json,.csv,.tsv,.names,.labels,.yaml,.yml"
          resetRef={resetFile}
          onChange={read}
        >
          {(props) => (
            <Button {...props} size="compact-sm" variant="default">
              {say('Open a list…')}
            </Button>
          )}
        </FileButton>
        <span className="quiet small clip" role="status">
          {names && !problem && (
            <span translate="no">
              {say('{count, number}: {names}', { count: names.length, names: preview(names) })}
            </span>
          )}
        </span>
      </div>
    </div>
  );
}

function preview(names: readonly string[]): string {
  return names.slice(0, 3).join(', ') + (names.length > 3 ? ', …' : '');
}
