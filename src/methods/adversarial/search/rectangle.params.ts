import type { FoolingInfo } from '../../catalog/method-info';
import type { Colour } from '../../catalog/params';
import { AIM, type AttackAim, CONFIDENCE } from '../attack-rows';
import { boxOfShares, sharesOf } from '../shares-of-picture';
import { lostByRounding, queriesRow, SEARCH_STOP, type SearchStop } from './search-rows';
import type { Phrase, Words } from '../../../words/message';
import { phrase } from '../../../words/say';

export type RectanglePlace = 'searched' | 'given';
export type RectangleColour = 'white' | 'grey' | 'black' | 'own' | 'drawn';

export type RectangleParams = {
  readonly width: number;
  readonly height: number;
  readonly colour: RectangleColour;
  readonly ownColour: Colour;
  readonly place: RectanglePlace;
  readonly left: number;
  readonly top: number;
  readonly queries: number;
  readonly aim: AttackAim;
  readonly stopRule: SearchStop;
  readonly confidence: number;
};

const SHARE = {
  kind: 'number',
  min: 0,
  max: 100,
  step: 1,
  unit: '%',
  scale: 'linear',
  live: true,
} as const;

/** The colour that a rectangle has, if any is known before it is drawn. */
export function rectangleColour({
  colour,
  ownColour,
}: Pick<RectangleParams, 'colour' | 'ownColour'>): Colour | null {
  return colour === 'drawn' ? null : colour === 'own' ? ownColour : PLAIN[colour];
}

const PLAIN = { white: '#ffffff', grey: '#808080', black: '#000000' } as const;

const COLOURS = {
  white: phrase('white'),
  grey: phrase('grey'),
  black: phrase('black'),
  drawn: phrase('a colour drawn at random'),
} as const;

const rectangleFormula = (colour: Words, isSearched: boolean): Phrase =>
  isSearched
    ? phrase('x′ = x outside the rectangle, {colour} inside, the best of all places tried', { colour })
    : phrase('x′ = x outside the rectangle, {colour} inside', { colour });

/** Catalogue entry of a rectangle pasted on the picture. */
export const RECTANGLE: FoolingInfo<RectangleParams> = {
  id: 'rectangle',
  exercise: 'fooling',
  title: phrase('A rectangle'),
  about: phrase(
    'Pastes one plain rectangle on the photo, where you say or where it fools best. Nobody would call it invisible; how small it may be, and where it must lie, tells what the network leans on.',
  ),
  paper: {
    title: 'Fawzi, Frossard 2016: Measuring the effect of nuisance variables on classifiers',
    url: 'https://infoscience.epfl.ch/record/220638',
  },
  formula: ({ place, colour, ownColour }) => ({
    text: rectangleFormula(colour === 'own' ? ownColour : COLOURS[colour], place === 'searched'),
    score: phrase('J = s_y − the strongest rival’s logit'),
  }),
  iterations: null,
  takesOthers: false,
  takesBeside: false,
  placed: {
    name: phrase('rectangle'),
    boxOf: (params, picture) => (params.place === 'given' ? boxOfShares(params, picture) : null),
    paramsOf: (box, picture) => ({ ...sharesOf(box, picture), place: 'given' }),
    isRound: () => false,
    colour: rectangleColour,
  },
  aim: ({ aim }) => aim,
  lostByRounding,
  notFooled: ({ place }) =>
    place === 'searched'
      ? phrase('A larger rectangle, another colour or more tries may do.')
      : phrase(
          'Another place, a larger rectangle or another colour may do: the page can search for the place.',
        ),
  needsPicture: () => true,
  drawsAtRandom: ({ place, colour }) => place === 'searched' || colour === 'drawn',
  caution: () => null,
  params: {
    width: {
      ...SHARE,
      label: phrase('Width'),
      default: 35,
      min: 1,
      help: {
        what: phrase('Width of the rectangle in hundredths of the picture’s.'),
        rises: phrase('More of the photo is hidden, and fooling gets easier.'),
        try: phrase('35, then down until nothing fools.'),
      },
    },
    height: {
      ...SHARE,
      label: phrase('Height'),
      default: 35,
      min: 1,
      help: {
        what: phrase('Height of the rectangle in hundredths of the picture’s.'),
        rises: phrase('More of the photo is hidden, and fooling gets easier.'),
        try: phrase('35, then down until nothing fools.'),
      },
    },
    colour: {
      kind: 'choice',
      label: phrase('Colour'),
      default: 'white',
      options: [
        { value: 'white', label: phrase('white') },
        { value: 'grey', label: phrase('grey') },
        { value: 'black', label: phrase('black') },
        { value: 'own', label: phrase('of my own') },
        { value: 'drawn', label: phrase('drawn at random') },
      ],
      live: false,
      help: {
        what: phrase('What the rectangle is filled with.'),
        differs: phrase(
          'White and black make strong edges, which the network reads as something; grey is close to nothing at all. A colour drawn anew for each try finds what it is confused by.',
        ),
        try: phrase('White.'),
      },
    },
    ownColour: {
      kind: 'colour',
      label: phrase('My colour'),
      default: '#ffb000',
      live: false,
      when: { param: 'colour', is: ['own'] },
      help: {
        what: phrase('The colour of the rectangle. Used only where it is one of your own.'),
        try: phrase('A colour of the object, then one that is nowhere in the photo.'),
      },
    },
    place: {
      kind: 'choice',
      label: phrase('Place'),
      default: 'searched',
      options: [
        { value: 'searched', label: phrase('where it fools best') },
        { value: 'given', label: phrase('where I draw it') },
      ],
      live: false,
      help: {
        what: phrase(
          'Whether many places are tried and the best is kept, or the rectangle lies where you draw it on the photo, or at the left and top below.',
        ),
        differs: phrase(
          'Searching shows the network’s weakest spot; a place of your own tests what you suspect.',
        ),
        try: phrase('Where it fools best.'),
      },
    },
    left: {
      ...SHARE,
      label: phrase('Left'),
      default: 30,
      live: false,
      when: { param: 'place', is: ['given'] },
      help: {
        what: phrase('Its left edge in hundredths of the room there is. Used only where you say the place.'),
        rises: phrase('The rectangle moves right.'),
        try: phrase('50, the middle.'),
      },
    },
    top: {
      ...SHARE,
      label: phrase('Top'),
      default: 30,
      live: false,
      when: { param: 'place', is: ['given'] },
      help: {
        what: phrase('Its top edge in hundredths of the room there is. Used only where you say the place.'),
        rises: phrase('The rectangle moves down.'),
        try: phrase('50, the middle.'),
      },
    },
    queries: queriesRow(100, {
      what: phrase('So many places or colours are tried at most.'),
      rises: phrase('A better place is found; a hundred cover a photo well.'),
      try: phrase('100.'),
    }),
    aim: { ...AIM, default: 'away' },
    stopRule: { ...SEARCH_STOP, default: 'rounded' },
    confidence: CONFIDENCE,
  },
  presets: [],
};
