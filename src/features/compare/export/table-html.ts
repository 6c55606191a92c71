import type { PixelImage } from '../../../core/pictures/pixel-image';
import { plainName } from '../../../core/records/plain-name';
import { toDataUrl } from '../../../export/picture-png';
import type { ReportCell, ReportProgress, ReportRow, TableReport } from './table-report';
import { language } from '../../../words/language';
import { say } from '../../../words/say';
import { shownPhoto } from '../../../words/shown-photo';

const STYLE = `
:root { color-scheme: light dark; --ink: #211d17; --quiet: #5d564c; --line: #d9d0bf; --paper: #fffdf8; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ece7dc; --quiet: #a3abb8; --line: #364253; --paper: #141a23; }
}
body { margin: 2rem; background: var(--paper); color: var(--ink); font: 0.875rem/1.4 system-ui, sans-serif; }
h1 { font-size: 1.25rem; }
.sideways { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
caption { caption-side: bottom; padding-top: 1rem; max-width: 60rem; color: var(--quiet); text-align: left; }
caption p { margin: 0 0 0.25rem; }
th, td { border-bottom: 1px solid var(--line); padding: 0.5rem; vertical-align: top; text-align: left; font-weight: 400; }
th[scope] b, td b { font-weight: 600; }
img { display: block; margin-bottom: 0.25rem; width: 100%; min-width: 7rem; max-width: 28rem; height: auto; aspect-ratio: 1; object-fit: contain; background: #8a8a88; image-rendering: pixelated; }
.numbers, small { color: var(--quiet); font-size: 0.75rem; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
th, td { overflow-wrap: anywhere; }
@media print {
  body { margin: 0; background: #fff; color: #000; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  img { width: 4.5cm; height: 4.5cm; print-color-adjust: exact; }
}
`;

/** A table as one HTML file that needs nothing else: it opens offline, prints, and follows the reader's dark mode. */
export async function tableHtml(report: TableReport, onProgress?: ReportProgress): Promise<Blob> {
  const title = escapeHtml(report.title);
  const heads = report.columns
    .map(
      ({ network, method, detail }) =>
        `<th scope="col"><b>${escapeHtml(network)}</b><br>${escapeHtml(method)}${detail ? `<br><small>${escapeHtml(detail)}</small>` : ''}</th>`,
    )
    .join('');
  const parts: Blob[] = [
    new Blob([
      `<!doctype html>\n<html lang="${language()}">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n`,
      // Nothing in it runs, and nothing is fetched: only its own pictures and style.
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">\n`,
      `<title>${title}</title>\n<style>${STYLE}</style>\n</head>\n<body>\n<main>\n<h1>${title}</h1>\n<div class="sideways">\n<table>\n`,
      `<caption>${report.notes.map((note) => `<p>${lineHtml(note)}</p>`).join('')}</caption>\n`,
      `<thead><tr><th scope="col"><b>${escapeHtml(say('Original'))}</b></th>${heads}</tr></thead>\n<tbody>\n`,
    ]),
  ];
  for (const [index, row] of report.rows.entries()) {
    const cells: string[] = [];
    for (const cell of row.cells) cells.push(await cellHtml(cell));
    parts.push(new Blob([`<tr>${await originalHtml(row)}${cells.join('')}</tr>\n`]));
    onProgress?.((index + 1) / report.rows.length);
  }
  parts.push(new Blob(['</tbody>\n</table>\n</div>\n</main>\n</body>\n</html>\n']));
  return new Blob(parts, { type: 'text/html' });
}

async function originalHtml(row: ReportRow): Promise<string> {
  const picture = await imageHtml(
    await row.original(),
    say('{name}, as the network saw it', { name: shownPhoto(row.name) }),
  );
  return `<th scope="row">${picture}${escapeHtml(shownPhoto(row.name))}</th>`;
}

async function cellHtml(cell: ReportCell | null): Promise<string> {
  if (!cell) return `<td class="numbers">${escapeHtml(say('not drawn'))}</td>`;
  const [first, second] = cell.caption.map(lineHtml);
  const picture = await imageHtml(await cell.map(), cell.alt);
  return `<td>${picture}<b>${first ?? ''}</b><br><span class="numbers">${second ?? ''}</span></td>`;
}

async function imageHtml(picture: PixelImage | null, alt: string): Promise<string> {
  if (!picture) return '';
  const size = `width="${picture.width}" height="${picture.height}"`;
  return `<img src="${await toDataUrl(picture)}" ${size} alt="${escapeHtml(alt)}">`;
}

/** A line of words in which a number and its percent sign stay together. */
function lineHtml(text: string): string {
  return escapeHtml(text).replace(/(\d) %/g, '$1\u00A0%');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as a plain name that can stand anywhere in HTML, between tags or in a quoted attribute. */
export function escapeHtml(text: string): string {
  return plainName(text).replace(/[&<>"']/g, (letter) => ENTITIES[letter] ?? letter);
}
