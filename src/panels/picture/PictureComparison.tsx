import { SegmentedControl } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import type { PictureKind } from '../../export/run-record';
import type { Exercise } from '../../methods/catalog/params';
import { BlinkedPictures } from './BlinkedPictures';
import { DrawnPicture } from './DrawnPicture';
import { PictureTools } from './PictureTools';
import { SweptPictures } from './SweptPictures';
import type { PlacedPicture } from './two-pictures';
import './comparison.css';
import type { PlainMessage } from '../../words/message';
import { say } from '../../words/say';

/** How two pictures are held against each other. */
export const COMPARISONS = ['side', 'swipe', 'blink'] as const;
export type Comparison = (typeof COMPARISONS)[number];

const LABELS: Readonly<Record<Comparison, PlainMessage>> = {
  side: 'Side by side',
  swipe: 'Swipe',
  blink: 'Blink',
};

/** One of two pictures that are compared, with its words. */
export interface ComparedPicture {
  readonly kind: PictureKind;
  readonly title: string;
  readonly caption?: string | undefined;
}

export interface ComparisonProps {
  readonly exercise: Exercise;
  /** The one before, and the one after. */
  readonly pictures: readonly [ComparedPicture, ComparedPicture];
  /** Class and file names that titles and captions may speak of. */
  readonly names?: readonly (string | null | undefined)[];
}

/** How two pictures are compared here: side by side, and on a phone, where both would be small, in one place, until somebody chooses. */
export function useComparison(): readonly [Comparison, (value: Comparison) => void] {
  const isPhone = useMediaQuery('(max-width: 560px)', undefined, { getInitialValueInEffect: false });
  const [chosen, setChosen] = useState<Comparison | null>(null);
  return [chosen ?? (isPhone ? 'swipe' : 'side'), setChosen];
}

/** Chooses how two pictures are compared. */
export function ComparisonChoice({
  value,
  onChange,
}: {
  readonly value: Comparison;
  readonly onChange: (value: Comparison) => void;
}) {
  return (
    <SegmentedControl
      size="xs"
      aria-label={say('How the pictures are compared')}
      value={value}
      onChange={onChange}
      data={COMPARISONS.map((each) => ({ value: each, label: say(LABELS[each]) }))}
    />
  );
}

/** Two pictures of the stage in one place: a bar between them that is moved, or the one after the other. */
export function PictureComparison({
  how,
  exercise,
  pictures: [before, after],
  names,
}: ComparisonProps & { readonly how: Exclude<Comparison, 'side'> }) {
  const placed = ({ kind, title, caption }: ComparedPicture): PlacedPicture => ({
    ...{ key: kind, title, caption },
    drawn: <DrawnPicture exercise={exercise} kind={kind} label={title} />,
    tools: (onUse) => (
      <PictureTools exercise={exercise} kind={kind} title={title} names={names} onUse={onUse} />
    ),
  });
  const given = { pictures: [placed(before), placed(after)] as const, names };
  return how === 'swipe' ? <SweptPictures {...given} /> : <BlinkedPictures {...given} />;
}
