/** A picture that ships with the page. */
export interface Sample {
  /** Its file's name, without the ending. */
  readonly id: string;
  /** The class it shows, in the words of the bundled networks. */
  readonly className: string;
  /** What the page calls it once it is open. */
  readonly name: string;
  /** Where it is, relative to the page. */
  readonly url: string;
}

function drawing(className: string): Sample {
  const id = className.toLowerCase().replaceAll(' ', '-');
  const title = className.charAt(0).toUpperCase() + className.slice(1);
  return { id, className, name: `${title} (drawing)`, url: `samples/${id}.png` };
}

/**
 * One drawing of our own for each class of the bundled networks, so nobody's photo is needed to start. The standard ones
 * read every one of them rightly. A first visit opens the first.
 */
export const SAMPLES = [
  drawing('golf ball'),
  drawing('parachute'),
  drawing('church'),
  drawing('French horn'),
  drawing('cassette player'),
  drawing('chain saw'),
  drawing('gas pump'),
  drawing('garbage truck'),
  drawing('tench'),
  drawing('beagle'),
  drawing('Border terrier'),
  drawing('English springer'),
  drawing('golden retriever'),
  drawing('Old English sheepdog'),
  drawing('Samoyed'),
  drawing('Shih-Tzu'),
] as const;
