import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { preloadApp } from './scripts/app-preload.ts';
import { reactCompiler } from './scripts/react-compiler.ts';

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
  plugins: [reactCompiler(), react(), preloadApp('/src/app/open.tsx'), keepGitkeep()],
  define: { __MEMORY_BRIDGE__: JSON.stringify(mode === 'memory' || command === 'serve') },
  build: {
    target: 'safari16',
    outDir: 'dist',
    emptyOutDir: true,
    // No preload helper code is inlined into index.html, and no asset becomes a script or style in it: the window's
    // Content-Security-Policy allows files of its own origin only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // What the first list needs is two files: one that asks Go, and the app. Twenty small ones take longer to come.
        codeSplitting: {
          groups: [
            { name: 'begin', test: '/src/main.tsx', priority: 4 },
            // With all of the shell, which every screen uses a part of.
            { name: 'app', test: /\/src\/(app\/open\.tsx|shell\/.*)$/, priority: 3 },
            // What is opened next, each with all that it needs and the ones before do not have.
            { name: 'connector', test: '/src/features/connector-page/connector-page-screen.tsx', priority: 2 },
            { name: 'form', test: '/src/features/connector-form/form-screen.tsx', priority: 1 },
          ],
        },
      },
    },
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
