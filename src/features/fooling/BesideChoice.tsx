import { Select } from '@mantine/core';
import { useStore } from 'zustand';
import { networkStore } from '../../page/network/network-store';
import { runStore } from '../../page/run/run-store';
import { methodOf } from '../../page/settings/settings-schema';
import { set, settingsStore } from '../../page/settings/settings-store';
import { HelpTip } from '../../ui/text/HelpTip';
import { phrase, say, sayPhrase } from '../../words/say';

const LABEL = phrase('Fool as well');
const HELP = {
  what: phrase(
    'A second network. Each step raises the mean of the score on both, and the run ends once the picture that can be saved fools both. It sees the same picture, at its own size.',
  ),
  differs: phrase('With one, its score alone is raised. With two, each step costs a pass through each.'),
  try: phrase(
    'another bundled network; then compare the change with the one that fools a single network, and see in Afterwards what a third makes of both.',
  ),
};

/** The second network that an attack which can is to fool as well. */
export function BesideChoice() {
  const settings = useStore(settingsStore);
  const info = useStore(networkStore, (state) => state.info);
  const rows = useStore(networkStore, (state) => state.rows);
  const running = useStore(runStore, (state) => state.active === 'fooling');
  // What is not in this browser yet is downloaded where networks are chosen, not by the way.
  const others = rows.filter(({ id, origin }) => id !== info?.id && origin !== 'zoo');
  if (others.length === 0 || !methodOf(settings, 'fooling').takesBeside) return null;
  return (
    <div className="control">
      <div className="control-head">
        <HelpTip of={sayPhrase(LABEL)} help={HELP}>
          <span id="beside-label">{sayPhrase(LABEL)}</span>
        </HelpTip>
      </div>
      <Select
        size="xs"
        aria-labelledby="beside-label"
        attributes={{ option: { translate: 'no' } }}
        placeholder={say('No second network')}
        clearable
        clearButtonProps={{ 'aria-label': say('No second network') }}
        allowDeselect={false}
        disabled={running}
        value={others.some(({ id }) => id === settings.beside) ? settings.beside : null}
        data={others.map(({ id, title }) => ({ value: id, label: title }))}
        onChange={(id) => {
          set({ beside: id ?? '' });
        }}
      />
    </div>
  );
}
