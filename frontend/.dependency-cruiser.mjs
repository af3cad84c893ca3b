/** The layers of the page: app -> features -> parts -> shell -> ui, lib, bridge. scripts/layers.mjs plants a violation of each rule. */
export default {
  forbidden: [
    {
      name: 'no-circular',
      comment:
        'A cycle means that two files are one concept, or that one of them knows too much; it also breaks code splitting.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'generated-only-in-bridge',
      comment:
        'The generated code changes with every signature in Go. One folder names what screens use of it, so that every screen runs without a window.',
      severity: 'error',
      from: { pathNot: '^src/bridge/' },
      to: { path: '^src/bridge/generated/' },
    },
    {
      name: 'no-cross-feature',
      comment:
        'A feature can be read, changed and deleted alone. What two features show belongs to parts, what they use to shell, ui, lib or bridge.',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/' },
      to: { path: '^src/features/', pathNot: '^src/features/$1/' },
    },
    {
      name: 'parts-below-features',
      comment:
        'A part is a piece of a screen that several features show (the call log). It must not know which of them does.',
      severity: 'error',
      from: { path: '^src/parts/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^src/(app|features)/' },
    },
    {
      name: 'no-cross-part',
      comment:
        'A part can be read, changed and deleted alone, as a feature can. What two parts share belongs to shell, ui, lib or bridge.',
      severity: 'error',
      from: { path: '^src/parts/([^/]+)/' },
      to: { path: '^src/parts/', pathNot: '^src/parts/$1/' },
    },
    {
      name: 'ui-is-leaf',
      comment:
        'The kit knows no feature and no bridge: it gets data and callbacks, so that it can be tested and changed alone.',
      severity: 'error',
      from: { path: '^src/ui/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^src/(app|features|parts|shell|bridge|testing)/' },
    },
    {
      name: 'shell-below-features',
      comment:
        'shell is what the frame offers to features (navigation, dialogs by name, shared queries). It must not know who uses it.',
      severity: 'error',
      from: { path: '^src/shell/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^src/(app|features|parts)/' },
    },
    {
      name: 'nothing-imports-app',
      comment: 'app wires everything together; whoever imports it cannot be used without all of it.',
      severity: 'error',
      from: { pathNot: '^src/(app/|main\\.tsx$|testing/)' },
      to: { path: '^src/app/' },
    },
    {
      name: 'lib-is-pure',
      comment:
        'Helpers are plain functions over plain values: no React, no bridge, no page. That is why they can be tested by laws.',
      severity: 'error',
      from: { path: '^src/lib/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '(^src/(app|features|parts|shell|ui|bridge|testing)/)|(^node_modules/)' },
    },
    {
      name: 'bridge-below-all',
      comment: 'The seam to the host knows nobody above it.',
      severity: 'error',
      from: { path: '^src/bridge/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^src/(app|features|parts|shell|ui|testing)/' },
    },
    {
      name: 'mantine-only-in-ui',
      comment:
        'One kit: screens use ui/, so that a control looks and behaves the same everywhere and the library can be changed.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(ui|testing)/' },
      to: { path: '^node_modules/@mantine/' },
    },
    {
      name: 'testing-only-in-tests',
      comment: 'Helpers of tests never ship.',
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
