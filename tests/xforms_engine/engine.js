// Drives @getodk/xforms-engine through the operations of a `homeward form replay` session.
//
// Each function that reads gives what the engine shows; what is wanted is compared by whoever
// calls. The engine works on a DOM, which jsdom brings. Nothing here reaches the network.
import { File } from 'node:buffer';
import { webcrypto } from 'node:crypto';
import { JSDOM } from 'jsdom';

const { window } = new JSDOM('<!doctype html>');
for (const name of [
  'Attr', 'CDATASection', 'Comment', 'DOMParser', 'Document', 'DocumentFragment', 'Element', 'HTMLElement',
  'MutationObserver', 'Node', 'ProcessingInstruction', 'Text', 'XMLDocument', 'XMLSerializer', 'XPathEvaluator',
  'XPathResult', 'document', 'window',
]) {
  globalThis[name] ??= name === 'window' ? window : window[name];
}

// Node 18 has these in modules only.
globalThis.File ??= File;
globalThis.crypto ??= webcrypto;

// The engine's XPath parser is WebAssembly that is read from files in Node and fetched from `data:`
// addresses in a browser; only the latter is in the package, so it has to think that this is one.
// (Node's own fetch asks for the version when it is first used, so it is used before.)
await fetch('data:,');
const versions = Object.getOwnPropertyDescriptor(process, 'versions');
Object.defineProperty(process, 'versions', { ...versions, value: { ...process.versions, node: undefined } });
const { loadForm } = await import('@getodk/xforms-engine');
Object.defineProperty(process, 'versions', versions);

/** Files by their `jr:` address, as the engine asks for them. */
const attachments = (media) => async (url) => {
  const bytes = media[String(url)];
  if (bytes === undefined) return new Response('', { status: 404 });
  const type = { csv: 'text/csv', geojson: 'application/geo+json', xml: 'text/xml' }[String(url).split('.').at(-1)];
  return new Response(bytes, { status: 200, headers: { 'content-type': type ?? 'text/plain' } });
};

/** A form being filled; throws if it does not load. */
export async function open(xform, media = {}, language = '') {
  const options = {
    fetchFormAttachment: attachments(media),
    missingResourceBehavior: 'BLANK',
  };
  const loaded = await loadForm(xform, options);
  if (loaded.status === 'failure') throw loaded.error;
  const filled = new Filled(loaded, loaded.createInstance());
  if (language) filled.speak(language);
  return filled;
}

/** The node tree's children of a node, those of a repeat as its instances. */
const childrenOf = (node) => node.currentState.children ?? [];
const nameOf = (node) => node.definition.qualifiedName?.localName ?? node.definition.nodeName ?? '';
const isRange = (node) => node.nodeType.startsWith('repeat-range');

class Filled {
  constructor(form, instance) {
    this.form = form;
    this.instance = instance;
  }

  get root() {
    return this.instance.root;
  }

  speak(language) {
    const wanted = this.root.languages.find((one) => one.language === language);
    if (wanted === undefined) throw new Error(`no language ${language}`);
    this.root.setLanguage(wanted);
  }

  /** The node of a path, the first instance where a position is missing; of a repeat its range, if asked for. */
  find(path, asRange = false) {
    const parts = path.split('/').slice(1);
    let node = this.root;
    for (const [at, part] of parts.entries()) {
      if (at === 0) continue;
      const [, name, position] = /^([^[]+)(?:\[(\d+)\])?$/.exec(part);
      if (name.startsWith('@')) return attribute(node, name.slice(1));
      const next = childrenOf(node).find((child) => nameOf(child) === name);
      if (next === undefined) return undefined;
      const last = at === parts.length - 1;
      if (!isRange(next)) node = next;
      else if (last && asRange) return next;
      else node = childrenOf(next)[Number(position ?? 1) - 1];
      if (node === undefined) return undefined;
    }
    return node;
  }

  get(path) {
    const node = this.find(path);
    if (node === undefined || !node.currentState.relevant) return '';
    return node.currentState.instanceValue ?? node.currentState.value ?? '';
  }

  is(path, what) {
    const node = this.find(path);
    if (what === 'valid') return node === undefined || !node.currentState.relevant || node.validationState.violation === null;
    return node !== undefined && node.currentState[what] === true;
  }

  set(path, value) {
    const node = this.find(path);
    if (node === undefined) throw new Error(`no node ${path}`);
    if (node.nodeType === 'select') node.selectValues(words(node, value));
    else if (node.nodeType === 'rank') node.setValues(value === '' ? [] : value.split(' '));
    else if (node.nodeType === 'trigger') node.setValue(value === 'OK');
    else node.setValue(value);
  }

  add(path) {
    const range = this.find(path, true);
    range.addInstances();
  }

  remove(path) {
    const at = Number(/\[(\d+)\]$/.exec(path)[1]);
    this.find(path.replace(/\[\d+\]$/, ''), true).removeInstances(at - 1);
  }

  count(path) {
    const range = this.find(path, true);
    return range === undefined ? 0 : childrenOf(range).length;
  }

  label(path) {
    const node = this.find(path);
    return node?.currentState.label?.asString ?? '';
  }

  hint(path) {
    return this.find(path)?.currentState.hint?.asString ?? '';
  }

  message(path) {
    const node = this.find(path);
    if (node === undefined || !node.currentState.relevant) return '';
    return node.validationState.violation?.message?.asString ?? '';
  }

  choices(path) {
    const options = this.find(path)?.currentState.valueOptions ?? [];
    return options.map((one) => ({ value: one.value, label: one.label?.asString ?? one.value }));
  }

  finish() {
    return this.root.validationState.violations.length === 0;
  }

  /** The submission as a draft, opened again. */
  async reload() {
    const payload = await this.root.prepareInstancePayload({ payloadType: 'monolithic' });
    const language = this.root.currentState.activeLanguage.language;
    this.instance = await this.form.restoreInstance({ data: payload.data });
    if (language) this.speak(language);
  }
}

const words = (node, value) => (value === '' ? [] : node.selectType === 'select1' ? [value] : value.split(' '));

const attribute = (node, name) => {
  const found = node.currentState.attributes.find((one) => one.definition.qualifiedName.localName === name);
  return found && { currentState: { relevant: node.currentState.relevant, instanceValue: found.currentState?.value ?? found.value } };
};

/** Performs one operation; gives what was found where the operation expects something. */
export async function perform(filled, op) {
  switch (op.op) {
    case 'set': return filled.set(op.ref, String(op.value));
    case 'add': return filled.add(op.ref);
    case 'remove': return filled.remove(op.ref);
    case 'lang': return filled.speak(op.value);
    case 'reload': return filled.reload();
    case 'get': return filled.get(op.ref);
    case 'is': return filled.is(op.ref, op.what);
    case 'label': return filled.label(op.ref);
    case 'hint': return filled.hint(op.ref);
    case 'message': return filled.message(op.ref);
    case 'count': return filled.count(op.ref);
    case 'choices': return filled.choices(op.ref);
    case 'finish': return filled.finish();
    default: throw new Error(`no operation ${op.op}`);
  }
}
