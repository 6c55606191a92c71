import { openPage, type ViewTable } from '../../../../page/settings/view-tables';
import { phrase } from '../../../../words/say';

/** What is asked of a fooled picture, one question a page. */
export const AFTER_SECTIONS = ['smallest', 'survival', 'networks', 'defences', 'map'] as const;
export type AfterSection = (typeof AFTER_SECTIONS)[number];

type AfterSettings = { readonly section: AfterSection };

/** The view's own settings in the address. */
export const AFTER_TABLE: ViewTable<AfterSettings> = {
  id: 'after',
  params: { section: openPage(phrase('Question'), AFTER_SECTIONS) },
};
