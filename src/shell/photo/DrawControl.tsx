import { Button, Popover } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { lateCode } from '../../core/records/late-code';
import type { NetworkInfo } from '../../engine/protocol/protocol';
import { networkStore } from '../../page/network/network-store';
import { latePart } from '../../panels/boundary/late-part';
import { phrase, say } from '../../words/say';

const NAME = phrase('The paper to draw on');
const code = lateCode(NAME, async () => (await import('../../features/drawing/DrawingPanel')).DrawingPanel);
const Drawing = latePart<{ readonly info: NetworkInfo }>({ name: NAME, load: code });

/** Opens the paper to draw on, where the network sees in grey. */
export function DrawControl() {
  const info = useStore(networkStore, (state) => state.info);
  if (!info?.grey) return null;
  return (
    <Popover
      position="left-start"
      width={312}
      middlewares={{ flip: false, shift: { padding: 8, crossAxis: true } }}
      shadow="md"
      returnFocus
    >
      <Popover.Target>
        <Button variant="default" size="xs" leftSection={<IconPencil size={15} aria-hidden />}>
          {say('Draw')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Drawing info={info} />
      </Popover.Dropdown>
    </Popover>
  );
}
