"""Makes vector.json: a submission encrypted as the ODK XForms specification says, written from its text.

Run once, with Python and its package `cryptography`, in this folder:

    openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out key.pem     # a key for tests only
    python3 make.py

It opens what it made with the package's own OAEP and with the `openssl` command, so neither side of the
comparison in `server/src/command/form/encrypted/tests.rs` has read the other's code.
"""

import base64
import hashlib
import json
import subprocess

from cryptography.hazmat.decrepit.ciphers.modes import CFB
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms

FORM, VERSION = 'synthetic & "plain"', "2026031401"
INSTANCE = "uuid:5d3f0c1e-2b4a-4c6d-8e9f-0a1b2c3d4e5f"
XML = f'<?xml version="1.0"?><data id="t"><a>synthetic</a><meta><instanceID>{INSTANCE}</instanceID></meta></data>'
# more than 16 files, so that the counter begins anew; an empty one, and one of exactly a block
MEDIA = [(f"file{n}.bin", bytes(range(n))) for n in range(17)]
DRAWN = bytes(range(96))
KEY, SEED_OF_KEY, SEED_OF_SIGNATURE = DRAWN[:32], DRAWN[32:64], DRAWN[64:]

private = serialization.load_pem_private_key(open("key.pem", "rb").read(), None)
public = private.public_key().public_numbers()


def sha256(data):
    return hashlib.sha256(data).digest()


def mgf1(seed, length):
    made = b""
    for counter in range(-(-length // 32)):
        made += sha256(seed + counter.to_bytes(4, "big"))
    return made[:length]


def xor(a, b):
    return bytes(x ^ y for x, y in zip(a, b, strict=True))


def rsa_oaep(message, seed):
    db = sha256(b"") + bytes(256 - 66 - len(message)) + b"\x01" + message
    db = xor(db, mgf1(seed, len(db)))
    padded = b"\x00" + xor(seed, mgf1(db, 32)) + db
    number = pow(int.from_bytes(padded, "big"), public.e, public.n)
    return number.to_bytes(256, "big")


def opened(wrapped):
    sha = hashes.SHA256()
    return private.decrypt(wrapped, padding.OAEP(padding.MGF1(sha), sha, None))


wrapped = rsa_oaep(KEY, SEED_OF_KEY)
assert opened(wrapped) == KEY
command = ["openssl", "pkeyutl", "-decrypt", "-inkey", "key.pem", "-pkeyopt", "rsa_padding_mode:oaep"]
command += ["-pkeyopt", "rsa_oaep_md:sha256", "-pkeyopt", "rsa_mgf1_md:sha256"]
assert subprocess.run(command, input=wrapped, capture_output=True, check=True).stdout == KEY

vector = bytearray(hashlib.md5(INSTANCE.encode() + KEY).digest())
signed = [FORM, VERSION, base64.b64encode(wrapped).decode(), INSTANCE]
files = []
for counter, (name, data) in enumerate(MEDIA + [("submission.xml", XML.encode())]):
    vector[counter % 16] = (vector[counter % 16] + 1) % 256
    more = 16 - len(data) % 16
    cipher = Cipher(algorithms.AES(KEY), CFB(bytes(vector))).encryptor()
    file = cipher.update(data + bytes([more]) * more) + cipher.finalize()
    command = ["openssl", "enc", "-d", "-aes-256-cfb", "-K", KEY.hex(), "-iv", vector.hex(), "-nopad"]
    plain = subprocess.run(command, input=file, capture_output=True, check=True).stdout
    assert plain[: -plain[-1]] == data
    signed.append(f"{name}::{hashlib.md5(data).hexdigest()}")
    files.append([name + ".enc", base64.b64encode(file).decode()])
signature = rsa_oaep(hashlib.md5(("\n".join(signed) + "\n").encode()).digest(), SEED_OF_SIGNATURE)
assert len(opened(signature)) == 16

der = private.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
json.dump(
    {
        "public_key": base64.b64encode(der).decode(),
        "form_id": FORM,
        "form_version": VERSION,
        "instance_id": INSTANCE,
        "xml": XML,
        "media": [[name, data.hex()] for name, data in MEDIA],
        "drawn": DRAWN.hex(),
        "wrapped_key": base64.b64encode(wrapped).decode(),
        "signature": base64.b64encode(signature).decode(),
        "files": files,
    },
    open("vector.json", "w"),
    indent=1,
)
