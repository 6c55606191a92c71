import { UnstyledButton } from '@mantine/core';
import { IconPinFilled } from '@tabler/icons-react';
import { useStore } from 'zustand';
import type { Exercise } from '../methods/catalog/params';
import { setTarget, settingsStore } from '../page/settings/settings-store';
import { say } from '../words/say';

/** Whether the class stays as it is, chosen by the person or held for the network’s twin, and the way back to the page's own. */
export function ClassChoice({ exercise }: { readonly exercise: Exercise }) {
  const chosen = useStore(settingsStore, (state) => state.targets[exercise] !== null);
  const saliency = exercise === 'saliency';
  if (!chosen) {
    return (
      <p className="class-choice quiet small">
        <span>{saliency ? say('Follows what it sees.') : say('Suggested by the page.')}</span>
      </p>
    );
  }
  return (
    <p className="class-choice small">
      <IconPinFilled size={13} aria-hidden />
      <span>{say('Kept.')}</span>
      <UnstyledButton
        className="in-line"
        onClick={() => {
          setTarget(exercise, null);
        }}
      >
        {saliency ? say('Follow what it sees') : say('Take the suggested one')}
      </UnstyledButton>
    </p>
  );
}
