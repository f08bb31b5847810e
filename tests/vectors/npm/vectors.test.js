import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { inflateRawSync } from "node:zlib";
import { argon2id } from "@noble/hashes/argon2.js";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { read, write } from "./cbor.js";
import {
  concat, context, derive, ed25519, hex, hpkeOpen, openEnvelope, openWrap, sha, text, unpad, verify,
  x25519, xchacha20poly1305,
} from "./seal.js";

const file = (name) => JSON.parse(readFileSync(new URL(`../${name}.json`, import.meta.url), "utf8"));
const same = (found, expected) => assert.equal(Buffer.from(found).toString("hex"), expected);
const uint64 = (number) => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(number));
  return bytes;
};

test("record", () => {
  const vector = file("record");
  const parts = read(hex(vector.record));
  const [header, body, tallies, signature] = [0, 1, 2, 3].map((key) => parts.get(key));
  const signed = context("homeward/record/1", sha(header), sha(body), ...tallies);
  assert.ok(verify(signature, signed, hex(vector.device_key)));
  same(sha(signed), vector.digest);
  assert.deepEqual(vector.tallies.map((tally) => Buffer.from(sha(hex(tally)))), tallies.map((tally) => Buffer.from(tally)));
  const key = openWrap(vector.wrap, "homeward/wrap/1", hex(vector.tenant), sha(header), hex(vector.epoch_secret));
  const data = openEnvelope("homeward/record/1", key, header, read(header).get(12), body);
  const content = read(Uint8Array.from(inflateRawSync(data)));
  assert.equal(new TextDecoder().decode(content.get(0)), vector.submission);
  assert.deepEqual(content.get(1), vector.states);
  assert.equal(body.length, 4096 + 16);
  signed[signed.length - 1] ^= 1;
  assert.ok(!verify(signature, signed, hex(vector.device_key)), "an altered record");
});

test("tallies", () => {
  const vector = file("tally");
  for (const tally of vector.tallies) {
    const parts = read(hex(tally.tally));
    const header = parts.get(0);
    const info = context("homeward/tally/1", hex(tally.tenant));
    const opened = hpkeOpen(hex(tally.statistics_secret), info, header, parts.get(1));
    assert.equal(opened.length, tally.class === 0 ? 1024 : 256);
    same(unpad(opened), tally.content);
    same(sha(hex(tally.tally)), tally.digest);
    assert.equal(read(header).get(3), tally.period);
  }
  for (const tag of vector.tags) {
    const of = (label, last) =>
      hmac(sha256, hex(tag.secret), context(label, sha(write([tag.class, hex(tag.tenant), last]))));
    same(of("person", tag.period), tag.person_tag);
    same(of("record", hex(tag.record)), tag.record_tag);
    assert.equal(Buffer.from(of("order", tag.period)).readUInt32BE(0), tag.order);
  }
});

test("receipt", () => {
  const vector = file("receipt");
  const parts = read(hex(vector.receipt));
  const content = parts.get(0);
  const signed = context("homeward/receipt/1", sha(content));
  assert.ok(verify(parts.get(1), signed, hex(vector.receipt_key)));
  const entry = concat(hex(vector.record), hex(vector.digest), uint64(vector.number), uint64(vector.time));
  same(sha(hex(vector.before), entry), vector.chain);
  same(read(content).get(5), vector.chain);
});

// RFC 6962, section 2.1, by its definition.
function merkle(leaves) {
  if (leaves.length === 0) return sha();
  if (leaves.length === 1) return sha(Uint8Array.of(0), leaves[0]);
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return sha(Uint8Array.of(1), merkle(leaves.slice(0, split)), merkle(leaves.slice(split)));
}

test("head, log and state tree", () => {
  const vector = file("head");
  const parts = read(hex(vector.head));
  const head = read(parts.get(0));
  assert.ok(verify(parts.get(1), context("homeward/head/1", sha(parts.get(0))), hex(vector.log_key)));
  const latest = new Map();
  const stubs = vector.statements.map((bytes, index) => {
    const content = read(hex(bytes)).get(0);
    const [kind, subject] = [read(content).get(3), read(content).get(4)];
    const stub = write(new Map([[0, index], [1, kind], [2, subject], [3, sha(content)]]));
    latest.set(Buffer.from([kind, ...subject]).toString("hex"), stub);
    return stub;
  });
  assert.equal(head.get(2), stubs.length);
  same(merkle(stubs), vector.log_root);
  same(head.get(3), vector.log_root);
  const sorted = [...latest.keys()].sort().map((key) => latest.get(key));
  same(sha(Uint8Array.of(2), uint64(sorted.length), merkle(sorted)), vector.state_root);
  same(head.get(4), vector.state_root);
  const genesis = read(hex(vector.statements[0]));
  same(sha(genesis.get(0)), vector.genesis);
  const signed = context("homeward/statement/1", sha(genesis.get(0)));
  assert.ok(verify(genesis.get(1)[0], signed, hex(vector.root_key)));
});

test("wrapped epoch keys", () => {
  for (const vector of file("wrap").wraps) {
    const secret = hex(vector.member_secret);
    const opened = openWrap(vector.wrap, "homeward/epoch/1", hex(vector.tenant), hex(vector.statement), secret);
    same(opened, vector.epoch_secret);
    same(x25519.getPublicKey(opened), vector.epoch_key);
    assert.throws(() => openWrap(vector.wrap, "homeward/wrap/1", hex(vector.tenant), hex(vector.statement), secret));
  }
});

test("card", () => {
  const vector = file("card");
  const parts = read(hex(vector.card));
  const [header, body, signature] = [0, 1, 2].map((key) => parts.get(key));
  assert.ok(verify(signature, context("homeward/card/1", sha(header), sha(body)), hex(vector.author_key)));
  const key = openWrap(vector.wrap, "homeward/wrap/1", hex(vector.tenant), sha(header), hex(vector.device_secret));
  same(openEnvelope("homeward/card/1", key, header, read(header).get(11), body), vector.content);
});

test("signing in", () => {
  const vector = file("sign_in");
  const tenant = hex(vector.tenant);
  const salt = sha(context("homeward/salt/1", tenant, text(vector.user_name)));
  same(salt, vector.salt);
  const stretched = argon2id(text(vector.passphrase), salt, { t: 3, m: 65536, p: 1, dkLen: 32 });
  const seed = derive(stretched, "homeward/sign-in/1");
  same(ed25519.getPublicKey(seed), vector.verifier);
  const parts = [hex(vector.nonce), tenant, sha(text(vector.user_name)), sha(text(vector.origin))];
  same(ed25519.sign(context("homeward/sign-in/1", ...parts), seed), vector.answer);
  const wrap = derive(stretched, "homeward/blob/1");
  const blob = read(hex(vector.blob));
  same(derive(wrap, "homeward/blob/1 commit"), Buffer.from(blob.get(2)).toString("hex"));
  const key = derive(wrap, "homeward/blob/1 key");
  const opened = xchacha20poly1305(key, blob.get(1), blob.get(0)).decrypt(blob.get(3));
  same(opened, vector.signing_seed + vector.opening_secret);
});

test("enrolment digits", () => {
  const vector = file("enrolment");
  const parts = [vector.genesis, vector.head, vector.subject, ...vector.keys].map(hex);
  const hash = sha(context("homeward/digits/1", ...parts));
  const groups = [0, 5, 10, 15, 20, 25].map((at) => {
    const number = hash.subarray(at, at + 5).reduce((sum, byte) => sum * 256 + byte, 0);
    return String(number % 100000).padStart(5, "0");
  });
  assert.equal(groups.join(" "), vector.digits);
});
