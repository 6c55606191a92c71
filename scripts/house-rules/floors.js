import { dirname, relative, resolve, sep } from 'node:path';
import { importVisitor } from './import-visitor.js';

/** Whether `path`, from src/, lies in the folder, or is the file, that a pattern names. */
const isIn = (path, folder) => path === folder || path.startsWith(`${folder}/`);

/** Of the folders that hold `path`, the one that says most. */
const floorOf = (path, floors) =>
  Object.keys(floors)
    .filter((folder) => isIn(path, folder))
    .sort((one, other) => other.length - one.length)[0];

/**
 * ESLint rule: a folder of src/ imports from itself and from what its floor names, and from nothing else. `uses` are folders
 * whose files may be imported, `types` those whose types alone may be; a floor with `apart` has folders that do not know each other.
 */
export const floors = {
  meta: {
    type: 'problem',
    schema: [{ type: 'object' }],
    messages: {
      value: '{{from}} does not know {{to}}: see docs/architecture.md.',
      type: '{{from}} knows only the types of {{to}}: import type.',
      apart: 'Folders of {{from}} do not know each other: what both need lies on a lower floor.',
      unknown: 'No floor is laid for {{from}}: add it to FLOORS in eslint.config.js.',
    },
  },
  create(context) {
    const [table] = context.options;
    const source = resolve(context.cwd, 'src');
    const path = relative(source, context.filename).split(sep).join('/');
    const from = floorOf(path, table) ?? (path.includes('/') ? undefined : '.');
    const check = (node, specifier, isType) => {
      if (typeof specifier !== 'string' || !specifier.startsWith('.')) return;
      const target = relative(source, resolve(dirname(context.filename), specifier))
        .split(sep)
        .join('/');
      if (target.startsWith('..')) return;
      const to = floorOf(target, table) ?? (target.includes('/') ? undefined : '.');
      const { uses = [], types = [], apart = false } = table[from] ?? {};
      const report = (messageId) => context.report({ node, messageId, data: { from, to: to ?? target } });
      if (to === from) {
        if (apart && target.split('/')[1] !== path.split('/')[1]) report('apart');
      } else if (uses.some((folder) => isIn(target, folder))) return;
      else if (!types.some((folder) => isIn(target, folder))) report('value');
      else if (!isType) report('type');
    };
    return {
      Program(node) {
        if (!from) context.report({ node, messageId: 'unknown', data: { from: path } });
      },
      ...importVisitor(check),
    };
  },
};
