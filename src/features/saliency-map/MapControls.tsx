import { SegmentedControl } from '@mantine/core';
import { useStore } from 'zustand';
import { READING_RANGES } from '../../page/settings/reading-ranges';
import { set, settingsStore } from '../../page/settings/settings-store';
import { CLIP_HELP, GAMMA_HELP, OVERLAY_HELP, SIGN_HELP } from '../../ui/text/control-help';
import { HelpTip } from '../../ui/text/HelpTip';
import { ParamControl } from '../../ui/numbers/ParamControl';
import { ChannelPicker } from './ChannelPicker';
import { ColourMapPicker } from './ColourMapPicker';
import { KeepScale } from './KeepScale';
import { MaskControl } from './MaskControl';
import { inPercent, readingSlider } from '../../panels/reading-slider';
import { phrase, say } from '../../words/say';

const CLIP = readingSlider({
  label: phrase('Full scale at'),
  ...READING_RANGES.clip,
  step: 0.5,
  unit: phrase('pctl'),
  help: CLIP_HELP,
});
const GAMMA = readingSlider({
  label: phrase('Gamma'),
  symbol: 'γ',
  ...READING_RANGES.gamma,
  step: 0.05,
  unit: '',
  scale: 'log',
  help: GAMMA_HELP,
});
const OVERLAY = readingSlider({
  label: phrase('Overlay'),
  ...inPercent(READING_RANGES.overlay),
  step: 1,
  unit: '%',
  help: OVERLAY_HELP,
});
/** How the map is read; nothing here takes a new run. */
export function MapControls() {
  const reading = useStore(settingsStore);
  return (
    <div className="reading" role="group" aria-labelledby="reading-title">
      <h3 id="reading-title">{say('Reading the map')}</h3>
      <div className="control control-line">
        <SegmentedControl
          className="grow"
          size="xs"
          aria-label={say('Signed or absolute')}
          value={reading.signed ? 'signed' : 'absolute'}
          onChange={(next) => {
            set({ signed: next === 'signed' });
          }}
          data={[
            { value: 'absolute', label: say('Absolute') },
            { value: 'signed', label: say('Signed') },
          ]}
        />
        <HelpTip of={say('Signed or absolute')} help={SIGN_HELP} />
      </div>
      <ChannelPicker />
      <ColourMapPicker
        signed={reading.signed}
        value={reading.colourMap}
        onChange={(colourMap) => {
          set({ colourMap });
        }}
      />
      {reading.keptScale === null && (
        <ParamControl
          param={CLIP}
          value={reading.clip}
          onChange={(value) => {
            set({ clip: Number(value) });
          }}
        />
      )}
      <KeepScale />
      <ParamControl
        param={GAMMA}
        value={reading.gamma}
        onChange={(value) => {
          set({ gamma: Number(value) });
        }}
      />
      <ParamControl
        param={OVERLAY}
        value={Number((reading.overlay * 100).toPrecision(12))}
        onChange={(value) => {
          set({ overlay: Number(value) / 100 });
        }}
      />
      <MaskControl />
    </div>
  );
}
