import { Button } from '@mantine/core';
import { IconSum } from '@tabler/icons-react';
import { lateCode } from '../../core/records/late-code';
import { latePart } from '../../panels/boundary/late-part';
import { phrase, say } from '../../words/say';
import type { WhyFigure } from './why/WhyFigure';

const NAME = phrase('Why so little is enough');

/** Why a run fooled the network; fetched when it is first asked. */
export const Why = latePart<Parameters<typeof WhyFigure>[0]>({
  name: NAME,
  load: lateCode(NAME, async () => (await import('./why/WhyFigure')).WhyFigure),
});

/** Asks why a run fooled the network. */
export function WhyButton({ onAsk }: { readonly onAsk: () => void }) {
  return (
    <Button size="xs" variant="default" leftSection={<IconSum size={15} aria-hidden />} onClick={onAsk}>
      {say('Why so little is enough')}
    </Button>
  );
}
