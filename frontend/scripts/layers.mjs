// Plants one violation of each layer rule in a copy of the layout and checks that dependency-cruiser reports exactly
// that rule. A rule that catches nothing is worse than none.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import config from '../.dependency-cruiser.mjs';

const leaf = 'export const value = 1;\n';
const importing = (path) => `import { value } from '${path}';\nexport const again = value;\n`;

/** rule -> files of a small page that breaks it */
const planted = {
  'no-circular': {
    'src/lib/a.ts': importing('./b'),
    'src/lib/b.ts': `export const value = 2;\nimport { again } from './a';\nexport const more = again;\n`,
  },
  'generated-only-in-bridge': {
    'src/shell/a.ts': importing('../bridge/generated/views'),
    'src/bridge/generated/views.ts': leaf,
  },
  'no-cross-feature': { 'src/features/one/a.ts': importing('../two/b'), 'src/features/two/b.ts': leaf },
  'parts-below-features': { 'src/parts/one/a.ts': importing('../../features/two/b'), 'src/features/two/b.ts': leaf },
  'no-cross-part': { 'src/parts/one/a.ts': importing('../two/b'), 'src/parts/two/b.ts': leaf },
  'ui-is-leaf': { 'src/ui/a.ts': importing('../bridge/b'), 'src/bridge/b.ts': leaf },
  'shell-below-features': { 'src/shell/a.ts': importing('../features/one/b'), 'src/features/one/b.ts': leaf },
  'nothing-imports-app': { 'src/features/one/a.ts': importing('../../app/b'), 'src/app/b.ts': leaf },
  'lib-is-pure': { 'src/lib/a.ts': importing('../bridge/b'), 'src/bridge/b.ts': leaf },
  'bridge-below-all': { 'src/bridge/a.ts': importing('../shell/b'), 'src/shell/b.ts': leaf },
  'mantine-only-in-ui': {
    'src/features/one/a.ts': importing('@mantine/core'),
    'node_modules/@mantine/core/index.js': leaf,
    'node_modules/@mantine/core/package.json': '{"name":"@mantine/core","main":"index.js"}',
  },
  'keys-by-table': { 'src/features/one/a.ts': importing('../../ui/keys/use-keys'), 'src/ui/keys/use-keys.ts': leaf },
  'testing-only-in-tests': { 'src/features/one/a.ts': importing('../../testing/b'), 'src/testing/b.ts': leaf },
};

async function violatedBy(files) {
  const base = mkdtempSync(join(process.cwd(), '.layers-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(base, path)), { recursive: true });
      writeFileSync(join(base, path), text);
    }
    const result = await cruise(['src'], {
      baseDir: base,
      validate: true,
      ruleSet: { forbidden: config.forbidden },
      doNotFollow: { path: 'node_modules' },
      enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js'] },
    });
    return [...new Set(result.output.summary.violations.map((v) => v.rule.name))];
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

let failures = 0;
const untested = config.forbidden.map((rule) => rule.name).filter((name) => !(name in planted));
for (const name of untested) {
  console.error(`rule ${name}: no violation is planted for it`);
  failures += 1;
}
for (const [name, files] of Object.entries(planted)) {
  const found = await violatedBy(files);
  if (found.length !== 1 || found[0] !== name) {
    console.error(`rule ${name}: planted violation reported as [${found.join(', ')}]`);
    failures += 1;
  }
}
for (const rule of config.forbidden.filter((r) => !r.comment)) {
  console.error(`rule ${rule.name}: no reason is given`);
  failures += 1;
}
if (failures > 0) {
  process.exit(1);
}
console.log(`layers: ${config.forbidden.length} rules, each reports its planted violation`);
