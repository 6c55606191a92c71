import { ActionIcon, Anchor, Popover, Text } from '@mantine/core';
import { IconQuestionMark } from '@tabler/icons-react';
import type { RobustTwin } from '../core/records/robust-twin';
import { Sentence } from '../ui/text/Sentence';
import { say, sayOwn } from '../words/say';

/** Where it comes from, that robust networks are made so, cost accuracy, and look at things otherwise. */
const PAPERS = [
  {
    title: 'Madry et al. 2018: Towards Deep Learning Models Resistant to Adversarial Attacks',
    id: '1706.06083',
  },
  { title: 'Tsipras et al. 2019: Robustness May Be at Odds with Accuracy', id: '1805.12152' },
  {
    title: 'Engstrom et al. 2019: Adversarial Robustness as a Prior for Learned Representations',
    id: '1906.00945',
  },
] as const;

/** What a robust network is, in one sentence. */
export function robustSentence({ radius }: RobustTwin): string {
  return say(
    'The robust network is the same network, trained on photos that were changed against it by up to {radius} of 255 grey levels.',
    { radius },
  );
}

/** The "?" beside the switch: what a robust network is; how it was made and what was measured of it, folded. */
export function TwinNote({ twin }: { readonly twin: RobustTwin }) {
  return (
    <Popover width={340} position="bottom" withArrow shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon
          className="help"
          variant="subtle"
          color="gray"
          size={20}
          radius="xl"
          aria-label={say('About standard and robust')}
        >
          <IconQuestionMark size={13} stroke={2} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className="twin-note">
        <Text size="sm">
          <Sentence text={robustSentence(twin)} />
        </Text>
        {twin.measured.length > 0 && (
          <details>
            <summary>{say('What that changes, measured')}</summary>
            <ul>
              {twin.measured.map(sayOwn).map((sentence) => (
                <li key={sentence}>
                  <Sentence text={sentence} />
                </li>
              ))}
            </ul>
          </details>
        )}
        <details>
          <summary>{say('How')}</summary>
          <p>
            <Sentence text={sayOwn(twin.training)} />
          </p>
          <ul>
            {PAPERS.map(({ title, id }) => (
              <li key={id}>
                <Anchor href={`https://arxiv.org/abs/${id}`} target="_blank" rel="noreferrer" size="xs">
                  <Sentence text={title} />
                </Anchor>
              </li>
            ))}
          </ul>
        </details>
      </Popover.Dropdown>
    </Popover>
  );
}
