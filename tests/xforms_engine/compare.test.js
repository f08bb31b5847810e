// Both engines are driven through the same scenarios; what they show has to be the same, or the
// difference is written down beside the line (`web …`), where it is checked too.
//
// `HOMEWARD` names the command line program; the default is the one that a build leaves.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

process.env.TZ = 'Etc/GMT-1';
const { open, perform } = await import('./engine.js');
const { HOMEWARD, folder, same, shown, wanted, xform } = await import('./sides.js');
const { driven, files, operation } = await import('./scenarios.js');

const REPLAY = (process.env.REPLAY ?? [...HOMEWARD, 'form', 'replay'].join(' ')).split(' ');

/** The moment of all sessions; the zone of the web engine is that of its offset. */
const NOW = '2026-03-14T09:26:53.000+01:00';

const counted = { run: 0, differ: 0 };

/** Homeward through `form replay`; throws with the operation that does not hold. */
function homeward(file, found) {
  const session = join(folder, 'session.json');
  const ops = found.filter((one) => one.op).map((one) => one.op);
  const error = found.some((one) => one.refused);
  writeFileSync(session, JSON.stringify({ workload: 'scenario', form: file, now: NOW, error, ops }));
  execFileSync(REPLAY[0], [...REPLAY.slice(1), session, '0'], { stdio: 'pipe' });
}

/** The web engine; gives the lines where it is otherwise than is written down. */
async function web(text, found) {
  const wrong = [];
  if (found[0].refused) {
    const loads = text !== undefined && (await open(text).then(() => true, () => false));
    const known = found[0].known?.expect === 'loads';
    if (loads !== known) wrong.push(loads ? 'the web engine loads the form' : 'the web engine loads the form no longer');
    return wrong;
  }
  const filled = await open(text);
  for (const { op, line, known } of found) {
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
    const { steps: found } = driven(one, 'web');
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
