import { fileURLToPath, URL } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, loadEnv } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** `vite dev` hands everything that the server answers to the server at PIKETT_URL. */
export default defineConfig(({ mode }) => {
  const target = loadEnv(mode, here('..'), 'PIKETT_')['PIKETT_URL'] ?? 'http://127.0.0.1:3000'
  return {
    root: here('.'),
    plugins: [react(), tailwindcss()],
    server: { proxy: Object.fromEntries(['/api', '/in', '/ping', '/v2'].map((path) => [path, { target }])) },
    build: {
      outDir: here('./dist'),
      emptyOutDir: true,
      target: 'es2022',
      // The content security policy knows no data: URLs for scripts, styles and fonts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      // Shown at /docs/third-parties.
      license: { fileName: 'third-parties.md' },
    },
  }
})
