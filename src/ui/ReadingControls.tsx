import { SegmentedControl, Select, Switch } from '@mantine/core';
import { useStore } from 'zustand';
import type { Exercise, NumberParam } from '../methods/params';
import { SEQUENTIAL_MAPS } from '../stores/settings-schema';
import { set, settingsStore } from '../stores/settings-store';
import { AMPLIFY_HELP, CLIP_HELP, OVERLAY_HELP } from './control-help';
import { ParamControl } from './ParamControl';

const slider = (
  row: Omit<NumberParam, 'kind' | 'live' | 'scale'> & { readonly scale?: 'log' },
): NumberParam => ({
  scale: 'linear',
  ...row,
  kind: 'number',
  live: true,
});

const CLIP = slider({
  label: 'Full scale at',
  default: 99,
  min: 50,
  max: 100,
  step: 0.5,
  unit: 'pctl',
  help: CLIP_HELP,
});
const OVERLAY = slider({
  label: 'Overlay',
  default: 100,
  min: 0,
  max: 100,
  step: 1,
  unit: '%',
  help: OVERLAY_HELP,
});
const AMPLIFY = slider({
  label: 'Amplify',
  symbol: 'k',
  default: 10,
  min: 1,
  max: 100,
  step: 1,
  unit: '×',
  scale: 'log',
  integer: true,
  help: AMPLIFY_HELP,
});

/** How the pictures are read; nothing here takes a new run. */
export function ReadingControls({ exercise }: { readonly exercise: Exercise }) {
  const reading = useStore(settingsStore);
  if (exercise === 'fooling') {
    return (
      <div className="reading">
        <h3>Reading the difference</h3>
        <ParamControl
          param={AMPLIFY}
          value={reading.amplify}
          onChange={(value) => {
            set({ amplify: Number(value) });
          }}
        />
        <Switch
          size="xs"
          label="Mark clipped pixels"
          checked={reading.markClipped}
          onChange={(event) => {
            set({ markClipped: event.currentTarget.checked });
          }}
        />
      </div>
    );
  }
  return (
    <div className="reading">
      <h3>Reading the map</h3>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label="Signed or absolute"
        value={reading.signed ? 'signed' : 'absolute'}
        onChange={(next) => {
          set({ signed: next === 'signed' });
        }}
        data={[
          { value: 'absolute', label: 'Absolute' },
          { value: 'signed', label: 'Signed' },
        ]}
      />
      <Select
        size="xs"
        label="Colours"
        allowDeselect={false}
        disabled={reading.signed}
        value={reading.signed ? 'rdbu' : reading.colourMap}
        data={
          reading.signed
            ? [{ value: 'rdbu', label: 'Blue (lowers) to red (raises)' }]
            : SEQUENTIAL_MAPS.map(({ id, title }) => ({ value: id, label: title }))
        }
        onChange={(next) => {
          if (next) set({ colourMap: next });
        }}
      />
      <ParamControl
        param={CLIP}
        value={reading.clip}
        onChange={(value) => {
          set({ clip: Number(value) });
        }}
      />
      <ParamControl
        param={OVERLAY}
        value={Math.round(reading.overlay * 100)}
        onChange={(value) => {
          set({ overlay: Number(value) / 100 });
        }}
      />
    </div>
  );
}
