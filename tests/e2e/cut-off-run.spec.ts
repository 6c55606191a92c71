import type { Page } from '@playwright/test';
import { expect, openLab, test } from './rig';

const STEPS = 200;
const KILLED_AT = 120;

/** The run whose bytes are compared: 200 steps of the course's. */
const request = {
  network: 'tiny',
  method: 'class-visualization',
  target: 3,
  seed: 11,
  params: { preset: 'rdfia', iterations: STEPS },
};

/** Ends the page's process, as a crash or a lack of memory does: nothing of it is asked or told. */
async function kill(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  void session.send('Page.crash').catch(() => undefined);
  await crashed;
}

test('a run whose page is killed without warning is offered by the next, and comes to the same last bit', async ({
  lab,
  context,
}) => {
  const straight = await lab.evaluate(async (run) => [...(await window.lucarne.run(run)).pixels], request);
  await lab.evaluate(
    ({ run, at }) =>
      new Promise<void>((there) => {
        const onFrame = ({ step }: { readonly step: number }): unknown => {
          if (step < at) return undefined;
          there();
          return new Promise(() => undefined);
        };
        void window.lucarne.run(run, { onFrame, frameEvery: 1 });
      }),
    { run: request, at: KILLED_AT },
  );
  await kill(lab);

  const next = await context.newPage();
  await openLab(next);
  const offer = next.getByRole('status', { name: 'A run that was cut off' });
  await expect(offer).toContainText(/A run of 200 steps \(“.+” on Tiny network\) stopped at \d+\./);
  const { from, pixels } = await next.evaluate(async () => {
    const [kept] = await window.lucarne.checkpoints();
    const rest = await window.lucarne.resume(kept?.id ?? '');
    return { from: kept?.step ?? 0, pixels: [...rest.pixels] };
  });
  expect(from).toBeGreaterThanOrEqual(50);
  expect(from).toBeLessThanOrEqual(KILLED_AT);
  expect(pixels).toEqual(straight);
  await expect(offer).toHaveCount(0);
});
