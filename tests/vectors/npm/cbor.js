// Reads the subset of CBOR that the vectors use, and writes what tags are computed over.
// Maps become Map, byte strings Uint8Array, text string, numbers number (all are below 2^53).

export function read(bytes) {
  let at = 0;
  const take = (length) => {
    if (at + length > bytes.length) throw new Error("the bytes end too early");
    at += length;
    return bytes.subarray(at - length, at);
  };
  const number = (info) => {
    if (info < 24) return info;
    if (info > 27) throw new Error("indefinite length");
    return take(2 ** (info - 24)).reduce((sum, byte) => sum * 256 + byte, 0);
  };
  const value = () => {
    const [first] = take(1);
    const major = first >> 5;
    const length = number(first & 31);
    if (major === 0) return length;
    if (major === 2) return take(length);
    if (major === 3) return new TextDecoder("utf-8", { fatal: true }).decode(take(length));
    if (major === 4) return Array.from({ length }, value);
    if (major === 5) {
      const map = new Map();
      for (let i = 0; i < length; i++) {
        const key = value();
        map.set(key, value());
      }
      return map;
    }
    throw new Error(`major type ${major}`);
  };
  const result = value();
  if (at !== bytes.length) throw new Error("something follows");
  return result;
}

function head(major, number) {
  if (number < 24) return [(major << 5) | number];
  if (number < 256) return [(major << 5) | 24, number];
  if (number < 65536) return [(major << 5) | 25, number >> 8, number & 255];
  throw new Error("not needed");
}

export function write(value) {
  if (typeof value === "number") return Uint8Array.from(head(0, value));
  if (value instanceof Uint8Array) return Uint8Array.from([...head(2, value.length), ...value]);
  if (typeof value === "string") {
    const bytes = new TextEncoder().encode(value);
    return Uint8Array.from([...head(3, bytes.length), ...bytes]);
  }
  if (Array.isArray(value)) {
    return Uint8Array.from([...head(4, value.length), ...value.flatMap((item) => [...write(item)])]);
  }
  if (value instanceof Map) {
    const pairs = [...value].flatMap(([key, item]) => [...write(key), ...write(item)]);
    return Uint8Array.from([...head(5, value.size), ...pairs]);
  }
  throw new Error("not needed");
}
