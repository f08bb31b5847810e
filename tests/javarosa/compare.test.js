// JavaRosa is driven through the scenarios of rust/checkin, where Homeward's own tests hold each of them.
// What it shows has to be the same, or the difference is written down beside the line (`javarosa …`), where
// it is checked too: the test fails when the two agree again. What cannot be driven is counted apart.
//
// fetch.sh has to be run before; one JVM goes through all scenarios.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { driven, files } from '../xforms_engine/scenarios.js';
import { folder, same, shown, wanted, xform } from '../xforms_engine/sides.js';

const TARGET = new URL('./target/', import.meta.url).pathname;
/** A truth that a calculation gives; what differs wherever there is one is written down here alone. */
const TRUTHS = { true: '1', false: '0' };
const scenarios = [];
const left = new Map();
const truths = new Set();
const counted = { agree: 0, differ: 0, marks: new Map() };
const count = (map, reason) => map.set(reason, (map.get(reason) ?? 0) + 1);

for (const { name, cases } of files()) {
  for (const one of cases) {
    const { steps, left: reason } = driven(one, 'javarosa');
    const form = steps && xform(one.form).text;
    if (steps === undefined) count(left, reason);
    else if (form === undefined && steps[0].refused) count(left, 'refused as a spreadsheet, before there is an XForm');
    else scenarios.push({ title: `${name}: ${one.title}`, steps, form });
  }
}

/** What JavaRosa showed in each scenario, in their order. */
function javarosa() {
  const [asked, answered] = [join(folder, 'asked.json'), join(folder, 'answered.json')];
  const ops = ({ form = '', steps }) => ({ form, ops: steps.filter((one) => one.op).map((one) => one.op) });
  writeFileSync(asked, JSON.stringify(scenarios.map(ops)));
  const options = ['-Duser.timezone=Etc/GMT-1', '-Xss1m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];
  const done = spawnSync('java', [...options, '-cp', `${TARGET}classes:${TARGET}lib/*`, 'Scenarios', asked, answered], { stdio: 'inherit' });
  assert.equal(done.status, 0, 'JavaRosa was driven to the end');
  return JSON.parse(readFileSync(answered, 'utf8'));
}

/** Lines at which JavaRosa does not what is written down. */
function compared({ steps }, found) {
  if (steps[0].refused) {
    const does = found.refused === undefined ? 'loads' : 'refused';
    const known = steps[0].known?.expect ?? 'refused';
    return does === known ? [] : [`JavaRosa: ${does}`];
  }
  const first = steps[0].known?.expect === 'refused';
  if (found.refused !== undefined) return first ? [] : [`JavaRosa refuses the form: ${found.refused}`];
  if (first) return ['JavaRosa refuses the form no longer'];
  const wrong = [];
  for (const [at, { op, line, known }] of steps.entries()) {
    const does = 'throws' in found[at] ? 'throws' : shown(op, found[at].value);
    const ours = wanted(op);
    const isTruth = known === undefined && op.op === 'get' && does !== ours && does === TRUTHS[ours];
    if (isTruth) truths.add(steps);
    const agrees = isTruth || (does !== 'throws' && (ours === undefined || same(does, ours)));
    if (known === undefined && !agrees) wrong.push(`${line}: JavaRosa has ${JSON.stringify(does)} ${found[at].throws ?? ''}`);
    if (known !== undefined && agrees) wrong.push(`${line}: JavaRosa differs no longer`);
    else if (known !== undefined && !same(does, known.expect)) wrong.push(`${line}: JavaRosa has ${JSON.stringify(does)}, another difference ${found[at].throws ?? ''}`);
  }
  return wrong;
}

const answered = javarosa();
for (const [at, one] of scenarios.entries()) {
  test(one.title, () => {
    assert.deepEqual(compared(one, answered[at]), []);
    const known = one.steps.filter((step) => step.known);
    if (known.length === 0 && !truths.has(one.steps)) counted.agree += 1;
    else counted.differ += 1;
    for (const { known: { reason } } of known) count(counted.marks, reason);
  });
}

test('there are enough to compare', () => {
  assert.ok(scenarios.length >= 600, `${scenarios.length} scenarios`);
  const all = [...left.values()].reduce((sum, many) => sum + many, 0);
  const say = (text) => process.stdout.write(`# ${text}\n`);
  say(`scenarios in JavaRosa: ${scenarios.length}; ${counted.agree} agree, ${counted.differ} differ and say why; ${all} left out`);
  assert.ok(truths.size > 0, 'truths differ no longer: TRUTHS can go');
  counted.marks.set('the value of a truth is 1 or 0 there', truths.size);
  for (const [reason, many] of counted.marks) say(`differ, ${many}: ${reason}`);
  for (const [reason, many] of left) say(`left out, ${many}: ${reason}`);
});
