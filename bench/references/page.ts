import { sayWords } from '../../src/words/say';
import type { Fit } from '../../src/core/records/recipe';
import { decodeImage } from '../../src/photo/image-intake';
import { fitBitmap } from '../../src/photo/picture-fit';
import type { Answer, CaseAnswer, Order } from './protocol';

/** Asks the product's own page, in the frame, all that the order says, and sends the answers back to where it came from. */
async function work(): Promise<void> {
  const frame = document.querySelector('iframe');
  const order = (await (await fetch('order.json')).json()) as Order;
  while (!frame?.contentWindow || !('lucarne' in frame.contentWindow)) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const { lucarne } = frame.contentWindow;
  await lucarne.ready;
  const network = await lucarne.load({
    files: [new File([await bytesOf(order.network)], 'squeezenet1.1.onnx')],
  });
  const answers: Answer[] = [];
  for (const { file, fit, target } of order.photos) {
    const image = await bytesOf(file);
    const run = { network, method: 'vanilla-gradient', image, target, fit } as const;
    const { input, logits, attribution } = await lucarne.run(run);
    if (!attribution) throw new Error('There is no map.');
    answers.push({
      input: await fingerprint(input),
      logits: [...logits],
      map: [...attribution],
    });
  }
  const cases: CaseAnswer[] = [];
  for (const file of order.cases) cases.push(await readCase(await bytesOf(file)));
  await send({ answers, cases });
}

async function readCase(file: Blob): Promise<CaseAnswer> {
  try {
    const { bitmap, notes } = await decodeImage(file);
    const whole: Fit = 'squash';
    const { width, height, data } = await fitBitmap(bitmap, [bitmap.height, bitmap.width], whole);
    bitmap.close();
    return { size: [width, height], pixels: await fingerprint(data), note: notes.map(sayWords).join(' ') };
  } catch (thrown) {
    return { size: null, pixels: '', note: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

async function bytesOf(address: string): Promise<Blob> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.blob();
}

/** The first 16 digits of the SHA-256 of the RGB bytes, as the references have it. */
async function fingerprint(rgba: Uint8ClampedArray): Promise<string> {
  const rgb = rgba.filter((_, i) => i % 4 !== 3);
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(rgb)));
  return [...hash.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function send(answer: unknown): Promise<void> {
  await fetch('answer', { method: 'POST', body: JSON.stringify(answer) });
}

work().catch((thrown: unknown) => send({ failed: String(thrown) }));
