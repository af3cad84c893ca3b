import type { HtmlTagDescriptor, Plugin } from 'vite';

/**
 * Has the window fetch the app itself along with the small script that begins: by the time that script imports it, the
 * app's code and styles are there. `entry` is the end of the path of the module that it imports.
 */
export function preloadApp(entry: string): Plugin {
  return {
    name: 'preload-app',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        const chunks = Object.values(bundle ?? {}).filter((file) => file.type === 'chunk');
        const app = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(entry)));
        if (app === undefined) {
          throw new Error(`${entry} is in no chunk`);
        }
        const scripts = [app.fileName, ...app.imports].filter((file) => !html.includes(file));
        const styles = [...(app.viteMetadata?.importedCss ?? [])];
        return [
          ...scripts.map((file) => link('modulepreload', file)),
          ...styles.map((file) => link('stylesheet', file)),
        ];
      },
    },
  };
}

function link(rel: string, file: string): HtmlTagDescriptor {
  return { tag: 'link', attrs: { rel, crossorigin: true, href: `./${file}` }, injectTo: 'head' };
}
