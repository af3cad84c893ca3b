import { defineConfig } from 'vitest/config';

/** The flows share one worker and one display, so they run one after the other. */
export default defineConfig({
  root: import.meta.dirname,
  test: {
    include: ['*.e2e.ts'],
    fileParallelism: false,
    sequence: { concurrent: false },
    testTimeout: 120_000,
    hookTimeout: 60_000,
    bail: 0,
  },
});
