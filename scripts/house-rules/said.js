import { readdirSync, readFileSync } from 'node:fs';

const FRENCH = new URL('../../src/words/french/', import.meta.url);
/** A literal that is a message is one by its type, and is said where it is shown. */
const MESSAGES = new Set(
  readdirSync(FRENCH)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => Object.keys(JSON.parse(readFileSync(new URL(name, FRENCH), 'utf8')))),
);

/** Words with a space between them, or one with a capital alone: what a person reads, and no key, selector or path. */
const SENTENCE = /[A-Za-z’)“”,.:;][.,:;”)…]* [A-Za-z(“]|^[A-Z][a-z]+…?$/;
/** Two words without a capital may be a name of CSS, a role, or classes of an element. */
const NAMES = /^[a-z0-9_-]+( [a-z0-9_-]+)*$/;
/** Texts for a browser or a terminal: markup, styles, selectors, a command, a notebook's code. */
const CODE =
  /^<|[{;]\s*[\w-]+:|system-ui|gradient\(|calc\(|^npm |^[\w-]+\/[\w-]+$|^\d+px |\[[\w-]+[=\]]|^[a-z]+(?:, [a-z]+)+$|CenterCrop|^version https|^T\.Resize|load_img|image\.resize/;
/** Formulas are the same in every language. */
const FORMULA = /[∂Σ‖←∇]|\(i, j\)|\(i, j, c\)|\be?ₖ/;
/** People, papers by their authors, and what else has one name everywhere. */
const NAME =
  /et al\.|, \w+ (?:19|20)\d\d: |^[A-Z]\w+(?: and \w+)? \d{4}|^(?:Lucarne|English|Adam|Nadam|Lucid|no WebG(?:L 2|PU)|MobileNet vx x, TensorFlow Hub|Spearman|RDFIA TP9|My network|Esc|Ctrl V|Files|x dB|Description)$|SSIM x$|RGB x$/;
/** Attributes whose text nobody reads. */
const UNREAD =
  /^(class(Name)?(s|Names)?|style|id|key|href|src|d|transform|viewBox|points|sizes|media|rel|target|type|role|lang|allow|data-.*|(min|max)?[wW]idth)$/;
const SAYING = /^(say|phrase|import|require)$/;
/** What is told to those who develop the page, or to another program; operations by their names. */
const CODE_CALLS =
  /^(console\.\w+|.*\.(querySelector(All)?|matchMedia|getContext|addEventListener|setAttribute|getElementById)|useMediaQuery|matchMedia|v\.\w+|.*\.font|computed(All)?|asOnnx|reduction|extreme|pool|onMap|depthToSpace|conversion\.as)$/;

const nameOf = (callee) =>
  callee.type === 'Identifier'
    ? callee.name
    : callee.type === 'MemberExpression' && callee.property.type === 'Identifier'
      ? `${nameOf(callee.object)}.${callee.property.name}`
      : '';

/** Whether a literal stands where nobody reads it: a type, a key, something compared, an argument of the code's own. */
const isUnread = (node) => {
  const { parent } = node;
  if (
    /^(ImportDeclaration|Export\w+Declaration|ImportExpression|TSLiteralType|SwitchCase)$/.test(parent.type)
  )
    return true;
  if (parent.type === 'Property' && parent.key === node) return true;
  if (parent.type === 'MemberExpression') return true;
  if (parent.type === 'BinaryExpression' && /^[!=]==?$|^in$/.test(parent.operator)) return true;
  for (let at = node; at.parent; at = at.parent) {
    const above = at.parent;
    if (above.type === 'CallExpression' && above.arguments.includes(at)) {
      const called = nameOf(above.callee);
      if (SAYING.test(called) || CODE_CALLS.test(called)) return true;
    }
    if (
      above.type === 'NewExpression' &&
      /^(Range|Type)?Error$|^(?:RunCancelled|WorkerGone|DOMException)$|^RegExp$|^Intl/.test(
        nameOf(above.callee),
      )
    )
      return true;
    if (above.type === 'JSXAttribute') {
      const name = String(above.name.name);
      return UNREAD.test(name) || (name === 'text' && above.parent.name.name === 'Said');
    }
    if (/Function|^Program$|^JSXElement$|^TS/.test(above.type))
      return above.type.startsWith('TS') && !/As|Satisfies|NonNull/.test(above.type);
  }
  return false;
};

/** ESLint rule: what a person reads is said, in the language of the page, and stands in its catalogues. */
export const said = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { unsaid: 'Say it (say, phrase, <Said>), so that it is in every language: “{{text}}”.' },
  },
  create(context) {
    const check = (node, text) => {
      const words = text.replace(/\s+/g, ' ').trim();
      if (!SENTENCE.test(words)) return;
      if ([NAMES, CODE, FORMULA, NAME].some((kind) => kind.test(words))) return;
      context.report({ node, messageId: 'unsaid', data: { text: words.slice(0, 60) } });
    };
    return {
      Literal(node) {
        if (typeof node.value === 'string' && !MESSAGES.has(node.value) && !isUnread(node))
          check(node, node.value);
      },
      TemplateLiteral(node) {
        if (node.parent.type === 'TaggedTemplateExpression' || isUnread(node)) return;
        const parts = node.quasis.map(({ value }) => value.cooked ?? value.raw);
        // Names and numbers beside each other are no sentence.
        if (/[A-Za-z]{2}/.test(parts.join(' '))) check(node, parts.join('x'));
      },
      JSXText(node) {
        if (/[A-Za-z]{2}/.test(node.value)) check(node, node.value.trim());
      },
    };
  },
};
