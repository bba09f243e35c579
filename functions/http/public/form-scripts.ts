import { resolve } from 'node:path';
import { buildSync } from 'esbuild';

const browser = resolve(import.meta.dirname, 'browser');

/** What browsers of the last years understand, phones that get no updates included. */
const target = ['es2020', 'chrome87', 'firefox78', 'safari15'];

const build = (entry: string): string => {
  const { outputFiles } = buildSync({
    entryPoints: [resolve(browser, entry)],
    bundle: true,
    minify: true,
    format: 'iife',
    target,
    charset: 'utf8',
    legalComments: 'none',
    write: false,
  });
  // As an inline script: nothing in it may end the element that holds it.
  return (outputFiles[0]?.text ?? '').trim().replaceAll('</', '<\\/');
};

/**
 * The scripts of the hosted form as text. The bundler runs this module once and puts the texts in its
 * place; tests run it as it is.
 */
export const formScripts = {
  form: build('form.ts'),
  blindForm: build('blind-form.ts'),
  sent: build('sent.ts'),
};
