import type { Card } from '../../shelf/card';
import type { PlainMessage } from '../../words/message';
import { cardLine, cardTitle } from './card-words';

/** Ways to put the cards in order. */
export const ORDERS = ['newest', 'oldest', 'method', 'class', 'probability'] as const;
export type ShelfOrder = (typeof ORDERS)[number];

export const ORDER_WORDS: Readonly<Record<ShelfOrder, PlainMessage>> = {
  newest: 'Newest first',
  oldest: 'Oldest first',
  method: 'By method',
  class: 'By class',
  probability: 'By probability',
};

/** What of the shelf is looked at. */
export interface ShelfFilter {
  /** Words that all stand somewhere on the card. */
  readonly words: string;
  readonly exercise: Card['exercise'] | '';
  readonly starred: boolean;
  readonly order: ShelfOrder;
}

export const WHOLE_SHELF: ShelfFilter = { words: '', exercise: '', starred: false, order: 'newest' };

/** The cards that a filter leaves, in its order. */
export function sorted(
  cards: readonly Card[],
  { words, exercise, starred, order }: ShelfFilter,
): readonly Card[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const left = cards.filter((card) => {
    if (starred && !card.starred) return false;
    if (exercise !== '' && card.exercise !== exercise) return false;
    const text = wanted.length > 0 ? textOf(card) : '';
    return wanted.every((word) => text.includes(word));
  });
  return left.toSorted((a, b) => compare(a, b, order) || b.at - a.at);
}

function textOf(card: Card): string {
  const { comment, recipe } = card;
  return [cardLine(card), comment, recipe.image ?? '', card.told ? '' : recipe.method]
    .join(' ')
    .toLowerCase();
}

function compare(a: Card, b: Card, order: ShelfOrder): number {
  switch (order) {
    case 'newest':
      return 0;
    case 'oldest':
      return a.at - b.at;
    case 'method':
      return cardTitle({ ...a, name: '' }).localeCompare(cardTitle({ ...b, name: '' }));
    case 'class':
      return (a.recipe.targetName ?? '').localeCompare(b.recipe.targetName ?? '');
    case 'probability':
      return (b.scalars['probability'] ?? -1) - (a.scalars['probability'] ?? -1);
    default:
      return order satisfies never;
  }
}
