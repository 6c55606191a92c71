import { Switch } from '@mantine/core';
import { useStore } from 'zustand';
import { set, settingsStore } from '../../page/settings/settings-store';
import { MASK_HELP } from '../../ui/text/control-help';
import { HelpTip } from '../../ui/text/HelpTip';
import { ParamControl } from '../../ui/numbers/ParamControl';
import { readingSlider } from '../../panels/reading-slider';
import { phrase, say } from '../../words/say';

const STRONGEST = readingSlider({
  label: phrase('Strongest'),
  default: 10,
  min: 0.5,
  max: 99,
  step: 0.5,
  unit: phrase('% of px'),
  scale: 'log',
  help: MASK_HELP,
});

/** Shows the photo only where the map is strong. The map goes out of the way, unless it already lets the photo through. */
export function MaskControl() {
  const mask = useStore(settingsStore, (state) => state.mask);
  return (
    <>
      <div className="control control-inline">
        <HelpTip of={say('Photo only where strong')} help={MASK_HELP}>
          {say('Photo only where strong')}
        </HelpTip>
        <Switch
          size="xs"
          aria-label={say('Photo only where strong')}
          checked={mask > 0}
          onChange={(event) => {
            const { overlay } = settingsStore.getState();
            if (event.currentTarget.checked) set({ mask: 90, overlay: overlay === 1 ? 0 : overlay });
            else set({ mask: 0, overlay: overlay === 0 ? 1 : overlay });
          }}
        />
      </div>
      {mask > 0 && (
        <ParamControl
          param={STRONGEST}
          value={Number((100 - mask).toPrecision(12))}
          onChange={(value) => {
            set({ mask: Number((100 - Number(value)).toPrecision(12)) });
          }}
        />
      )}
    </>
  );
}
