import { defineConfig } from 'vitest/config';

/** Measurements in the real window, one after the other; the figures go to the file SLUICEWAY_FIGURES. */
export default defineConfig({
  root: import.meta.dirname,
  test: {
    include: ['*.bench.ts'],
    fileParallelism: false,
    sequence: { concurrent: false },
    testTimeout: 300_000,
    hookTimeout: 60_000,
  },
});
