import { SegmentedControl } from '@mantine/core';
import { set } from '../page/settings/settings-store';
import type { Feature } from '../panels/feature';

interface Props {
  readonly features: readonly Feature[];
  readonly shown: string;
}

/** What to do with a map: look at it, compare many, test it, see what it cannot say, or find objects by it. */
export function ViewTabs({ features, shown }: Props) {
  return (
    <SegmentedControl
      className="saliency-views"
      size="xs"
      aria-label="What to do with the map"
      value={shown}
      onChange={(next) => {
        set({ saliencyView: next });
      }}
      data={features.map(({ id, title }) => ({ value: id, label: title }))}
    />
  );
}
