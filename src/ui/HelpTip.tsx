import { ActionIcon, Popover, Text } from '@mantine/core';
import { IconQuestionMark } from '@tabler/icons-react';
import type { Help } from '../methods/params';

/** The "?" beside a control: what it is, what a larger number or another choice does, what to try. */
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
        {'rises' in help && (
          <Text size="sm" mt={8}>
            <b>When it rises:</b> <span>{help.rises}</span>
          </Text>
        )}
        {'differs' in help && (
          <Text size="sm" mt={8}>
            <b>The difference:</b> <span>{help.differs}</span>
          </Text>
        )}
        <Text size="sm" mt={8}>
          <b>Try:</b> <span>{help.try}</span>
        </Text>
      </Popover.Dropdown>
    </Popover>
  );
}
