import { ActionIcon, Popover, Text } from '@mantine/core';
import { IconQuestionMark } from '@tabler/icons-react';
import type { Help } from '../methods/params';

/** The "?" beside a control: what it is, what happens when it rises, a value to try. */
export function HelpTip({ of, help }: { readonly of: string; readonly help: Help }) {
  return (
    <Popover width={280} position="left" withArrow shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon
          className="help"
          variant="subtle"
          color="gray"
          size={20}
          radius="xl"
          aria-label={`About ${of}`}
        >
          <IconQuestionMark size={13} stroke={2} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm">{help.what}</Text>
        <Text size="sm" mt={8}>
          <b>When it rises:</b> {help.rises}
        </Text>
        <Text size="sm" mt={8}>
          <b>Try:</b> {help.try}
        </Text>
      </Popover.Dropdown>
    </Popover>
  );
}
