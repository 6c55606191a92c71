import { SegmentedControl } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { Exercise } from '../methods/catalog/params';
import { set } from '../page/settings/settings-store';
import { VIEW_SETTING } from '../page/settings/views';
import type { Feature } from '../panels/feature';
import type { PlainMessage } from '../words/message';
import { say, sayWords } from '../words/say';
import './view-tabs.css';

interface Props {
  readonly exercise: Exercise;
  readonly features: readonly Feature[];
  readonly shown: string;
}

const LABELS: Readonly<Record<Exercise, PlainMessage>> = {
  saliency: 'What to do with the map',
  fooling: 'What to do with fooled pictures',
  visualization: 'What to do with the visualisation',
};

/** What to do with an exercise's pictures, besides looking at them. */
export function ViewTabs({ exercise, features, shown }: Props) {
  const tabs = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // On a phone the row is swiped: the view on screen is in sight in it.
    tabs.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [shown]);
  return (
    <SegmentedControl
      ref={tabs}
      className="view-tabs"
      size="xs"
      aria-label={say(LABELS[exercise])}
      value={shown}
      onChange={(next) => {
        set({ [VIEW_SETTING[exercise]]: next });
      }}
      data={features.map(({ id, title }) => ({ value: id, label: sayWords(title) }))}
    />
  );
}
