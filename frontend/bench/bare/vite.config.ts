import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { target: 'safari16', outDir: join(import.meta.dirname, '../../../build/bench/bare/page'), emptyOutDir: true },
});
