import { packCatalogue } from '../packed-catalogue';
import { FRENCH } from '.';

/** Every message in French, as it is fetched. A build does this ahead. */
export const CATALOGUE = packCatalogue(FRENCH);
