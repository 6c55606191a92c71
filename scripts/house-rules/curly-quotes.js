/** Words with a space between them: a sentence or a part of one, and no key, selector or path. */
const SENTENCE = /[a-zA-Z)][.,:;”]? [a-zA-Z(]/;
/** Quoted code in a sentence keeps its own quotes. */
const CODE = /[(=]"/;

const straight = (text) => !CODE.test(text) && /"|[a-zA-Z]'[a-z]/.test(text);

/** ESLint rule: what people read is set with curly quotes and apostrophes, “so” and ’so’, never with straight ones. */
export const curlyQuotes = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { straight: 'A sentence takes curly quotes and apostrophes: “ ” ’.' },
  },
  create(context) {
    const check = (node, text) => {
      if (SENTENCE.test(text) && straight(text)) context.report({ node, messageId: 'straight' });
    };
    return {
      Literal(node) {
        if (typeof node.value === 'string') check(node, node.value);
      },
      TemplateLiteral(node) {
        check(node, node.quasis.map(({ value }) => value.cooked ?? value.raw).join('x'));
      },
      JSXText(node) {
        check(node, node.value);
      },
    };
  },
};
