import { importVisitor } from './import-visitor.js';

/** ESLint rule: which packages a folder does not import. `x/*` are the modules of a package, or the packages of a scope. */
export const packages = {
  meta: {
    type: 'problem',
    schema: [{ type: 'object' }],
    messages: { barred: '{{specifier}} has no place here. {{message}}' },
  },
  create(context) {
    const [{ group, message, types }] = context.options;
    const isBarred = (specifier) =>
      group.some((name) =>
        name.endsWith('*') ? specifier.startsWith(name.slice(0, -1)) : specifier === name,
      );
    return importVisitor((node, specifier, isType) => {
      if (typeof specifier === 'string' && isBarred(specifier) && !(types && isType))
        context.report({ node, messageId: 'barred', data: { specifier, message } });
    });
  },
};
