//! Against `tests/vectors/encrypted_submission`, which was made without this code.

use std::sync::Mutex;

use openssl::encrypt::Decrypter;
use openssl::pkey::PKey;
use serde_json::Value;

use super::*;
use crate::random::SystemRandom;

/// Gives the bytes of the vector, one after another.
struct Drawn(Mutex<Vec<u8>>);

impl RandomSource for Drawn {
    fn fill(&self, bytes: &mut [u8]) {
        let mut left = self.0.lock().unwrap();
        let drawn: Vec<u8> = left.drain(..bytes.len()).collect();
        bytes.copy_from_slice(&drawn);
    }
}

fn folder() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/vectors/encrypted_submission")
}

fn vector() -> Value {
    let text = std::fs::read_to_string(folder().join("vector.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn media(vector: &Value) -> Vec<(String, Vec<u8>)> {
    let media = vector["media"].as_array().unwrap().iter();
    media
        .map(|one| {
            let (name, bytes) = (one[0].as_str().unwrap(), one[1].as_str().unwrap());
            (name.to_owned(), hex::decode(bytes).unwrap())
        })
        .collect()
}

fn record<'a>(vector: &'a Value, files: &'a [(String, Vec<u8>)]) -> Record<'a> {
    let text = |key: &str| vector[key].as_str().unwrap();
    Record {
        form_id: text("form_id"),
        form_version: text("form_version"),
        instance_id: text("instance_id"),
        xml: text("xml").as_bytes(),
        files,
    }
}

#[test]
fn the_same_random_bytes_give_the_vector() {
    let vector = vector();
    let text = |key: &str| vector[key].as_str().unwrap();
    let files = media(&vector);
    let drawn = Drawn(Mutex::new(hex::decode(text("drawn")).unwrap()));
    let found = encrypt(&record(&vector, &files), text("public_key"), &drawn).unwrap();
    assert!(drawn.0.lock().unwrap().is_empty(), "all were drawn");
    let made: Vec<Value> = found
        .files
        .iter()
        .map(|(name, bytes)| serde_json::json!([name, STANDARD.encode(bytes)]))
        .collect();
    assert_eq!(Value::from(made), vector["files"]);
    let media: String = (0..17)
        .map(|n| format!("<media><file>file{n}.bin.enc</file></media>"))
        .collect();
    let expect = format!(
        "<?xml version=\"1.0\"?><data xmlns=\"http://opendatakit.org/submissions\" \
        id=\"synthetic &amp; &quot;plain&quot;\" version=\"{}\" encrypted=\"yes\">\
        <base64EncryptedKey>{}</base64EncryptedKey><meta xmlns=\"http://openrosa.org/xforms\">\
        <instanceID>{}</instanceID></meta>{media}\
        <encryptedXmlFile>submission.xml.enc</encryptedXmlFile>\
        <base64EncryptedElementSignature>{}</base64EncryptedElementSignature></data>",
        text("form_version"),
        text("wrapped_key"),
        text("instance_id"),
        text("signature"),
    );
    assert_eq!(found.manifest, expect);
}

#[test]
fn the_holder_of_the_key_opens_it() {
    let vector = vector();
    let files = media(&vector);
    let record = record(&vector, &files);
    let public = vector["public_key"].as_str().unwrap();
    let found = encrypt(&record, public, &SystemRandom).unwrap();
    let pem = std::fs::read(folder().join("key.pem")).unwrap();
    let private = PKey::private_key_from_pem(&pem).unwrap();
    let open = |element: &str| {
        let (_, rest) = found.manifest.split_once(&format!("<{element}>")).unwrap();
        let wrapped = STANDARD.decode(rest.split('<').next().unwrap()).unwrap();
        let mut opener = Decrypter::new(&private).unwrap();
        opener.set_rsa_padding(Padding::PKCS1_OAEP).unwrap();
        opener.set_rsa_oaep_md(MessageDigest::sha256()).unwrap();
        opener.set_rsa_mgf1_md(MessageDigest::sha256()).unwrap();
        let mut opened = vec![0; opener.decrypt_len(&wrapped).unwrap()];
        let size = opener.decrypt(&wrapped, &mut opened).unwrap();
        opened.truncate(size);
        opened
    };
    let key = open("base64EncryptedKey");
    let mut start = md5(&[record.instance_id.as_bytes(), &key].concat()).unwrap();
    let plain = record.files.iter().map(|(_, bytes)| &**bytes);
    for (at, (expect, (name, file))) in plain.chain([record.xml]).zip(&found.files).enumerate() {
        start[at % 16] = start[at % 16].wrapping_add(1);
        let opened = openssl::symm::decrypt(Cipher::aes_256_cfb128(), &key, Some(&start), file);
        assert_eq!(opened.unwrap(), padded(expect), "{name}");
    }
    assert_eq!(open("base64EncryptedElementSignature").len(), 16);
    let again = encrypt(&record, public, &SystemRandom).unwrap();
    assert_ne!(again.files, found.files, "each record has its own key");
}

#[test]
fn a_record_without_version_and_media() {
    let vector = vector();
    let record = Record {
        form_version: "",
        ..record(&vector, &[])
    };
    // as settings often have it: in lines
    let key = vector["public_key"].as_str().unwrap();
    let (first, rest) = key.split_at(64);
    let found = encrypt(&record, &format!("{first}\n  {rest}\n"), &SystemRandom).unwrap();
    assert!(
        !found.manifest.contains(" version=\"2"),
        "{}",
        found.manifest
    );
    assert!(!found.manifest.contains("<media>"), "{}", found.manifest);
    assert_eq!(found.files.len(), 1);
}

#[test]
fn keys_and_records_that_are_refused() {
    let vector = vector();
    let short = Rsa::generate(1024).unwrap().public_key_to_der().unwrap();
    let key = vector["public_key"].as_str().unwrap();
    for (key, says) in [
        ("", "is no RSA key"),
        ("####", "is no RSA key"),
        (&key[..100], "is no RSA key"),
        (&*STANDARD.encode(short), "has 1024 bits"),
    ] {
        let error = encrypt(&record(&vector, &[]), key, &SystemRandom)
            .err()
            .unwrap();
        assert!(error.to_string().contains(says), "{error}");
    }
    let nameless = Record {
        instance_id: "",
        ..record(&vector, &[])
    };
    let error = encrypt(&nameless, key, &SystemRandom).err().unwrap();
    assert!(matches!(error, EncryptError::NoIdentifier));
}
