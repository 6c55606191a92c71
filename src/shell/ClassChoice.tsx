import { UnstyledButton } from '@mantine/core';
import { IconPinFilled } from '@tabler/icons-react';
import { useStore } from 'zustand';
import type { Exercise } from '../methods/catalog/params';
import { setTarget, settingsStore } from '../page/settings/settings-store';

/** Whether the class stays as it is, chosen by the person or held for the network’s twin, and the way back to the page's own. */
export function ClassChoice({ exercise }: { readonly exercise: Exercise }) {
  const chosen = useStore(settingsStore, (state) => state.targets[exercise] !== null);
  const saliency = exercise === 'saliency';
  if (!chosen) {
    return (
      <p className="class-choice quiet small">
        <span>{saliency ? 'Follows what it sees.' : 'Suggested by the page.'}</span>
      </p>
    );
  }
  return (
    <p className="class-choice small">
      <IconPinFilled size={13} aria-hidden />
      <span>Kept.</span>
      <UnstyledButton
        className="in-line"
        onClick={() => {
          setTarget(exercise, null);
        }}
      >
        {saliency ? 'Follow what it sees' : 'Take the suggested one'}
      </UnstyledButton>
    </p>
  );
}
