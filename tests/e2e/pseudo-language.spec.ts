import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { PAPERS as LITERATURE } from '../../src/features/fooling-meaning/view/literature';
import { METHODS } from '../../src/methods/catalog/catalog';
import { compileMessage, type Token } from '../../src/words/compile-message';
import { packCatalogue } from '../../src/words/packed-catalogue';
import { dropFiles, expect, openLab, test } from './rig';

const ACCENTED = 'áḃćđéḟǵĥíĵķĺḿńóṕʠŕśťúṽẃẋýž';
const MESSAGES = 'src/words/french/';

/** A text in letters that no English word has. */
const accented = (text: string): string =>
  text.replace(/[a-z]/gi, (letter) => {
    const other = ACCENTED[letter.toLowerCase().charCodeAt(0) - 97] ?? letter;
    return letter === letter.toLowerCase() ? other : other.toUpperCase();
  });

/** A message in the pseudo-language: in other letters, its places, cases and elements kept. */
function pseudo(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if (typeof token === 'string') return accented(token).replace(/[{}]/g, "'$&'");
      const [name, kind, branches] = token;
      if (!branches) return kind ? `{${name}, ${kind}}` : `{${name}}`;
      const cases = Object.entries(branches).map(
        ([key, branch]) => `${/^\d/.test(key) ? '=' : ''}${key} {${pseudo(branch)}}`,
      );
      return `{${name}, ${kind ?? ''}, ${cases.join(' ')}}`;
    })
    .join('');
}

/** What the page says for a sentence of the code that has no places. */
const said = (text: string): string => `⟦${accented(text)}⟧`;
const press = (page: Page, name: string): Promise<void> =>
  page
    .getByRole('button', { name: said(name), exact: true })
    .first()
    .click();

/** Gives the page the pseudo-language in the place of French: of messages and of class names alike. */
async function speakPseudo(page: Page): Promise<void> {
  const inPseudo = (...files: readonly string[]): Record<string, string> => {
    const texts = files.flatMap((file) => Object.keys(JSON.parse(readFileSync(file, 'utf8')) as object));
    return Object.fromEntries(texts.map((text) => [text, `⟦${pseudo(compileMessage(text))}⟧`]));
  };
  const messages = readdirSync(MESSAGES).filter((name) => name.endsWith('.json'));
  const replaced: [file: string, what: string, by: unknown][] = [
    ['catalogue', 'const CATALOGUE =', packCatalogue(inPseudo(...messages.map((name) => MESSAGES + name)))],
    ['french', 'default', inPseudo('src/words/classes/french.json')],
  ];
  for (const [file, what, by] of replaced) {
    await page.route(new RegExp(`/${file}-[\\w-]+\\.js$`), (route) =>
      route.fulfill({ contentType: 'text/javascript', body: `export ${what} ${JSON.stringify(by)};` }),
    );
  }
  // The list of networks brings its sentences with it.
  await page.route('**/models/zoo.json', async (route) => {
    const zoo: unknown = JSON.parse(await (await route.fetch()).text(), (key, value: unknown) =>
      key === 'fr' && typeof value === 'string' ? said(value) : value,
    );
    await route.fulfill({ json: zoo });
  });
}

const { networks: zoo } = JSON.parse(
  readFileSync(new URL('../../models/zoo.json', import.meta.url), 'utf8'),
) as { networks: { title: string }[] };
/** Published networks, a longer name before one that begins as it does. */
const ZOO = zoo.map(({ title }) => title).sort((a, b) => b.length - a.length);
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
/**
 * What is no word of a language: names of networks, photos, classes, engines, courses, methods, measures and colour maps, code, and units.
 */
const NAMES = new RegExp(
  [
    String.raw`photo-\d+\.png|\bclass(?:_| )?\d+|English|Français|Lucarne|Tiny(?: slim)? network|et al\.`,
    String.raw`JavaScript|WASM|WebGPU|WebGL|CPU|RDFIA|CS231n|Lucid|MACO|Resize|CenterCrop|Keras|load_img \(nearest\)`,
    String.raw`(?:SqueezeNet 1\.1|VGG16(?: slim)?|${ZOO.map(escaped).join('|')})(?:, 16 classes|, robust)?`,
    String.raw`MP4|WebM|GIF|PyTorch|TensorFlow(?: SavedModel| Lite)?|https:\S*|\.onnx|\.keras`,
    // Works of art, as their museum lists them.
    String.raw`(?:March Pastoral|Boats in River|Airplane From Above|Allium oreophilum),.*`,
    String.raw`SSIM|PSNR|Spearman|SmoothGrad|Viridis|Cividis|Magma|Inferno|Greys|Hot|Turbo`,
    String.raw`(?<=\d\s?|^)px\b`,
  ].join('|'),
  'g',
);
/** The papers' titles stay as they were published. */
const TITLES = [
  ...METHODS.map(({ paper }) => paper.title),
  ...Object.values(LITERATURE).map(({ title }) => title),
];

/** What the page shows or says in English letters, names and formulas apart. */
const english = (page: Page): Promise<string[]> =>
  page
    .evaluate(() => {
      const kept = 'script, style, noscript, code, kbd, [translate="no"]';
      const found = [document.title];
      const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = nodes.nextNode(); node; node = nodes.nextNode())
        if (!node.parentElement?.closest(kept)) found.push(node.textContent ?? '');
      const attributes = ['aria-label', 'aria-description', 'aria-valuetext', 'title', 'placeholder', 'alt'];
      for (const element of document.body.querySelectorAll('*'))
        for (const attribute of attributes) found.push(element.getAttribute(attribute) ?? '');
      return found;
    })
    .then((texts) => [
      ...new Set(
        texts.filter(
          (text) =>
            /[a-z]{2,}/i.test(
              TITLES.reduce((rest, title) => rest.replace(title, ''), text).replace(NAMES, ''),
            ) && !TITLES.some((title) => title.includes(text.trim())),
        ),
      ),
    ]);

const VIEWS = [
  'exercise=saliency',
  ...['compare', 'believe', 'limits', 'locate'].map((view) => `exercise=saliency&saliencyView=${view}`),
  'exercise=fooling',
  ...['robustness', 'training-data', 'fooling-meaning'].map((view) => `exercise=fooling&foolingView=${view}`),
  'exercise=visualization',
  'exercise=visualization&visualizationView=layers',
];

/** What is there once something has been done. */
const DONE: readonly (readonly [what: string, hash: string, by: (page: Page) => Promise<unknown>])[] = [
  [
    'a fooled picture, afterwards',
    'exercise=fooling&foolingView=after',
    async (page) => {
      await press(page, 'Run the attack');
      await page.getByRole('button', { name: said('Find the smallest change') }).waitFor();
    },
  ],
  [
    'a sheet of pictures',
    'exercise=visualization&visualizationView=sweep&class-visualization.iterations=2',
    async (page) => {
      await page.getByRole('textbox', { name: said('Values of the rows') }).fill('0.001; 10');
      await page.getByRole('textbox', { name: said('Values of the columns') }).fill('1; 2x');
      await expect(page.getByRole('button', { name: said('Draw the sheet') })).toBeVisible();
      expect.soft(await english(page), 'a value that is none').toEqual([]);
      await page.getByRole('textbox', { name: said('Values of the columns') }).fill('1; 5');
      await press(page, 'Draw the sheet');
      await page.locator('.sheet-cell[data-status="done"]').nth(3).waitFor();
    },
  ],
  [
    'a film',
    'exercise=visualization&visualizationView=visualisation&class-visualization.iterations=4&frameEvery=1',
    async (page) => {
      await press(page, 'Run');
      await press(page, 'Save as a film');
      await page.getByRole('dialog').waitFor();
    },
  ],
  [
    'the networks',
    'exercise=saliency&saliencyView=map',
    async (page) => {
      await page.locator('.network-chip').click();
      await page.getByRole('menuitem', { name: said('Manage networks…') }).click();
      await page.getByRole('dialog').waitFor();
    },
  ],
  [
    'the times of this device',
    'exercise=saliency',
    async (page) => {
      await press(page, 'What is this?');
      await press(page, 'Benchmark this device…');
      await page.getByRole('dialog', { name: said('Benchmark this device') }).waitFor();
    },
  ],
  [
    'a file that is no picture',
    'exercise=saliency',
    async (page) => {
      await dropFiles(page, {
        name: 'photo-1.png',
        mimeType: 'text/plain',
        buffer: Buffer.from('milk, eggs'),
      });
      await page.getByRole('alert').first().waitFor();
    },
  ],
];

test('no view, menu or dialog says a word of English where another language is spoken', async ({ page }) => {
  await speakPseudo(page);
  await openLab(page, 'network=tiny&lang=fr');
  for (const view of VIEWS) {
    await page.evaluate((hash) => {
      location.hash = hash;
    }, `network=tiny&lang=fr&${view}`);
    // The view has come once its parts stand still.
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
    await page.waitForTimeout(600);
    expect.soft(await english(page), view).toEqual([]);
  }
  // The menus and dialogs of the frame of the page.
  const openers = page.locator('button:is([aria-haspopup="menu"], [aria-haspopup="dialog"]):visible');
  for (let i = 0; i < (await openers.count()); i += 1) {
    await openers.nth(i).click();
    await page.locator(':is([role="menu"], [role="dialog"]):visible').first().waitFor();
    expect.soft(await english(page), `menu or dialog ${i}`).toEqual([]);
    await page.keyboard.press('Escape');
  }
  for (const [what, hash, by] of DONE) {
    await test.step(what, async () => {
      await page.evaluate((link) => {
        location.hash = link;
      }, `network=tiny&lang=fr&${hash}`);
      await by(page);
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
      expect.soft(await english(page), what).toEqual([]);
      while ((await page.getByRole('dialog').count()) > 0) {
        const dialogs = await page.getByRole('dialog').count();
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).not.toHaveCount(dialogs);
      }
    });
  }
});
