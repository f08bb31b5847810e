// Reads the scenarios of rust/checkin (its cases.rs says how they are written) as operations.
import { readFileSync, readdirSync } from 'node:fs';

const FOLDER = new URL('../../rust/checkin/tests/scenarios/cases/', import.meta.url);

/** All files of scenarios, by name. */
export function files() {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.txt')).sort();
  return names.map((name) => ({ name: name.replace('.txt', ''), cases: read(readFileSync(new URL(name, FOLDER), 'utf8')) }));
}

function read(text) {
  const cases = [];
  let form = '';
  let given = [];
  let shared = true;
  let own = false;
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line === '' || line.startsWith('#')) continue;
    if (line.startsWith('== ')) {
      [shared, own] = [false, false];
      cases.push({ title: line.slice(3), form: form.replaceAll('$expr', '0'), script: [] });
    } else if (line.startsWith('= ')) {
      shared = true;
      form = '';
      given = [];
    } else if (line === 'given') given = [];
    else if (line.startsWith('given ')) given.push(line.slice(6));
    else if (line.startsWith(': ')) {
      const at = line.indexOf(' =>');
      const [expr, value] = [line.slice(2, at).trim(), line.slice(at + 3).trim()];
      cases.push({ title: line.slice(2), form: form.replaceAll('$expr', placed(form, expr)), script: [...given, `get x ${value}`] });
    } else if (/^[|<]|^sheet |^file |^---$/.test(line)) {
      if (shared || cases.length === 0) form += `${line}\n`;
      else {
        const last = cases.at(-1);
        if (!own) last.form = '';
        own = true;
        last.form += `${line}\n`;
      }
    } else cases.at(-1).script.push(line);
  }
  return cases;
}

const placed = (form, expr) =>
  () => (form.startsWith('<') ? expr.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;') : expr);

/** A form as the file that `homeward form convert` takes, or as an XForm: `{ kind, text }`. */
export function source(form) {
  if (form.startsWith('<')) {
    const [model, body] = form.split('---\n');
    return { kind: 'xml', text: document(model, body) };
  }
  const lines = form.split('\n').filter((line) => line !== '');
  const rows = lines.map((line) => (line.startsWith('sheet ') ? `| ${line.slice(6).trim()} |` : `| ${line}`));
  return { kind: 'md', text: `| survey |\n${rows.join('\n')}\n` };
}

const document = (model, body) => `<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
  xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms"
  xmlns:odk="http://www.opendatakit.org/xforms" xmlns:ev="http://www.w3.org/2001/xml-events"
  xmlns:entities="http://www.opendatakit.org/xforms/entities">
  <h:head><h:title>Test</h:title><model entities:entities-version="2025.1.0">${model}</model></h:head><h:body>${body}</h:body></h:html>`;

const yes = (text) => text === 'yes';
const full = (name) => (name.startsWith('/') ? name : `/data/${name}`);

/** Commands that a session and both engines know. */
const KNOWN = {
  set: (ref, value) => ({ op: 'set', ref, value }),
  clear: (ref) => ({ op: 'set', ref, value: '' }),
  add: (ref) => ({ op: 'add', ref }),
  remove: (ref) => ({ op: 'remove', ref }),
  get: (ref, expect) => ({ op: 'get', ref, expect }),
  count: (ref, expect) => ({ op: 'count', ref, expect: Number(expect) }),
  relevant: (ref, expect) => ({ op: 'is', ref, what: 'relevant', expect: yes(expect) }),
  required: (ref, expect) => ({ op: 'is', ref, what: 'required', expect: yes(expect) }),
  readonly: (ref, expect) => ({ op: 'is', ref, what: 'readonly', expect: yes(expect) }),
  valid: (ref, expect) => ({ op: 'is', ref, what: 'valid', expect: yes(expect) }),
  label: (ref, expect) => ({ op: 'label', ref, expect }),
  hint: (ref, expect) => ({ op: 'hint', ref, expect }),
  message: (ref, expect) => ({ op: 'message', ref, expect }),
  choices: (ref, expect) => ({ op: 'choices', ref, expect: expect === '' ? [] : expect.split(' ') }),
};

/** Commands that no session has, and that single engines can be driven through beside Homeward's own tests. */
const MORE = {
  javarosa: {
    xml: (text) => ({ op: 'xml', text, expect: true }),
    'no-xml': (text) => ({ op: 'xml', text, expect: false }),
    labels: (rest) => ({ op: 'labels', ref: full(rest.split(' ')[0]), expect: rest.replace(/^\S+\s*/, '') }),
  },
};

/** An operation for a line of a script; `undefined` if only Homeward knows the command. */
export function operation(line, engine) {
  const [, command, rest] = /^(\S+)\s*(.*)$/.exec(line);
  if (command === 'reload') return { op: 'reload' };
  if (command === 'lang') return { op: 'lang', value: rest };
  if (command === 'finish') return { op: 'finish', expect: yes(rest) };
  if (MORE[engine]?.[command]) return MORE[engine][command](rest);
  const [, name, value] = /^(\S*)\s*(.*)$/.exec(rest);
  return KNOWN[command]?.(full(name), value);
}

/** The engines that a line below an assertion can speak of, by the word that it begins with. */
const ENGINES = ['web', 'javarosa'];

/**
 * A scenario as Homeward and another engine are driven through it: `{ steps }`, or `{ left }` with the reason
 * why one of the two cannot be. A step is `{ op, line, known }`: `known` is what the other engine is known to
 * do otherwise, with the reason; a form that is to be refused has the single step `{ refused, known }`.
 */
export function driven({ form, script }, engine) {
  if (/^file /m.test(form)) return { left: 'a file is for `search()`, which neither the web engine nor JavaRosa has' };
  const steps = [];
  for (const line of script) {
    const [, word, rest] = /^(\S+)\s*(.*)$/.exec(line);
    if (word === `not-${engine}`) return { left: rest };
    if (word === 'gap') return { left: `a gap: ${rest}` };
    if (ENGINES.some((other) => word === `not-${other}` || (word === other && other !== engine))) continue;
    if (word === engine) {
      const [, expect, reason] = /^(.*?)\s*-- (.+)$/.exec(rest);
      steps.at(-1).known = { expect, reason };
    } else if (word === 'no-form') steps.push({ refused: true, line });
    else {
      const op = operation(line, engine);
      if (op === undefined) return { left: `\`${word}\` is of Homeward alone` };
      steps.push({ op, line });
    }
  }
  return { steps };
}
