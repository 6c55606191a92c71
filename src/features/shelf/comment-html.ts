import { micromark } from 'micromark';

/**
 * A comment in Markdown as HTML. Tags in it are text, and addresses that could run code are left out, both by the renderer itself; pictures
 * are links, so that reading a comment fetches nothing. Links open beside the page.
 */
export function commentHtml(comment: string): string {
  const html = micromark(comment, { extensions: [{ disable: { null: ['labelStartImage'] } }] });
  // What a person writes is escaped: this begins links alone.
  return html.replaceAll('<a href=', '<a target="_blank" rel="noopener noreferrer" href=');
}
