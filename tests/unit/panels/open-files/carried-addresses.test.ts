import { describe, expect, it } from 'vitest';
import { carriedAddresses, nameOfAddress } from '../../../../src/panels/open-files/carried-addresses';

const NOTHING = { html: '', uriList: '', text: '' };
const noImages = (): string[] => [];
const images =
  (...sources: string[]) =>
  (): string[] =>
    sources;

describe('the addresses a drag or the clipboard carries', () => {
  it('are those of the picture before that of the link around it', () => {
    expect(
      carriedAddresses(
        {
          ...NOTHING,
          html: '<a href><img></a>',
          uriList: '# comment\r\nhttps://a.example/page\r\nhttps://a.example/page\r\n',
        },
        images('https://a.example/quail.jpg', 'relative.png', ''),
      ),
    ).toEqual(['https://a.example/quail.jpg', 'https://a.example/page']);
  });

  it('are a text that is one address, and no other text', () => {
    const inText = (text: string) => carriedAddresses({ ...NOTHING, text }, noImages);
    expect(inText(' https://a.example/b.png\n')).toEqual(['https://a.example/b.png']);
    expect(inText('data:image/png;base64,AA==')).toEqual(['data:image/png;base64,AA==']);
    for (const text of [
      'see https://a.example/b.png',
      'quail',
      '',
      'javascript:alert(1)',
      'file:///etc/passwd',
    ])
      expect(inText(text), text).toEqual([]);
    expect(inText('data:text/html,<img>')).toEqual([]);
  });

  it('are a few, however much of a page was copied', () => {
    const many = Array.from({ length: 300 }, (_, i) => `https://a.example/${i}.png`);
    expect(carriedAddresses({ ...NOTHING, html: '<p>' }, images(...many)).length).toBeLessThan(10);
  });

  it('name the picture by their last part, in its own letters', () => {
    expect(nameOfAddress('https://a.example/photos/%E9%B6%89.jpg?w=200#x')).toBe('鶉.jpg');
    expect(nameOfAddress('https://a.example/100%.png')).toBe('100%.png');
    expect(nameOfAddress('https://a.example/')).toBe('a.example');
    expect(nameOfAddress('data:image/png;base64,AAAA')).toBe('Picture from another page');
  });
});
