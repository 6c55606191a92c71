import { Switch } from '@mantine/core';
import { useStore } from 'zustand';
import { scaleOf } from '../../canvas/attribution-picture';
import { mapReadingOf } from '../../page/run/map-reading';
import { channels, runStore } from '../../page/run/run-store';
import { set, settingsStore } from '../../page/settings/settings-store';
import { KEEP_SCALE_HELP } from '../../ui/text/control-help';
import { HelpTip } from '../../ui/text/HelpTip';
import { scientific } from '../../panels/map/map-words';
import { Sentence } from '../../ui/text/Sentence';
import { say } from '../../words/say';

/** Keeps the present full scale for the maps to come, and says which it is. */
export function KeepScale() {
  const kept = useStore(settingsStore, (state) => state.keptScale);
  const drawn = useStore(runStore, (state) => state.saliency.steps > 0);
  const label =
    kept === null ? say('Keep this scale') : say('Scale kept at {kept}', { kept: scientific(kept) });
  return (
    <div className="control">
      <div className="control-inline">
        <HelpTip of={say('Keep this scale')} help={KEEP_SCALE_HELP}>
          <Sentence text={label} />
        </HelpTip>
        <Switch
          size="xs"
          aria-label={label}
          checked={kept !== null}
          disabled={!drawn && kept === null}
          onChange={(event) => {
            set({ keptScale: event.currentTarget.checked ? presentScale() : null });
          }}
        />
      </div>
    </div>
  );
}

/** Full scale of the map on screen; null where it has none. */
function presentScale(): number | null {
  const frame = channels.saliency.latest();
  const scale = frame ? scaleOf(frame, mapReadingOf(settingsStore.getState())) : 0;
  return scale > 0 ? scale : null;
}
