import { Button, Modal, NativeSelect, Switch, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { useStore } from 'zustand';
import { keepPhotos, keepsPhotos } from '../../page/shelf/kept-photos';
import { shelfStore } from '../../page/shelf/shelf-store';
import { EXERCISES } from '../../page/settings/settings-schema';
import { EXERCISE_TITLES } from '../../panels/exercise-titles';
import { say, sayPhrase } from '../../words/say';
import { CardRow } from './CardRow';
import { ORDERS, ORDER_WORDS, type ShelfFilter, sorted, WHOLE_SHELF } from './shelf-order';
import { ShelfTools } from './ShelfTools';

interface Props {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Every card that is kept: found, put in order, written on, gone on with. */
export function ShelfDialog({ opened, onClose }: Props) {
  const narrow = useMediaQuery('(max-width: 860px)');
  return (
    <Modal.Stack>
      <Modal
        stackId="shelf"
        opened={opened}
        onClose={onClose}
        title={say('Shelf')}
        size={920}
        fullScreen={narrow}
        className="shelf-dialog"
      >
        <ShelfList onShown={onClose} />
      </Modal>
    </Modal.Stack>
  );
}

/** So many more are drawn at a time. */
const AT_ONCE = 60;

function ShelfList({ onShown }: { readonly onShown: () => void }) {
  const cards = useStore(shelfStore, (state) => state.cards);
  const shown = useStore(shelfStore, (state) => state.shown);
  const [filter, setFilter] = useState<ShelfFilter>(WHOLE_SHELF);
  const [most, setMost] = useState(AT_ONCE);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const found = sorted(cards, filter);
  const there = chosen.filter((id) => cards.some((card) => card.id === id));
  const change = (patch: Partial<ShelfFilter>): void => {
    setFilter({ ...filter, ...patch });
    setMost(AT_ONCE);
  };
  return (
    <>
      <div className="shelf-filter" role="search" aria-label={say('Cards')}>
        <TextInput
          aria-label={say('Find cards')}
          placeholder={say('Class, method, network, photo, name')}
          value={filter.words}
          onChange={(event) => {
            change({ words: event.currentTarget.value });
          }}
        />
        <NativeSelect
          aria-label={say('Exercise')}
          value={filter.exercise}
          data={[
            { value: '', label: say('Every exercise') },
            ...EXERCISES.map((id) => ({ value: id, label: sayPhrase(EXERCISE_TITLES[id].title) })),
          ]}
          onChange={(event) => {
            change({ exercise: event.currentTarget.value as ShelfFilter['exercise'] });
          }}
        />
        <NativeSelect
          aria-label={say('Order')}
          value={filter.order}
          data={ORDERS.map((order) => ({ value: order, label: say(ORDER_WORDS[order]) }))}
          onChange={(event) => {
            change({ order: event.currentTarget.value as ShelfFilter['order'] });
          }}
        />
        <Switch
          label={say('Starred alone')}
          checked={filter.starred}
          onChange={(event) => {
            change({ starred: event.currentTarget.checked });
          }}
        />
      </div>
      <ShelfTools chosen={there} />
      <p className="small quiet" role="status">
        {say('{count, plural, one {# card} other {# cards}}', { count: found.length })}
      </p>
      <ul className="shelf-list" aria-label={say('Cards')}>
        {found.slice(0, most).map((card) => (
          <CardRow
            key={card.id}
            card={card}
            isShown={card.id === shown}
            isChosen={there.includes(card.id)}
            onChoose={(isChosen) => {
              setChosen(isChosen ? [...there, card.id] : there.filter((id) => id !== card.id));
            }}
            onShown={onShown}
          />
        ))}
      </ul>
      {found.length > most && (
        <Button
          variant="default"
          fullWidth
          onClick={() => {
            setMost(most + AT_ONCE);
          }}
        >
          {say('Show more')}
        </Button>
      )}
      <KeepPhotos />
    </>
  );
}

function KeepPhotos() {
  const [keeps, setKeeps] = useState(keepsPhotos);
  return (
    <Switch
      mt="md"
      label={say('Keep my own photos with their cards')}
      description={say(
        'In this browser alone; nothing is ever sent. Off: new cards of your photos keep their settings and numbers, and no picture.',
      )}
      checked={keeps}
      onChange={(event) => {
        keepPhotos(event.currentTarget.checked);
        setKeeps(event.currentTarget.checked);
      }}
    />
  );
}
