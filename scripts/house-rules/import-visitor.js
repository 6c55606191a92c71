const areTypes = (node, kind) =>
  node[kind] === 'type' ||
  (node.specifiers?.length > 0 && node.specifiers.every((specifier) => specifier[kind] === 'type'));

/** ESLint's visitor that calls `check(node, specifier, isType)` for all that a file imports, passes on, or loads later. */
export const importVisitor = (check) => ({
  ImportDeclaration(node) {
    check(node, node.source.value, areTypes(node, 'importKind'));
  },
  ImportExpression(node) {
    check(node, node.source.value, false);
  },
  'ExportNamedDeclaration[source], ExportAllDeclaration'(node) {
    check(node, node.source.value, areTypes(node, 'exportKind'));
  },
  TSImportType(node) {
    check(node, node.source.value, true);
  },
});
