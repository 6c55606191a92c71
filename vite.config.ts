import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  base: './',
  plugins: [react()],
  worker: { format: 'es' },
  build: { target: 'es2022' },
  test: { include: ['tests/{unit,golden}/**/*.test.ts'], environment: 'node', testTimeout: 30_000 },
});
