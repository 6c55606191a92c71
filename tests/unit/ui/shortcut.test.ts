import { describe, expect, it } from 'vitest';
import { type KeyPress, shortcutOf } from '../../../src/ui/shortcut';

function press(key: string, code: string, held: Partial<KeyPress> & { readonly altGraph?: boolean } = {}) {
  const { altGraph = false, ...modifiers } = held;
  return shortcutOf({
    key,
    code,
    shiftKey: false,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    isComposing: false,
    getModifierState: (name) => altGraph && name === 'AltGraph',
    ...modifiers,
  });
}

describe('the keys of the page', () => {
  it('choose an exercise by the place of the digit, on any keyboard', () => {
    // QWERTY, QWERTZ and Dvorak; then AZERTY, without and with Shift; then the number pad.
    expect([press('1', 'Digit1'), press('2', 'Digit2'), press('3', 'Digit3')]).toEqual([
      'first',
      'second',
      'third',
    ]);
    expect([press('&', 'Digit1'), press('é', 'Digit2'), press('"', 'Digit3')]).toEqual([
      'first',
      'second',
      'third',
    ]);
    expect(press('2', 'Digit2', { shiftKey: true })).toBe('second');
    expect(press('3', 'Numpad3')).toBe('third');
    // Czech: the digit's place has a letter.
    expect(press('š', 'Digit3')).toBe('third');
  });

  it('leave the other digits, and Shift with a digit where that is another sign, alone', () => {
    expect(press('4', 'Digit4')).toBeNull();
    expect(press('0', 'Digit0')).toBeNull();
    expect(press('!', 'Digit1', { shiftKey: true })).toBeNull();
    expect(press('End', 'Numpad1')).toBeNull();
  });

  it('go by what is printed on a letter, and by its place where that is not Latin', () => {
    expect(press('s', 'KeyS')).toBe('stop');
    // Dvorak has S where QWERTY has a semicolon, and O where it has S; Caps Lock; Russian; Greek.
    expect(press('s', 'Semicolon')).toBe('stop');
    expect(press('o', 'KeyS')).toBeNull();
    expect(press('S', 'KeyS')).toBe('stop');
    expect(press('ы', 'KeyS')).toBe('stop');
    expect(press('σ', 'KeyS')).toBe('stop');
    expect(press('S', 'KeyS', { shiftKey: true })).toBeNull();
  });

  it('find the point wherever it is: with Shift in France, elsewhere without', () => {
    expect(press('.', 'Period')).toBe('step');
    expect(press('.', 'Comma', { shiftKey: true })).toBe('step');
    expect(press(':', 'Period')).toBeNull();
  });

  it.each([
    { ctrlKey: true },
    { metaKey: true },
    { altKey: true },
    { isComposing: true },
    { altGraph: true },
  ])('do nothing with %o', (held) => {
    for (const [key, code] of [
      ['1', 'Digit1'],
      ['s', 'KeyS'],
      ['.', 'Period'],
      [' ', 'Space'],
      ['Escape', 'Escape'],
    ] as const)
      expect(press(key, code, held)).toBeNull();
  });
});
