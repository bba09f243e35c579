import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'esbuild';

const names = builtinModules.filter((name) => !name.startsWith('_')).join('|');

/** Entries that are written by us instead of read from disk. */
export const generatedEntries = (sources: ReadonlyMap<string, string>, root: string): Plugin => ({
  name: 'generated-entries',
  setup(build) {
    build.onResolve({ filter: /^entry:/ }, ({ path }) => ({
      path: path.slice('entry:'.length),
      namespace: 'entry',
    }));
    build.onLoad({ filter: /.*/, namespace: 'entry' }, ({ path }) => ({
      contents: sources.get(path) ?? '',
      loader: 'ts',
      resolveDir: root,
    }));
  },
});

/**
 * An ESM import of `node:http` reads all its exports, and one of them loads undici: 24 ms of every
 * cold start against 2.7. Fetched through `process.getBuiltinModule`, only what is used is read.
 * `require` of any built-in, which an ES module does not have, is answered in the same way.
 */
export const lazyBuiltins: Plugin = {
  name: 'lazy-builtins',
  setup(build) {
    const isHttp = /^(node:)?https?$/;
    build.onResolve({ filter: new RegExp(`^(node:)?(${names})$`) }, ({ path, kind }) => {
      if (kind !== 'require-call' && !isHttp.test(path)) return { path, external: true };
      return { path, namespace: 'builtin' };
    });
    build.onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)});`,
      loader: 'js',
    }));
  },
};

/** In Lambda credentials come from the environment; the rest of the SDK's chain is 135 kB never used. */
export const environmentCredentials: Plugin = {
  name: 'environment-credentials',
  setup(build) {
    build.onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, ({ resolveDir }) => ({
      path: 'credentials',
      namespace: 'credentials',
      pluginData: resolveDir,
    }));
    build.onLoad({ filter: /.*/, namespace: 'credentials' }, ({ pluginData }) => ({
      contents: "export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';",
      loader: 'js',
      resolveDir: pluginData,
    }));
  },
};

/**
 * The scripts of the hosted form are built once here, by the module that builds them for tests, and
 * stand in the bundle as texts: esbuild does not travel.
 */
export const prebuiltFormScripts = (root: string): Plugin => ({
  name: 'prebuilt-form-scripts',
  setup(build) {
    build.onLoad({ filter: /functions[\\/]http[\\/]public[\\/]form-scripts\.ts$/ }, async () => {
      const file = pathToFileURL(join(root, 'functions/http/public/form-scripts.ts')).href;
      const { formScripts } = await import(file);
      return {
        contents: `export const formScripts = ${JSON.stringify(formScripts)};`,
        loader: 'js',
      };
    });
  },
});

/**
 * The OpenAPI document is built once here and stands in the bundle as text: neither the generator
 * nor its packages travel.
 */
export const prebuiltOpenapi = (root: string): Plugin => ({
  name: 'prebuilt-openapi',
  setup(build) {
    build.onLoad({ filter: /functions[\\/]http[\\/]meta[\\/]openapi-text\.ts$/ }, async () => {
      const file = pathToFileURL(join(root, 'lib/contract/openapi.ts')).href;
      const { buildOpenapi } = await import(file);
      const text = JSON.stringify(buildOpenapi());
      return { contents: `export const openapiText = ${JSON.stringify(text)};`, loader: 'js' };
    });
  },
});
