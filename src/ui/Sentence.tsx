import { sentenceParts } from './sentence-parts';

interface Props {
  readonly text: string;
  /** Class names that the sentence may speak of. */
  readonly names: readonly (string | null | undefined)[];
}

/** A sentence whose class names stay as they are where a browser translates the page: they are the network's words. */
export function Sentence({ text, names }: Props) {
  const parts = sentenceParts(
    text,
    names.filter((name) => name !== null && name !== undefined),
  );
  return (
    <>
      {parts.map(({ text: part, isName }, place) => (
        <span key={place} {...(isName ? { translate: 'no' as const } : {})}>
          {part}
        </span>
      ))}
    </>
  );
}
