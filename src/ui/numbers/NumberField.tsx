import { TextInput, type TextInputProps } from '@mantine/core';
import { type NumberFieldOptions, useNumberField } from './use-number-field';
import { Sentence } from '../text/Sentence';

interface Props
  extends NumberFieldOptions, Pick<TextInputProps, 'size' | 'className' | 'disabled' | 'rightSection'> {
  readonly label: string;
  /** For screen readers, where the label alone says too little. */
  readonly name?: string;
}

/** A labelled number to type, with a sentence below it where another one is used than was typed. */
export function NumberField({
  label,
  name,
  size = 'sm',
  className,
  disabled,
  rightSection,
  ...options
}: Props) {
  const { props, note, noteId } = useNumberField(options);
  return (
    <div className={className}>
      <TextInput
        label={label}
        aria-label={name}
        size={size}
        disabled={disabled ?? false}
        rightSection={rightSection}
        {...props}
      />
      <NumberNote id={noteId} note={note} />
    </div>
  );
}

/** What a number field says below it; read aloud as it comes. */
export function NumberNote({ id, note }: { readonly id: string; readonly note: string | null }) {
  return (
    <span id={id} className="number-note" aria-live="polite">
      {note !== null && <Sentence text={note} />}
    </span>
  );
}
