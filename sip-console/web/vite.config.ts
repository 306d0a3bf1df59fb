import { defineConfig } from 'vite';

// CONSOLE is where the API answers while `npm run dev` serves the page: a server with --demo, or
// dev/mock.mjs. OUT is where Maven wants the result.
const api = process.env.CONSOLE ?? 'http://127.0.0.1:8090';

export default defineConfig({
    build: {
        outDir: process.env.OUT ?? 'dist',
        emptyOutDir: true,
        target: 'es2022',
        // nothing of the page may stand in the page itself: see its Content-Security-Policy
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        chunkSizeWarningLimit: 600,
        reportCompressedSize: false,
    },
    define: { global: 'globalThis' },
    server: { proxy: { '/api': { target: api } } },
    test: { include: ['test/*.test.ts'] },
} as never);
