// Drives ODK's web engine through a session of `homeward form replay` and prints the same lines.
//   node tests/load/xforms_engine.mjs SESSION.json [RUNS]
// Needs `npm ci` in tests/xforms_engine.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { open, perform } from '../xforms_engine/engine.js';

const [file, runs = '1'] = process.argv.slice(2);
const session = JSON.parse(readFileSync(file, 'utf8'));
const folder = dirname(file);
const xform = readFileSync(join(folder, session.form), 'utf8');
const media = Object.fromEntries(
  Object.entries(session.media ?? {}).map(([url, name]) => [url, readFileSync(join(folder, name))]),
);
const samples = new Map();
const add = (name, took) => samples.set(name, [...(samples.get(name) ?? []), took]);
const mean = (times) => times.reduce((sum, time) => sum + time, 0) / times.length;

const differs = (op, found) => {
  if (op.expect === undefined) return false;
  if (op.op === 'choices') return typeof op.expect === 'number' && found.length !== op.expect;
  if (typeof op.expect === 'boolean') return found !== op.expect;
  return String(found) !== String(op.expect) && Number(found) !== Number(op.expect);
};

for (let run = 0; run < Number(runs); run += 1) {
  const begin = performance.now();
  const filled = await open(xform, media, session.lang ?? '');
  add('load', performance.now() - begin);
  const tags = new Map();
  for (const op of session.ops) {
    const start = performance.now();
    const found = await perform(filled, op);
    const took = performance.now() - start;
    if (differs(op, found)) throw new Error(`${JSON.stringify(op)}: found ${JSON.stringify(found)?.slice(0, 80)}`);
    if (op.tag) tags.set(op.tag, [...(tags.get(op.tag) ?? []), took]);
  }
  add('session', performance.now() - begin);
  for (const [tag, times] of tags) {
    add(`${tag}.mean`, mean(times));
    add(`${tag}.last20`, mean(times.slice(-20)));
    times.forEach((took) => add(tag, took));
  }
}
const line = (metric, values, unit) => {
  const sorted = [...values].sort((one, two) => one - two);
  const value = sorted[Math.floor(sorted.length / 2)];
  return { peer: 'xforms-engine', workload: session.workload, metric, value, unit, n: sorted.length, best: sorted[0] };
};
for (const [metric, values] of samples) console.log(JSON.stringify(line(metric, values, 'ms')));
console.log(JSON.stringify(line('rss.peak', [process.resourceUsage().maxRSS / 1024], 'MiB')));
