import { MantineProvider } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import { infoOf } from '../../../../testing/fake-host';
import type { NetworkInfo } from '../../../../src/engine/protocol/protocol';
import { phrase } from '../../../../src/words/say';
import { showOwnNetworkNotice } from '../../../../src/panels/network/own-network-notice';

const show = vi.spyOn(notifications, 'show').mockReturnValue('');

const guess: NetworkInfo['guess'] = {
  strength: 'weak',
  reason: phrase('{engine}: {why}.', { engine: 'torchvision', why: 'so' }),
};

/** What the notice of a network says, and for how long. */
async function noticeOf(more: Partial<NetworkInfo>) {
  show.mockClear();
  showOwnNetworkNotice({ ...infoOf('mine'), ...more });
  // What shows notices comes late.
  await vi.waitFor(() => expect(show).toHaveBeenCalledTimes(1));
  const { message, autoClose } = show.mock.lastCall![0];
  return { words: renderToStaticMarkup(createElement(MantineProvider, null, message)), autoClose };
}

describe('the notice of a network of one’s own', () => {
  it('goes by itself, also where something was guessed: it lies over the pictures', async () => {
    expect((await noticeOf({})).autoClose).toBe(10_000);
    const { words, autoClose } = await noticeOf({ guess });
    expect(words).toContain('Change how it is read');
    expect(autoClose).toBe(30_000);
  });

  it('stays where it asks which output holds the classes', async () => {
    const output = { kind: 'softmax', open: true, names: ['a', 'b'] } as NetworkInfo['output'];
    expect((await noticeOf({ output })).autoClose).toBe(false);
  });

  it('says the size of its pictures as the page says every picture’s: the width first', async () => {
    expect((await noticeOf({ size: [96, 128] })).words.replace(/<[^>]*>/g, '')).toContain('128 × 96 pixels');
  });
});
