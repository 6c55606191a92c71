import { ActionIcon, Popover, Text, UnstyledButton } from '@mantine/core';
import { IconQuestionMark } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Help } from '../../methods/catalog/params';
import { Sentence } from './Sentence';
import { say } from '../../words/say';

interface HelpTipProps {
  readonly of: string;
  readonly help: Help;
  /** What is pressed: the control's own label. Where it has none in sight, a "?" stands for it. */
  readonly children?: ReactNode;
}

/** A control's label, explained at a touch: what it is, what a larger number or another choice does, what to try. */
export function HelpTip({ of, help, children }: HelpTipProps) {
  const name = say('About {control}', { control: of });
  return (
    <Popover width={280} position="left" withArrow shadow="md" trapFocus returnFocus>
      <Popover.Target>
        {children ? (
          <UnstyledButton className="term" aria-label={name}>
            {children}
          </UnstyledButton>
        ) : (
          <ActionIcon className="help" variant="subtle" color="gray" size={20} radius="xl" aria-label={name}>
            <IconQuestionMark size={13} stroke={2} aria-hidden />
          </ActionIcon>
        )}
      </Popover.Target>
      {/* Escape here is this text's alone, and not that of a dialog that its control stands in. */}
      <Popover.Dropdown data-mantine-stop-propagation="true">
        <Text size="sm">
          <Sentence text={help.what} />
        </Text>
        {'rises' in help && (
          <Text size="sm" mt={8}>
            <b>{say('When it rises:')}</b> <Sentence text={help.rises} />
          </Text>
        )}
        {'differs' in help && (
          <Text size="sm" mt={8}>
            <b>{say('The difference:')}</b> <Sentence text={help.differs} />
          </Text>
        )}
        <Text size="sm" mt={8}>
          <b>{say('Try:')}</b> <Sentence text={help.try} />
        </Text>
      </Popover.Dropdown>
    </Popover>
  );
}
