import { SegmentedControl } from '@mantine/core';
import { useStore } from 'zustand';
import type { ChannelReading } from '../../canvas/map-values';
import { methodOf } from '../../page/settings/settings-schema';
import { set, settingsStore } from '../../page/settings/settings-store';
import { CHANNELS_HELP } from '../../ui/text/control-help';
import { HelpTip } from '../../ui/text/HelpTip';
import { channelsInForce } from '../../panels/map/map-words';
import { Sentence } from '../../ui/text/Sentence';
import { say } from '../../words/say';

/** The ways to choose from; the sum only where it is the method's own. */
function choices(own: ChannelReading | 'sum' | null) {
  return [
    ...(own === 'sum' ? [{ value: 'sum', label: say('Sum') }] : []),
    { value: 'max', label: say('Max') },
    { value: 'mean', label: say('Mean') },
    { value: 'l2', label: <Sentence text="L2" /> },
  ];
}

/** How three channels become one; the method's own way is kept as such, so that another method may have another. */
export function ChannelPicker() {
  const chosen = useStore(settingsStore, (state) => state.channels);
  const method = useStore(settingsStore, (state) => methodOf(state, 'saliency'));
  const now = channelsInForce(method, chosen);
  return (
    <div className="control">
      <div className="control-line">
        <HelpTip of={say('Channels')} help={CHANNELS_HELP}>
          {say('Channels')}
        </HelpTip>
        <SegmentedControl
          className="grow"
          size="xs"
          aria-label={say('Channels')}
          disabled={now === null}
          value={now ?? ''}
          onChange={(next) => {
            set({ channels: next === method.channels ? 'own' : (next as ChannelReading) });
          }}
          data={choices(method.channels)}
        />
      </div>
      {now === null && (
        <p className="quiet small">
          {say('{method} has one number a pixel: there are no channels to join.', { method: method.title })}
        </p>
      )}
    </div>
  );
}
