import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { transformAsync } from '@babel/core';
import type { Plugin } from 'vite';

interface Compiled {
  readonly code: string;
  readonly map: string | null;
}

const options = { target: '19' };

/**
 * React Compiler over our own components and hooks: what has not changed is not drawn again. Only the compiler's pass
 * is Babel's; types and JSX stay in the text for Vite. That pass takes seconds for the whole page, so its results are
 * stored by what went into them, and deleted with the packages.
 */
export function reactCompiler(): Plugin {
  let root = '';
  let folder = '';
  let version = '';
  return {
    name: 'react-compiler',
    enforce: 'pre',
    async configResolved(config) {
      root = config.root;
      folder = join(root, 'node_modules/.cache/react-compiler');
      version = await readFile(join(root, 'node_modules/babel-plugin-react-compiler/package.json'), 'utf8').then(hash);
      await mkdir(folder, { recursive: true });
    },
    transform: {
      filter: { id: /\/src\/.*\.tsx?$/, code: /\buse[A-Z]|<\/|\/>/ },
      async handler(code, id) {
        const file = join(folder, hash([version, JSON.stringify(options), relative(root, id), code].join('\n')));
        const stored = await readFile(file, 'utf8').catch(() => null);
        if (stored !== null) {
          return JSON.parse(stored) as Compiled;
        }
        const compiled = await compile(code, id);
        await writeFile(`${file}.${process.pid.toString()}`, JSON.stringify(compiled));
        await rename(`${file}.${process.pid.toString()}`, file);
        return compiled;
      },
    },
  };
}

async function compile(code: string, id: string): Promise<Compiled> {
  const result = await transformAsync(code, {
    filename: id,
    babelrc: false,
    configFile: false,
    parserOpts: { plugins: id.endsWith('x') ? ['typescript', 'jsx'] : ['typescript'] },
    plugins: [['babel-plugin-react-compiler', options]],
    sourceMaps: true,
  });
  return { code: result?.code ?? code, map: result?.map == null ? null : JSON.stringify(result.map) };
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
