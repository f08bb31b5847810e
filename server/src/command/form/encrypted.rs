//! A submission encrypted as ODK Collect does it (ODK XForms, "Encryption"), for servers that take
//! nothing else from a form with a `public_key`.
//!
//! Invariant: pure; the same record, key and random bytes give the same files. Each file has its
//! own vector, so their order is part of the result: media first, the XML last.
//!
//! What this protects against is limited, and that is the specification's doing: the cipher is not
//! authenticated, and its "signature" is made with the public key, so that anybody can make one.
//! Homeward's own records never go this way; they are sealed (docs/wire.md).

mod folder;
#[cfg(test)]
mod tests;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use openssl::hash::{MessageDigest, hash};
use openssl::rsa::{Padding, Rsa};
use openssl::symm::{Cipher, encrypt as aes};

use crate::random::RandomSource;
pub use folder::write;

/// The size of a digest of SHA-256, and of the key of a record.
const DIGEST: usize = 32;
/// The smallest RSA key that is taken, in bytes.
const SMALLEST_KEY: u32 = 256;
/// The name of the record itself among its files.
const XML: &str = "submission.xml";

/// What is encrypted.
pub struct Record<'a> {
    /// The form's id.
    pub form_id: &'a str,
    /// The form's version; empty if it has none.
    pub form_version: &'a str,
    /// The identifier of the record, such as `uuid:…`.
    pub instance_id: &'a str,
    /// The submission.
    pub xml: &'a [u8],
    /// Names and contents of the files that it names.
    pub files: &'a [(String, Vec<u8>)],
}

/// What is sent instead.
pub struct Encrypted {
    /// The manifest, in the place of the submission.
    pub manifest: String,
    /// Names and contents of the encrypted files, in their order.
    pub files: Vec<(String, Vec<u8>)>,
}

/// Why a record is not encrypted.
#[derive(Debug, thiserror::Error)]
pub enum EncryptError {
    /// The form's key is none.
    #[error(
        "the form's public_key is no RSA key: write what is between BEGIN and END in the file that holds it"
    )]
    Key,
    /// The key is too short to protect anything.
    #[error("the form's public_key has {0} bits; it needs 2048")]
    Short(u32),
    /// A record without identifier can't be told from others.
    #[error("the record has no instanceID")]
    NoIdentifier,
    /// The cipher refuses.
    #[error("the cipher refuses: {0}")]
    Cipher(#[from] openssl::error::ErrorStack),
}

/// Encrypts a record for the holder of the key's other half.
///
/// # Errors
/// The key is none or too short, or the record has no identifier.
pub fn encrypt(
    record: &Record<'_>,
    public_key: &str,
    random: &dyn RandomSource,
) -> Result<Encrypted, EncryptError> {
    let der = public_key.split_whitespace().collect::<String>();
    let der = STANDARD.decode(der).map_err(|_| EncryptError::Key)?;
    let rsa = Rsa::public_key_from_der(&der).map_err(|_| EncryptError::Key)?;
    if rsa.size() < SMALLEST_KEY {
        return Err(EncryptError::Short(rsa.size() * 8));
    }
    if record.instance_id.is_empty() {
        return Err(EncryptError::NoIdentifier);
    }
    let wrap = |message: &[u8]| -> Result<String, EncryptError> {
        let mut seed = [0; DIGEST];
        random.fill(&mut seed);
        let padded = oaep(message, seed, rsa.size() as usize)?;
        let mut wrapped = vec![0; padded.len()];
        rsa.public_encrypt(&padded, &mut wrapped, Padding::NONE)?;
        Ok(STANDARD.encode(wrapped))
    };
    let mut key = [0; DIGEST];
    random.fill(&mut key);
    let wrapped_key = wrap(&key)?;

    let mut vector = md5(&[record.instance_id.as_bytes(), &key].concat())?;
    let mut files = Vec::new();
    let mut signed = vec![record.form_id.to_owned()];
    if !record.form_version.is_empty() {
        signed.push(record.form_version.to_owned());
    }
    signed.extend([wrapped_key.clone(), record.instance_id.to_owned()]);
    let media = record.files.iter().map(|(name, bytes)| (&**name, &**bytes));
    for (at, (name, bytes)) in media.chain([(XML, record.xml)]).enumerate() {
        let byte = &mut vector[at % 16];
        *byte = byte.wrapping_add(1);
        let file = aes(
            Cipher::aes_256_cfb128(),
            &key,
            Some(&vector),
            &padded(bytes),
        )?;
        signed.push(format!("{name}::{}", hex::encode(md5(bytes)?)));
        files.push((format!("{name}.enc"), file));
    }
    let signature = wrap(&md5((signed.join("\n") + "\n").as_bytes())?)?;
    zeroize::Zeroize::zeroize(&mut key);
    Ok(Encrypted {
        manifest: manifest(record, &wrapped_key, &signature, &files),
        files,
    })
}

fn manifest(
    record: &Record<'_>,
    key: &str,
    signature: &str,
    files: &[(String, Vec<u8>)],
) -> String {
    let version = match record.form_version {
        "" => String::new(),
        version => format!(" version=\"{}\"", escaped(version)),
    };
    let (xml, media) = files
        .split_last()
        .expect("the record itself is always among them");
    let media: String = media
        .iter()
        .map(|(name, _)| format!("<media><file>{}</file></media>", escaped(name)))
        .collect();
    format!(
        "<?xml version=\"1.0\"?><data xmlns=\"http://opendatakit.org/submissions\" id=\"{}\"{version} encrypted=\"yes\">\
        <base64EncryptedKey>{key}</base64EncryptedKey>\
        <meta xmlns=\"http://openrosa.org/xforms\"><instanceID>{}</instanceID></meta>{media}\
        <encryptedXmlFile>{}</encryptedXmlFile>\
        <base64EncryptedElementSignature>{signature}</base64EncryptedElementSignature></data>",
        escaped(record.form_id),
        escaped(record.instance_id),
        xml.0,
    )
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('"', "&quot;")
}

/// With as many bytes behind it as fill a block, each of which says how many (PKCS #7).
fn padded(bytes: &[u8]) -> Vec<u8> {
    let more = 16 - bytes.len() % 16;
    let mut padded = bytes.to_vec();
    padded.resize(bytes.len() + more, more as u8);
    padded
}

fn md5(bytes: &[u8]) -> Result<[u8; 16], EncryptError> {
    let mut digest = [0; 16];
    digest.copy_from_slice(&hash(MessageDigest::md5(), bytes)?);
    Ok(digest)
}

/// RFC 8017, 7.1.1, with SHA-256 for both digests and no label. The message is at most a key.
fn oaep(message: &[u8], mut seed: [u8; DIGEST], size: usize) -> Result<Vec<u8>, EncryptError> {
    let mut block = hash(MessageDigest::sha256(), b"")?.to_vec();
    block.resize(size - DIGEST - 2 - message.len(), 0);
    block.push(1);
    block.extend_from_slice(message);
    mask(&mut block, &seed)?;
    mask(&mut seed, &block)?;
    Ok([&[0], &seed[..], &block].concat())
}

/// Combines bytes with those that a seed generates (RFC 8017, B.2.1).
fn mask(bytes: &mut [u8], seed: &[u8]) -> Result<(), EncryptError> {
    for (counter, chunk) in (0_u32..).zip(bytes.chunks_mut(DIGEST)) {
        let generated = hash(
            MessageDigest::sha256(),
            &[seed, &counter.to_be_bytes()].concat(),
        )?;
        for (byte, with) in chunk.iter_mut().zip(generated.iter()) {
            *byte ^= with;
        }
    }
    Ok(())
}
