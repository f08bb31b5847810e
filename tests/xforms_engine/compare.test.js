// Both engines are driven through the same scenarios; what they show has to be the same, or the
// difference is written down beside the line (`web …`), where it is checked too.
//
// `HOMEWARD` names the command line program; the default is the one that a build leaves.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

process.env.TZ = 'Etc/GMT-1';
const { open, perform } = await import('./engine.js');
const { files, operation, source, steps } = await import('./scenarios.js');

const HOMEWARD = (process.env.HOMEWARD ?? new URL('../../target/debug/homeward', import.meta.url).pathname).split(' ');
const CONVERT = (process.env.CONVERT ?? [...HOMEWARD, 'form', 'convert'].join(' ')).split(' ');
const REPLAY = (process.env.REPLAY ?? [...HOMEWARD, 'form', 'replay'].join(' ')).split(' ');

/** The moment of all sessions; the zone of the web engine is that of its offset. */
const NOW = '2026-03-14T09:26:53.000+01:00';

const folder = mkdtempSync(join(tmpdir(), 'homeward-scenarios-'));
after(() => rmSync(folder, { recursive: true }));
const counted = { run: 0, differ: 0 };

const converted = new Map();
let made = 0;
/** The XForm of a form, `undefined` if it is refused before there is one. */
function xform(form) {
  if (!converted.has(form)) {
    const { kind, text } = source(form);
    const file = join(folder, `data${made++}.${kind}`);
    writeFileSync(file, text);
    const done = kind === 'xml' ? { status: 0, stdout: text } : spawnSync(CONVERT[0], [...CONVERT.slice(1), file], { encoding: 'utf8' });
    converted.set(form, { file, text: done.status === 0 ? done.stdout : undefined });
  }
  return converted.get(form);
}

/** Homeward through `form replay`; throws with the operation that does not hold. */
function homeward(file, found) {
  const session = join(folder, 'session.json');
  const ops = found.filter((one) => one.op).map((one) => one.op);
  const error = found.some((one) => one.refused);
  writeFileSync(session, JSON.stringify({ workload: 'scenario', form: file, now: NOW, error, ops }));
  execFileSync(REPLAY[0], [...REPLAY.slice(1), session, '0'], { stdio: 'pipe' });
}

const shown = (op, value) => {
  if (op.op === 'choices') return value.map((one) => one.value).join(' ');
  if (op.op === 'is' || op.op === 'finish') return value ? 'yes' : 'no';
  return String(value ?? '').trim();
};
const wanted = (op) => {
  if (op.op === 'choices') return op.expect.join(' ');
  if (op.op === 'is' || op.op === 'finish') return op.expect ? 'yes' : 'no';
  return op.expect === undefined ? undefined : String(op.expect);
};
const same = (a, b) => a === b || (a !== '' && b !== '' && Number(a) === Number(b));

/** The web engine; gives the lines where it is otherwise than is written down. */
async function web(text, found) {
  const wrong = [];
  if (found[0].refused) {
    const loads = text !== undefined && (await open(text).then(() => true, () => false));
    const known = found[0].web?.expect === 'loads';
    if (loads !== known) wrong.push(loads ? 'the web engine loads the form' : 'the web engine loads the form no longer');
    return wrong;
  }
  const filled = await open(text);
  for (const { op, line, web: known } of found) {
    let value;
    try {
      value = shown(op, await perform(filled, op));
    } catch (error) {
      value = 'throws';
      if (known?.expect !== 'throws') wrong.push(`${line}: the web engine throws: ${error.message}`);
      if (known?.expect !== 'throws') return wrong;
      continue;
    }
    const expected = known?.expect ?? wanted(op);
    if (known) counted.differ += 1;
    if (expected !== undefined && !same(value, expected)) wrong.push(`${line}: the web engine has ${JSON.stringify(value)}`);
    if (known && same(value, wanted(op) ?? 'none')) wrong.push(`${line}: the web engine differs no longer`);
  }
  return wrong;
}

for (const { name, cases } of files()) {
  for (const one of cases) {
    const found = steps(one);
    if (found === undefined) continue;
    test(`${name}: ${one.title}`, async () => {
      const { file, text } = xform(one.form);
      homeward(file, found);
      assert.deepEqual(await web(text, found), []);
      counted.run += 1;
    });
  }
}

test('there are enough to compare', () => {
  assert.ok(counted.run >= 60, `${counted.run} scenarios`);
  assert.equal(operation('undo'), undefined);
  process.stdout.write(`# scenarios in both engines: ${counted.run}; lines that differ and say why: ${counted.differ}\n`);
});
