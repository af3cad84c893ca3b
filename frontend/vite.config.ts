import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { reactCompiler } from './scripts/react-compiler';

/** Go embeds dist/, so the folder must exist in a fresh clone: the empty file that git tracks survives a build. */
function keepGitkeep(): Plugin {
  let out = '';
  return {
    name: 'keep-gitkeep',
    apply: 'build',
    configResolved(config) {
      out = join(config.root, config.build.outDir);
    },
    closeBundle() {
      writeFileSync(join(out, '.gitkeep'), '');
    },
  };
}

// Mode "memory" and the dev server talk to the in-memory bridge; the plain build talks to the window only, and the
// fixtures are not in it.
export default defineConfig(({ mode, command }) => ({
  base: './',
  plugins: [reactCompiler(), react(), keepGitkeep()],
  define: { __MEMORY_BRIDGE__: JSON.stringify(mode === 'memory' || command === 'serve') },
  build: {
    target: 'safari16',
    outDir: 'dist',
    emptyOutDir: true,
    // No preload helper code is inlined into index.html, and no asset becomes a script or style in it: the window's
    // Content-Security-Policy allows files of its own origin only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
  css: { modules: { localsConvention: 'camelCaseOnly' } },
  server: { port: 5173 },
  test: {
    environment: 'happy-dom',
    setupFiles: ['src/testing/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    css: { modules: { classNameStrategy: 'non-scoped' } },
    restoreMocks: true,
  },
}));
