import { LabError } from '../../core/records/lab-error';
import { MOST_SVG_COST, svgCost } from './svg-cost';
import { drawnSize, svgLength, svgSize, svgViewBox, type ViewBox } from './svg-size';
import { svgText, tooMuch } from './svg-text';
import { phrase } from '../../words/say';
import type { Phrase } from '../../words/message';

/** An SVG that is safe to draw. */
export interface SvgDrawing {
  /** Null where nothing says how large it is or what part of its plane it shows. */
  readonly size: { readonly width: number; readonly height: number } | null;
  readonly notes: readonly Phrase[];
  /** The drawing's markup with so many pixels; `box` is shown where it has no view box of its own. */
  markup(width: number, height: number, box: ViewBox): string;
}

const NAMESPACE = 'http://www.w3.org/2000/svg';
const SHAPES = 'path, rect, circle, ellipse, line, polyline, polygon, text, image, use';

const ELSEWHERE = phrase(
  'The drawing takes pictures, styles or fonts from elsewhere, which are missing here: a drawing opened as a photo loads nothing.',
);
const WEB_CONTENT = phrase('Web content in the drawing (foreignObject) is not drawn.');

/**
 * Reads an SVG file. Scripts and web content are taken out. Throws LabError `unsupported-image` where it is no SVG, would hold
 * up the page, or holds nothing but web content.
 */
export async function readSvg(blob: Blob, name: string): Promise<SvgDrawing> {
  const file = name ? phrase('“{name}”', { name }) : phrase('This file');
  const text = await svgText(blob, file);
  const root = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
  if (root.localName !== 'svg' || root.getElementsByTagName('parsererror').length > 0) {
    throw new LabError(
      'unsupported-image',
      phrase('{file} looks like an SVG drawing, but its text is damaged or incomplete.', { file }),
      phrase('Open it in a drawing program and save it again, or export it as PNG.'),
    );
  }
  const notes = takeOut(root, file);
  if (svgCost(root) > MOST_SVG_COST) throw tooMuch(file);
  const box = svgViewBox(root.getAttribute('viewBox'));
  const size = svgSize(svgLength(root.getAttribute('width')), svgLength(root.getAttribute('height')), box);
  return {
    size: size && drawnSize(size),
    notes,
    markup: (width, height, shown) => {
      root.setAttribute('width', String(width));
      root.setAttribute('height', String(height));
      if (!box) root.setAttribute('viewBox', `${shown.x} ${shown.y} ${shown.width} ${shown.height}`);
      return new XMLSerializer().serializeToString(root);
    },
  };
}

/** Takes out what no photo can show; gives what the person should know of it. */
function takeOut(root: Element, file: Phrase): Phrase[] {
  const webContent = [...root.getElementsByTagNameNS(NAMESPACE, 'foreignObject')];
  // Drawing programs add one that only they can read, beside the same thing as shapes.
  const shown = webContent.filter((element) => !element.hasAttribute('requiredExtensions'));
  const scripts = [...root.getElementsByTagNameNS(NAMESPACE, 'script')];
  for (const element of [...webContent, ...scripts]) element.remove();
  if (shown.length > 0 && !root.querySelector(SHAPES)) {
    throw new LabError(
      'unsupported-image',
      phrase(
        '{file} is an SVG that holds only web content (foreignObject), which browsers do not let a page read as a picture.',
        { file },
      ),
      phrase('Export it as PNG, or take a screenshot, and drop that.'),
    );
  }
  // Sizes in a style would go before the attributes that are set here.
  const style = root.getAttribute('style');
  if (style)
    root.setAttribute('style', style.replace(/(^|;)\s*(?:min-|max-)?(?:width|height)\s*:[^;]*/gi, '$1'));
  return [...(shown.length > 0 ? [WEB_CONTENT] : []), ...(refersElsewhere(root) ? [ELSEWHERE] : [])];
}

function refersElsewhere(root: Element): boolean {
  const links = [...root.querySelectorAll('image, use, feImage')].flatMap(({ attributes }) =>
    [...attributes].filter(({ localName }) => localName === 'href').map(({ value }) => value.trim()),
  );
  const styles = [...root.getElementsByTagName('style')].map(({ textContent }) => textContent).join('\n');
  return (
    links.some((link) => link !== '' && !/^(?:#|data:)/i.test(link)) ||
    /@import|url\(\s*["']?(?:https?:|\/|\.)/i.test(styles)
  );
}
