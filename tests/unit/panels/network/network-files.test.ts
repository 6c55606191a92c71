import { describe, expect, it } from 'vitest';
import { areOfNetwork, folderOf, isOfNetwork } from '../../../../src/panels/network/network-files';

const file = (name: string, ...bytes: number[]): File => new File([Uint8Array.from(bytes)], name);
const text = (name: string, content: string): File => new File([content], name);

describe('what is dropped on the page', () => {
  it.each<[string, File]>([
    ['an ONNX file under its name', file('a.onnx', 8, 9, 0x12, 7)],
    ['one under another name', file('a.pth', 8, 9, 0x12, 7)],
    ['one without any', file('a', 8, 9, 0x12, 7)],
    ['a layers model', text('model.json', '{"modelTopology":{}}')],
    ['its weights', file('weights (1).bin', 1, 2, 3)],
    ['a ZIP archive', file('a.zip', 0x50, 0x4b, 3, 4)],
    ['a Keras file', file('a.h5', 0x89, 0x48, 0x44, 0x46)],
    ['a PyTorch checkpoint', file('a.pt', 0x80, 2)],
    ['a web page saved as a network', text('a.onnx', '<!doctype html>')],
  ])('is a network’s: %s', async (_, given) => {
    expect(await isOfNetwork(given)).toBe(true);
  });

  it.each<[string, File]>([
    ['a photo', file('a.jpg', 0xff, 0xd8, 0xff)],
    ['a photo called after a network', file('a.onnx', 0xff, 0xd8, 0xff)],
    ['a drawing', text('a.svg', '<svg xmlns="x"/>')],
    ['an iPhone’s photo', file('a.heic', 0, 0, 0, 24, 0x66, 0x74, 0x79, 0x70)],
    ['a text', text('notes.txt', 'milk')],
    ['nothing', file('a.png')],
  ])('is none: %s', async (_, given) => {
    expect(await isOfNetwork(given)).toBe(false);
  });

  it('is a network’s where one of many files is', async () => {
    expect(await areOfNetwork([text('README.txt', 'x'), file('a.onnx', 8, 9, 0x12)])).toBe(true);
    expect(await areOfNetwork([text('README.txt', 'x')])).toBe(false);
  });

  it('came in a folder, or not', () => {
    const inside = Object.assign(file('model.json'), { path: './beetles/model.json' });
    expect(folderOf([inside])).toBe('beetles');
    expect(folderOf([Object.assign(file('model.json'), { path: './model.json' })])).toBeUndefined();
    expect(folderOf([file('model.json')])).toBeUndefined();
  });
});
