import { Switch } from '@mantine/core';
import { useStore } from 'zustand';
import { READING_RANGES } from '../../page/settings/reading-ranges';
import { set, settingsStore } from '../../page/settings/settings-store';
import { readingSlider } from '../../panels/reading-slider';
import { ParamControl } from '../../ui/numbers/ParamControl';
import { AMPLIFY_HELP } from '../../ui/text/control-help';
import { phrase, say } from '../../words/say';

const AMPLIFY = readingSlider({
  label: phrase('Amplify'),
  symbol: 'k',
  ...READING_RANGES.amplify,
  step: 1,
  unit: '×',
  scale: 'log',
  integer: true,
  help: AMPLIFY_HELP,
});

/** How the difference is read; nothing here takes a new run. */
export function DifferenceControls() {
  const { amplify, markClipped } = useStore(settingsStore);
  return (
    <div className="reading" role="group" aria-labelledby="reading-title">
      <h3 id="reading-title">{say('Reading the difference')}</h3>
      <ParamControl
        param={AMPLIFY}
        value={amplify}
        onChange={(value) => {
          set({ amplify: Number(value) });
        }}
      />
      <Switch
        size="xs"
        label={say('Mark clipped pixels')}
        checked={markClipped}
        onChange={(event) => {
          set({ markClipped: event.currentTarget.checked });
        }}
      />
    </div>
  );
}
