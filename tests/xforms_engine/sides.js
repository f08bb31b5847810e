// What comparing Homeward with another engine needs for each: the XForm that both read, and values as texts.
//
// `HOMEWARD` names the command line program; the default is the one that a build leaves.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';

import { source } from './scenarios.js';

export const HOMEWARD = (process.env.HOMEWARD ?? new URL('../../target/debug/homeward', import.meta.url).pathname).split(' ');
const CONVERT = (process.env.CONVERT ?? [...HOMEWARD, 'form', 'convert'].join(' ')).split(' ');

/** Where forms and sessions are, until the tests end. */
export const folder = mkdtempSync(join(tmpdir(), 'homeward-scenarios-'));
after(() => rmSync(folder, { recursive: true }));

const converted = new Map();
let made = 0;
/** The XForm of a form and its file; the text is `undefined` if the form is refused before there is one. */
export function xform(form) {
  if (!converted.has(form)) {
    const { kind, text } = source(form);
    const file = join(folder, `data${made++}.${kind}`);
    writeFileSync(file, text);
    const done = kind === 'xml' ? { status: 0, stdout: text } : spawnSync(CONVERT[0], [...CONVERT.slice(1), file], { encoding: 'utf8' });
    if (done.error) throw done.error;
    converted.set(form, { file, text: done.status === 0 ? done.stdout : undefined });
  }
  return converted.get(form);
}

/** What an operation that reads found, as a text. */
export const shown = (op, value) => {
  if (op.op === 'choices') return value.map((one) => one.value ?? one).join(' ');
  if (typeof op.expect === 'boolean') return value ? 'yes' : 'no';
  return String(value ?? '').trim();
};
/** What it should find, as a text; `undefined` if it expects nothing. */
export const wanted = (op) => {
  if (op.op === 'choices') return op.expect.join(' ');
  if (typeof op.expect === 'boolean') return op.expect ? 'yes' : 'no';
  return op.expect === undefined ? undefined : String(op.expect);
};
/** Texts are the same, or as numbers. */
export const same = (a, b) => a === b || (a !== '' && b !== '' && Number(a) === Number(b));
