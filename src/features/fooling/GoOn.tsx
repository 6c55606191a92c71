import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconChevronDown, IconPlayerTrackNextFilled } from '@tabler/icons-react';
import type { FoolingInfo } from '../../methods/catalog/method-info';
import type { ParamValues } from '../../methods/catalog/params';
import { continueRun } from '../../page/run/continue-run';
import { setParam } from '../../page/settings/settings-store';
import { Sentence } from '../../ui/text/Sentence';
import { BY_CONFIDENCE, CONFIDENCE_KEY, STOP_RULE_KEY } from './confidences';
import { say } from '../../words/say';

interface Props {
  readonly method: FoolingInfo;
  readonly params: ParamValues;
  /** Lowest first; at least one. */
  readonly confidences: readonly number[];
}

/** Goes on with the run that fooled the network until it is as certain as is chosen. */
export function GoOn({ method, params, confidences }: Props) {
  const isTowards = method.aim(params) === 'towards';
  const words = (confidence: number): string =>
    isTowards
      ? say('Go on to {share} %', { share: Math.round(100 * confidence) })
      : say('Go on down to {share} %', { share: Math.round(100 - 100 * confidence) });
  const goOn = (confidence: number): void => {
    setParam(method.id, STOP_RULE_KEY, BY_CONFIDENCE);
    setParam(method.id, CONFIDENCE_KEY, confidence);
    void continueRun('fooling');
  };
  const [highest, ...lower] = confidences.toReversed();
  if (highest === undefined) return null;
  return (
    <Button.Group className="go-on">
      <Button
        variant="default"
        size="xs"
        title={say('The same run, from where it stands')}
        leftSection={<IconPlayerTrackNextFilled size={14} aria-hidden />}
        onClick={() => {
          goOn(highest);
        }}
      >
        <Sentence text={words(highest)} />
      </Button>
      {lower.length > 0 && (
        <Menu position="bottom-end" shadow="md">
          <Menu.Target>
            <ActionIcon variant="default" size={30} aria-label={say('Go on to another confidence')}>
              <IconChevronDown size={14} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {lower.map((confidence) => (
              <Menu.Item
                key={confidence}
                onClick={() => {
                  goOn(confidence);
                }}
              >
                <Sentence text={words(confidence)} />
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </Button.Group>
  );
}
