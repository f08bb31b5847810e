// Plays recorded messages to the instrumented module and writes which of its functions were used:
// node tools/wasm_profile.mjs INSTRUMENTED.wasm RECORDED.json.br PROFILE
import { readFileSync, writeFileSync } from "node:fs";
import { brotliDecompressSync } from "node:zlib";

const [, , module, recorded, profile] = process.argv;
const { instance } = await WebAssembly.instantiate(readFileSync(module), {});
const { memory, alloc, free, call, __write_profile: writeProfile } = instance.exports;
const random = Buffer.alloc(32, 7).toString("base64url");
const { now, calls } = JSON.parse(brotliDecompressSync(readFileSync(recorded)).toString());
for (const { operation, message } of calls) {
  const request = Buffer.from(JSON.stringify({ operation, now, offset_minutes: 60, random, message }));
  const pointer = alloc(request.length);
  new Uint8Array(memory.buffer, pointer, request.length).set(request);
  const answered = BigInt.asUintN(64, call(pointer, request.length));
  const [start, length] = [Number(answered >> 32n), Number(answered & 0xffffffffn)];
  const answer = JSON.parse(Buffer.from(memory.buffer, start, length).toString());
  free(start, length);
  // What fails does not show what reading needs.
  if (answer.error) throw new Error(`${recorded}: ${operation} answers ${answer.error.code}: run tests/browser/record_reading.js`);
}
const size = writeProfile(0, 0);
const at = alloc(size);
writeProfile(at, size);
writeFileSync(profile, new Uint8Array(memory.buffer, at, size));
