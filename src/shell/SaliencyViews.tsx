import { SegmentedControl } from '@mantine/core';
import { useStore } from 'zustand';
import { SALIENCY_VIEWS, type SaliencyView } from '../page/settings/settings-schema';
import { set, settingsStore } from '../page/settings/settings-store';

const TITLES: Readonly<Record<SaliencyView, string>> = {
  map: 'Map',
  table: 'Compare',
  checks: 'Believe it?',
  limits: 'Limits',
  boxes: 'Locate',
};

/** What to do with a map: look at it, compare many, test it, see what it cannot say, or find objects by it. */
export function SaliencyViews() {
  const view = useStore(settingsStore, (state) => state.saliencyView);
  return (
    <SegmentedControl
      className="saliency-views"
      size="xs"
      aria-label="What to do with the map"
      value={view}
      onChange={(next) => {
        set({ saliencyView: next });
      }}
      data={SALIENCY_VIEWS.map((value) => ({ value, label: TITLES[value] }))}
    />
  );
}
