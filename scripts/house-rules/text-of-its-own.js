import { TypeFlags } from 'typescript-native/unstable/sync';
import { typesInBraces } from './types-in-braces.js';

// A browser's translation puts elements of its own in the place of text nodes. React keeps a lone text in step with its
// element, but removes a text among siblings, or puts something before it, by way of a node that is no longer there: that
// throws, and without that the text on screen is never brought up to date.

const TEXT = TypeFlags.StringLike | TypeFlags.NumberLike | TypeFlags.BigIntLike | TypeFlags.Any;

const isStaticText = (child) =>
  (child.type === 'JSXText' && child.value.trim() !== '') ||
  (child.type === 'JSXExpressionContainer' && child.expression.type === 'Literal');

/** A space: no translation touches it. */
const isBlank = (child) =>
  (child.type === 'JSXText' && child.value.trim() === '') ||
  (child.type === 'JSXExpressionContainer' &&
    child.expression.type === 'Literal' &&
    String(child.expression.value).trim() === '');

/** The children that become nodes: neither the source's line breaks nor comments. */
const shown = ({ children }) =>
  children.filter((child) =>
    child.type === 'JSXText'
      ? child.value.trim() !== '' || !child.value.includes('\n')
      : child.type !== 'JSXExpressionContainer' || child.expression.type !== 'JSXEmptyExpression',
  );

/**
 * ESLint rule: text that changes, comes or goes, or stands behind something that does, is an element's only child. Its option is the
 * tsconfig.json that tells the types.
 */
export const textOfItsOwn = {
  meta: {
    type: 'problem',
    schema: [{ type: 'string' }],
    messages: {
      changing:
        'Text that changes beside other children needs an element of its own (or one whole template literal).',
      behind: 'Text behind something that comes and goes needs an element of its own.',
      fragment: 'Text directly in a fragment needs an element of its own.',
    },
  },
  create(context) {
    let typesAt;
    const mayBeText = (braces) => {
      typesAt ??= typesInBraces(context.options[0], context.filename, context.sourceCode.text);
      const kinds = typesAt(braces.range[1]);
      // What may be an element, too, is somebody's `children`: their own elements hold its text.
      const mayBeElement = kinds.some(({ flags }) => (flags & TypeFlags.Object) !== 0);
      return !mayBeElement && kinds.some(({ flags }) => (flags & TEXT) !== 0);
    };
    const check = (node) => {
      const children = shown(node);
      const isFragment = node.type === 'JSXFragment';
      if (children.length < 2 && !isFragment) return;
      let comesAndGoes = false;
      for (const child of children) {
        if (isBlank(child)) continue;
        if (isStaticText(child)) {
          if (isFragment) context.report({ node: child, messageId: 'fragment' });
          else if (comesAndGoes) context.report({ node: child, messageId: 'behind' });
        } else if (child.type === 'JSXExpressionContainer') {
          if (mayBeText(child)) context.report({ node: child, messageId: 'changing' });
          comesAndGoes = true;
        } else if (child.type === 'JSXElement' && /^[a-z]/.test(child.openingElement.name.name ?? '')) {
          // What comes before this one is put before it.
          comesAndGoes = false;
        }
      }
    };
    return { JSXElement: check, JSXFragment: check };
  },
};
