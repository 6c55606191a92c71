import { sayWords } from '../../../../src/words/say';
import { describe, expect, it } from 'vitest';
import {
  changedCaption,
  changedTitle,
  type FoolingSubject,
  foolingWords,
} from '../../../../src/features/fooling/fooling-words';
import { FGSM } from '../../../../src/methods/adversarial/fgsm.params';
import type { FoolingInfo } from '../../../../src/methods/catalog/method-info';

const method = FGSM as unknown as FoolingInfo;
const subject = (
  scalars: Record<string, number>,
  more: Partial<FoolingSubject> & { aim?: string; phase?: 'running' | 'done' | 'idle'; step?: number } = {},
): FoolingSubject => {
  const { aim = 'towards', phase = 'done', step = 7, ...rest } = more;
  return {
    run: { phase, step, scalars: { linf: 3.2, ...scalars } },
    method,
    params: { aim, epsilon: 8 },
    target: 'stingray',
    rival: 'quail',
    ...rest,
  };
};
const REACHED = { probability: 0.81, rivalProbability: 0.1, fooled: 1, roundedFooled: 1 };
const NOT_REACHED = { probability: 0.1, rivalProbability: 0.81, fooled: 0, roundedFooled: 0 };

describe('towards a class', () => {
  it('says when it is read, after how many steps and how small the change is', () => {
    expect(foolingWords(subject(REACHED))).toEqual({
      found: 'Read as stingray (81 %) after 7 steps.',
      fooled: true,
      more: 'No pixel changed by more than 4 of 255.',
    });
    expect(changedTitle(subject(REACHED))).toBe('stingray');
    expect(changedCaption(subject(REACHED))).toBe('81 % · then quail 10 %');
  });

  it('says what is still read, and at the end what may help', () => {
    const running = foolingWords(subject(NOT_REACHED, { phase: 'running' }));
    expect(running.more).toBe(
      'Still read as quail (81 %); stingray has 10 %. No pixel changed by more than 4 of 255.',
    );
    const done = foolingWords(subject(NOT_REACHED));
    expect(done.more).toContain('Still read as quail after 7 steps. One step is all this attack takes');
    expect([done.found, done.fooled]).toEqual([null, false]);
    expect(changedTitle(subject(NOT_REACHED))).toBe('quail');
  });

  it('says what a second network makes of it, and calls it fooled only where both are', () => {
    const beside = { beside: 'VGG16' };
    const both = foolingWords(subject({ ...REACHED, besideFooled: 1, besideProbability: 0.6 }, beside));
    expect(both).toMatchObject({ fooled: true, found: 'Read as stingray (81 %) after 7 steps.' });
    expect(both.more).toBe('VGG16 reads it as stingray, too (60 %). No pixel changed by more than 4 of 255.');
    const one = foolingWords(subject({ ...REACHED, besideFooled: 0, besideProbability: 0.2 }, beside));
    expect(one.fooled).toBe(false);
    expect(one.more).toContain('VGG16 does not read it as stingray (20 %).');
    expect(one.more).toContain(sayWords(method.notFooled({})));
  });

  it('never calls fooled what the saved picture does not do', () => {
    const lost = foolingWords(subject({ ...NOT_REACHED, fooled: 1 }));
    expect(lost.fooled).toBe(false);
    expect(lost.found).toBe(
      'The unrounded numbers fool the network; the 8-bit picture does not: it is read as quail.',
    );
    expect(lost.more).toBe(sayWords(method.lostByRounding({})));
  });
});

describe('away from a class', () => {
  const away = { aim: 'away' };
  it('says what is read instead', () => {
    const left = { probability: 0.1, rivalProbability: 0.81, fooled: 1, roundedFooled: 1 };
    expect(foolingWords(subject(left, away)).found).toBe(
      'No longer read as stingray (10 %) after 7 steps: read as quail (81 %).',
    );
    expect(changedTitle(subject(left, away))).toBe('quail');
    expect(changedCaption(subject(left, away))).toBe('81 % · stingray 10 %');
  });

  it('says that it is still read, with both probabilities while it goes on', () => {
    const still = { probability: 0.81, rivalProbability: 0.1, fooled: 0, roundedFooled: 0 };
    expect(foolingWords(subject(still, { ...away, phase: 'running' })).more).toContain(
      'Still read as stingray (81 %); quail has 10 %.',
    );
    expect(foolingWords(subject(still, away)).more).toContain('Still read as stingray after 7 steps.');
    expect(foolingWords(subject({ ...still, fooled: 1 }, away)).found).toContain(
      'the 8-bit picture does not: it is still read as stingray.',
    );
  });

  it('says where there was nothing to leave', () => {
    const words = foolingWords(
      subject(
        { probability: 0.1, rivalProbability: 0.8, fooled: 1, roundedFooled: 1, linf: 0 },
        { ...away, step: 0 },
      ),
    );
    expect(words.more).toBe(
      'The network does not read it as stingray to begin with: choose the class that it reads.',
    );
    expect(words.fooled).toBe(false);
  });
});

describe('among labels, which have no rivals', () => {
  const labels = { rival: null };
  it('a label is read from 50 % on', () => {
    const { rivalProbability: _, ...reached } = REACHED;
    expect(changedTitle(subject(reached, labels))).toBe('stingray');
    expect(changedTitle(subject({ probability: 0.3, fooled: 0 }, labels))).toBe('Changed');
    expect(foolingWords(subject({ probability: 0.3, fooled: 0 }, labels)).more).toContain(
      'stingray has 30 %, and is read from 50 % on after 7 steps.',
    );
    expect(
      foolingWords(subject({ probability: 0.3, fooled: 1, roundedFooled: 1 }, { ...labels, aim: 'away' }))
        .found,
    ).toBe('No longer read as stingray (30 %) after 7 steps.');
  });
});

it('tells what the attack does before it has begun, and where there is no way up', () => {
  expect(foolingWords(subject({}, { phase: 'idle' })).more).toBe(sayWords(method.about));
  expect(foolingWords(subject({ ...NOT_REACHED, zeroGradient: 1 })).more).toContain(
    'No pixel moves the score of “stingray” at all here',
  );
});

describe('what has changed', () => {
  const more = (scalars: Record<string, number>) => foolingWords(subject({ ...REACHED, ...scalars })).more;
  it('is told with its share of the picture, where most of it is the photo still', () => {
    expect(more({ linf: 200, changedPixels: 0.12 })).toBe(
      '12 % of the pixels changed, none by more than 200 of 255.',
    );
    expect(more({ linf: 4, changedPixels: 0.9 })).toBe('No pixel changed by more than 4 of 255.');
    expect(more({ linf: 0, changedPixels: 0 })).toBe('No pixel has changed.');
  });

  it('tells where else a sticker was tried', () => {
    expect(more({ linf: 200, changedPixels: 0.12, places: 20, placesFooled: 17 })).toContain(
      'It fooled at 17 of the last 20 other places tried.',
    );
  });

  it('tells how many photos one change fools, those it was made on and others', () => {
    expect(more({ photos: 8, photosFooled: 7, untouched: 8, untouchedFooled: 3 })).toContain(
      'The same change fools 7 of the 8 photos it was made on. Of 8 other photos it fools 3.',
    );
    expect(more({ photos: 1, photosFooled: 1 })).toContain('fools 1 of the 1 photo it was made on.');
  });

  it('tells how many copies fooled, where it went through any', () => {
    expect(more({ copies: 4, copiesFooled: 3 })).toContain('Of 4 changed copies 3 fooled.');
    expect(more({ copies: 1, copiesFooled: 1 })).toContain('Of 1 changed copy 1 fooled.');
  });
});
