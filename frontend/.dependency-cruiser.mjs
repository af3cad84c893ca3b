/** The layers of the page: app -> features -> parts -> shell -> ui, lib, bridge. scripts/layers.mjs plants a violation of each rule. */
export default {
  forbidden: [
    {
      name: 'no-circular',
      comment:
        'A cycle means that two files are one concept, or that one depends on too much; it also breaks code splitting.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'generated-only-in-bridge',
      comment:
        'The generated code changes with every signature in Go. Only bridge imports it, so that every screen runs without a window.',
      severity: 'error',
      from: { pathNot: '^src/bridge/' },
      to: { path: '^src/bridge/generated/' },
    },
    {
      name: 'no-cross-feature',
      comment:
        'A feature can be read, changed and deleted on its own. What two features show belongs in parts; other shared code belongs in shell, ui, lib or bridge.',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/' },
      to: { path: '^src/features/', pathNot: '^src/features/$1/' },
    },
    {
      name: 'parts-below-features',
      comment:
        'A part is a piece of a screen that several features show (the call log). It must not depend on any of them.',
      severity: 'error',
      from: { path: '^src/parts/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^src/(app|features)/' },
    },
    {
      name: 'no-cross-part',
      comment:
        'A part can be read, changed and deleted on its own, like a feature. What two parts share belongs in shell, ui, lib or bridge.',
      severity: 'error',
      from: { path: '^src/parts/([^/]+)/' },
      to: { path: '^src/parts/', pathNot: '^src/parts/$1/' },
    },
    {
      name: 'ui-is-leaf',
      comment:
        'The components of ui depend on no feature and no bridge: they get data and callbacks, so that they can be tested and changed on their own.',
      severity: 'error',
      from: { path: '^src/ui/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^src/(app|features|parts|shell|bridge|testing)/' },
    },
    {
      name: 'shell-below-features',
      comment:
        'shell is what the frame offers to features (navigation, dialogs by name, shared queries). It must not import its users.',
      severity: 'error',
      from: { path: '^src/shell/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^src/(app|features|parts)/' },
    },
    {
      name: 'nothing-imports-app',
      comment: 'app wires everything together; code that imports it could not be used without all of it.',
      severity: 'error',
      from: { pathNot: '^src/(app/|main\\.tsx$|testing/)' },
      to: { path: '^src/app/' },
    },
    {
      name: 'lib-is-pure',
      comment: 'Helpers are pure functions: no React, no bridge, no page. That is why property tests can check them.',
      severity: 'error',
      from: { path: '^src/lib/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '(^src/(app|features|parts|shell|ui|bridge|testing)/)|(^node_modules/)' },
    },
    {
      name: 'bridge-below-all',
      comment: 'bridge is the seam to the host; it must not import the layers above.',
      severity: 'error',
      from: { path: '^src/bridge/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^src/(app|features|parts|shell|ui|testing)/' },
    },
    {
      name: 'mantine-only-in-ui',
      comment:
        'Screens use ui/ only, so that a control looks and behaves the same everywhere, and the library can be replaced.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(ui|testing)/' },
      to: { path: '^node_modules/@mantine/' },
    },
    {
      name: 'keys-by-table',
      comment:
        'A key is data in a table of commands (shell/command-table, ui/keys/kit-commands), so that status bar, keys dialog, menus and buttons agree. A key that is bound directly would be missing in all of them.',
      severity: 'error',
      from: { path: '^src/', pathNot: '(^src/ui/keys/)|(^src/ui/table/use-table-keys\\.ts$)|(\\.test\\.tsx?$)' },
      to: { path: '^src/ui/keys/use-keys' },
    },
    {
      name: 'testing-only-in-tests',
      comment: 'Test helpers must not ship.',
      severity: 'error',
      from: { path: '^src/', pathNot: '(^src/testing/)|(\\.test\\.tsx?$)' },
      to: { path: '^src/testing/' },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
