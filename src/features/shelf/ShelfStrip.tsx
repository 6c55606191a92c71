import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { useLocalStorage, useMediaQuery, useRovingIndex } from '@mantine/hooks';
import { IconChevronsLeft, IconChevronsRight, IconLayoutGrid, IconStarFilled } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { shelfStore } from '../../page/shelf/shelf-store';
import { showError } from '../../panels/notices';
import type { Card } from '../../shelf/card';
import { Said } from '../../ui/text/Said';
import { useLanguage } from '../../ui/text/use-language';
import { say } from '../../words/say';
import { openOnStage } from './card-actions';
import { cardLine } from './card-words';
import { CardThumbnail } from './CardThumbnail';
import { ShelfDialog } from './ShelfDialog';
import './shelf.css';

/** As many as are looked at in a strip; the others are a press away. */
const MOST = 40;
const STRIP = 'shelf-newest';

/**
 * The newest cards in a row, and the door to all of them; on a phone the door alone. Arrow keys go along the row, which stays hidden
 * for whoever hid it.
 */
export function ShelfStrip() {
  useLanguage();
  const cards = useStore(shelfStore, (state) => state.cards);
  const shown = useStore(shelfStore, (state) => state.shown);
  const fault = useStore(shelfStore, (state) => state.fault);
  const [opened, setOpened] = useState(false);
  const narrow = useMediaQuery('(max-width: 860px)');
  const [isOpen, setIsOpen] = useLocalStorage({
    key: 'lucarne.shelf.strip',
    defaultValue: true,
    getInitialValueInEffect: false,
  });
  const newest = cards.slice(0, MOST);
  const { getItemProps } = useRovingIndex({ total: newest.length, loop: false });
  useEffect(() => {
    if (fault !== null) showError(fault);
  }, [fault]);
  return (
    <section className="shelf-strip" aria-label={say('Shelf')}>
      {!narrow && isOpen && (
        <ul id={STRIP} aria-label={say('The newest runs')}>
          {newest.map((card, index) => (
            <li key={card.id}>
              <ShelfCard card={card} isShown={card.id === shown} item={getItemProps({ index })} />
            </li>
          ))}
        </ul>
      )}
      {!narrow && (
        <Tooltip label={isOpen ? say('Hide the newest runs') : say('Show the newest runs')}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={say('The newest runs')}
            aria-expanded={isOpen}
            aria-controls={STRIP}
            onClick={() => {
              setIsOpen(!isOpen);
            }}
          >
            {isOpen ? (
              <IconChevronsRight size={16} aria-hidden />
            ) : (
              <IconChevronsLeft size={16} aria-hidden />
            )}
          </ActionIcon>
        </Tooltip>
      )}
      <Button
        className="shelf-all"
        size="xs"
        variant="default"
        leftSection={<IconLayoutGrid size={15} aria-hidden />}
        aria-haspopup="dialog"
        onClick={() => {
          setOpened(true);
        }}
      >
        {/* One child: a label that is a row would lose the space before the number. */}
        <span>
          <Said
            text="Shelf · <0>{count, number}</0>"
            parts={[<span key="count" translate="no" />]}
            values={{ count: cards.length }}
          />
        </span>
      </Button>
      <ShelfDialog
        opened={opened}
        onClose={() => {
          setOpened(false);
        }}
      />
    </section>
  );
}

interface ShelfCardProps {
  readonly card: Card;
  readonly isShown: boolean;
  /** What makes it a stop of the row's arrow keys. */
  readonly item: ReturnType<ReturnType<typeof useRovingIndex>['getItemProps']>;
}

function ShelfCard({ card, isShown, item }: ShelfCardProps) {
  const line = cardLine(card);
  return (
    <Tooltip label={line} multiline maw={280} openDelay={300}>
      <button
        {...item}
        type="button"
        className="shelf-card"
        aria-label={line}
        aria-pressed={isShown}
        data-stopped={card.phase === 'stopped' || undefined}
        onClick={(event) => {
          item.onClick(event);
          openOnStage(card.id);
        }}
      >
        <CardThumbnail card={card} />
        {card.starred && <IconStarFilled className="shelf-star" size={12} aria-hidden />}
      </button>
    </Tooltip>
  );
}
