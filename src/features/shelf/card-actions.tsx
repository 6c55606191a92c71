import { Button } from '@mantine/core';
import { openCard } from '../../page/shelf/open-card';
import { shelfHere } from '../../page/shelf/shelf-here';
import { shelfStore } from '../../page/shelf/shelf-store';
import { branchFromCard, goOnWithCard, runCardAgain } from '../../page/shelf/use-card';
import { showError, showNotice } from '../../panels/notices';
import type { CardNotes } from '../../shelf/card';
import { whole } from '../../words/number';
import { say } from '../../words/say';

/** Shows a card on the stage; what stands in the way is said. */
export function openOnStage(id: string): void {
  openCard(id).then((opened) => {
    if (!opened) return;
    const { card, contents, hasNetwork } = opened;
    if (!contents.made)
      showNotice(
        say('Nothing of your own photo was kept with this card'),
        say('Its settings are back: run it again.'),
      );
    else if (!hasNetwork)
      showNotice(
        say('{network} is not open here', { network: card.network }),
        say('Its pictures are on the stage; open the network to run or to go on.'),
      );
  }, showError);
}

export function goOn(id: string): void {
  goOnWithCard(id).catch(showError);
}

/** Opens a card for other settings; says what Run does then. */
export function branch(id: string): void {
  branchFromCard(id).then((opened) => {
    if (!opened) return;
    const { from } = opened;
    if (from === null)
      showNotice(
        say('Nothing here can be gone on with'),
        say('The settings are those of the card: change them, and run it anew.'),
      );
    else
      showNotice(
        say('The run stands at step {step}', { step: whole(from) }),
        say(
          'Change its settings, then press “Go on from step {step}”. Another class, method, network or seed begins a new run.',
          { step: whole(from) },
        ),
      );
  }, showError);
}

export function runAgain(id: string): void {
  runCardAgain(id).catch(showError);
}

export function note(id: string, notes: Partial<CardNotes>): void {
  shelfHere()?.note(id, notes).catch(showError);
}

/** Takes cards off the shelf, which can be undone while the notice stands. */
export function remove(ids: readonly string[]): void {
  const shelf = shelfHere();
  if (!shelf || ids.length === 0) return;
  const { shown } = shelfStore.getState();
  if (shown !== null && ids.includes(shown)) shelfStore.setState({ shown: null });
  shelf.remove(ids).then(() => {
    const hide = showNotice(
      say('{count, plural, one {One card deleted} other {# cards deleted}}', { count: ids.length }),
      <Button
        size="compact-xs"
        variant="default"
        onClick={() => {
          hide();
          shelf.putBack(ids).catch(showError);
        }}
      >
        {say('Bring back')}
      </Button>,
    );
  }, showError);
}
