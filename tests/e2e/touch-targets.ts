import type { Page } from '@playwright/test';

/** Has the page touched by fingers, until what it returns is called. */
export async function touched(page: Page): Promise<() => Promise<void>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setTouchEmulationEnabled', { enabled: true, maxTouchPoints: 5 });
  // The emulation ends with its session.
  return () => session.detach();
}

/**
 * What is pressed and smaller than 44 px either way, by name and size: buttons, fields, sliders, labels of what is drawn over. What
 * stands in a sentence is as high as its line, and is none (WCAG 2.5.5).
 */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const PRESSED =
      'button, a[href], input, select, textarea, summary, [role="slider"], [role="tab"], [role="menuitem"], label';
    const reach = (element: Element): { width: number; height: number } => {
      let { width, height } = element.getBoundingClientRect();
      for (const pseudo of ['::before', '::after']) {
        const style = getComputedStyle(element, pseudo);
        if (style.content === 'none' || style.position !== 'absolute') continue;
        width = Math.max(width, Number.parseFloat(style.width) || 0);
        height = Math.max(height, Number.parseFloat(style.height) || 0);
      }
      return { width, height };
    };
    const isDrawnOver = (element: Element): boolean =>
      element instanceof HTMLInputElement && ['radio', 'checkbox', 'file'].includes(element.type);
    return [...document.querySelectorAll(PRESSED)].flatMap((element) => {
      const style = getComputedStyle(element);
      const { width, height } = reach(element);
      if (width <= 1 || height <= 1 || style.visibility === 'hidden') return [];
      if (style.display === 'inline' || element.closest('[aria-hidden="true"], .term-inline')) return [];
      const label = element instanceof HTMLLabelElement ? element.control : undefined;
      if (label === null || (label && !isDrawnOver(label))) return [];
      // Its label is pressed in its place.
      if (isDrawnOver(element) && ((element as HTMLInputElement).labels?.length ?? 0) > 0) return [];
      if (width >= 43.5 && height >= 43.5) return [];
      const name = (element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 40);
      return [`${element.localName} “${name}”, ${String(Math.round(width))} × ${String(Math.round(height))}`];
    });
  });
}
