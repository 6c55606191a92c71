import * as v from 'valibot';
import { RecipeSchema } from '../core/records/recipe';
import type { Message, Phrase } from '../words/message';

const short = v.pipe(v.string(), v.maxLength(200));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const values = v.record(short, v.union([v.number(), v.boolean(), v.pipe(v.string(), v.maxLength(400))]));

/** A sentence as it is kept; one that a later page no longer knows is said as it stands. */
const PhraseSchema = v.pipe(
  v.object({
    text: v.pipe(v.string(), v.maxLength(600)),
    values: v.optional(v.record(short, v.union([v.string(), v.number()]))),
  }),
  v.transform(({ text, values: places }): Phrase => ({
    text: text as Message,
    ...(places ? { values: places } : {}),
  })),
);

/** Longest name of a card, and longest comment, in letters. */
export const LONGEST_CARD_NAME = 120;
export const LONGEST_COMMENT = 4000;

/**
 * What is known of a run that is kept, save its pictures: what the shelf lists. It lies apart from what was made, so that a
 * thousand of them are read at once.
 */
export const CardSchema = v.object({
  version: v.literal(1),
  id: short,
  /** The same for a run that was made again: it is one card. */
  key: short,
  exercise: v.picklist(['saliency', 'fooling', 'visualization']),
  /** Id of the view that it was made in. */
  view: short,
  /** The view's own settings, by the id of their table. */
  viewSettings: v.record(short, values),
  /** What makes it again; of a view with several runs, what they share. */
  recipe: RecipeSchema,
  /** Title of the network as it was. */
  network: short,
  phase: v.picklist(['done', 'stopped']),
  step: count,
  /** Steps that it was to take; null where its method has no number of them. */
  steps: v.nullable(count),
  /** Last values by name. */
  scalars: v.record(short, v.pipe(v.number(), v.finite())),
  /** What a view with several runs has shown, in a sentence; a run's own is said from its numbers. */
  verdict: v.nullable(PhraseSchema),
  /** What it is called and what it is of, where no method, class and network of one run say that. */
  told: v.optional(v.object({ title: PhraseSchema, subject: PhraseSchema })),
  /** Milliseconds since 1970. */
  at: count,
  starred: v.boolean(),
  name: v.pipe(v.string(), v.maxLength(LONGEST_CARD_NAME)),
  comment: v.pipe(v.string(), v.maxLength(LONGEST_COMMENT)),
  /** What it takes of the browser's storage, about. */
  bytes: count,
  /** Digest of the photo that it was made of; null where it needed none, or that is not kept. */
  photo: v.nullable(short),
  /** Whether what was made is kept: a person may have it that nothing of their own photos is. */
  hasPictures: v.boolean(),
  /** When it was deleted, for as long as that can be undone. */
  deleted: v.nullable(count),
});
export type Card = Readonly<v.InferOutput<typeof CardSchema>>;

/** What a person may write on a card. */
export type CardNotes = Pick<Card, 'starred' | 'name' | 'comment'>;

/** A card as it comes to the shelf. */
export type NewCard = Omit<
  Card,
  'version' | 'id' | 'at' | 'starred' | 'name' | 'comment' | 'bytes' | 'deleted'
>;

/** The card in what was read back; null where it is none, or of a later version of the page. */
export function readCard(kept: unknown): Card | null {
  const parsed = v.safeParse(CardSchema, kept);
  return parsed.success ? parsed.output : null;
}
