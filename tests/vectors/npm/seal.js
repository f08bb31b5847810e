// The envelopes of docs/wire.md, written from that page and from RFC 9180 alone.
import { chacha20poly1305, xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { ed25519, x25519 } from "@noble/curves/ed25519.js";
import { expand, extract, hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";

export const hex = (text) => Uint8Array.from(Buffer.from(text, "hex"));
export const text = (string) => new TextEncoder().encode(string);
export const concat = (...parts) => Uint8Array.from(Buffer.concat(parts));
export const sha = (...parts) => sha256(concat(...parts));
export const context = (name, ...parts) => concat(text(name), Uint8Array.of(0), ...parts);
export const keyId = (key) => sha(key).subarray(0, 16);
export const derive = (key, info) => hkdf(sha256, key, undefined, text(info), 32);
export { chacha20poly1305, xchacha20poly1305, ed25519, x25519 };

export const verify = (signature, message, key) =>
  ed25519.verify(signature, message, key, { zip215: false });

export function unpad(padded) {
  const length = new DataView(padded.buffer, padded.byteOffset).getUint32(0);
  if (padded.subarray(4 + length).some((byte) => byte !== 0)) throw new Error("padding");
  return padded.subarray(4, 4 + length);
}

// RFC 9180, section 4.1, DHKEM(X25519, HKDF-SHA256), and section 5.1, base mode.
const KEM = concat(text("KEM"), Uint8Array.of(0, 0x20));
const SUITE = concat(text("HPKE"), Uint8Array.of(0, 0x20, 0, 1, 0, 3));
const labeledExtract = (suite, salt, label, ikm) =>
  extract(sha256, concat(text("HPKE-v1"), suite, text(label), ikm), salt);
const labeledExpand = (suite, prk, label, info, length) =>
  expand(sha256, prk, concat(Uint8Array.of(length >> 8, length & 255), text("HPKE-v1"), suite, text(label), info), length);

export function hpkeOpen(secret, info, aad, sealed) {
  const enc = sealed.subarray(0, 32);
  const none = new Uint8Array();
  const dh = x25519.getSharedSecret(secret, enc);
  const kemContext = concat(enc, x25519.getPublicKey(secret));
  const shared = labeledExpand(KEM, labeledExtract(KEM, none, "eae_prk", dh), "shared_secret", kemContext, 32);
  const pskId = labeledExtract(SUITE, none, "psk_id_hash", none);
  const infoHash = labeledExtract(SUITE, none, "info_hash", info);
  const schedule = concat(Uint8Array.of(0), pskId, infoHash);
  const prk = labeledExtract(SUITE, shared, "secret", none);
  const key = labeledExpand(SUITE, prk, "key", schedule, 32);
  const nonce = labeledExpand(SUITE, prk, "base_nonce", schedule, 12);
  return chacha20poly1305(key, nonce, aad).decrypt(sealed.subarray(32));
}

export function openWrap(wrap, name, tenant, about, secret) {
  const aad = concat(about, keyId(x25519.getPublicKey(secret)));
  return hpkeOpen(secret, context(name, tenant), aad, hex(wrap.sealed));
}

export function openEnvelope(name, key, header, commitment, body) {
  const committed = derive(key, `${name} commit`);
  if (Buffer.compare(committed, commitment) !== 0) throw new Error("commitment");
  const opened = chacha20poly1305(derive(key, `${name} key`), new Uint8Array(12), header).decrypt(body);
  return unpad(opened);
}
