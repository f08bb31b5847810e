//! The server's randomness, as an object that is passed in.
//!
//! Invariant: every token, nonce and id is drawn through [`RandomSource`]. A server of the demo or
//! of a test may be seeded; a server that faces people uses [`SystemRandom`].

use std::convert::Infallible;
use std::sync::{Mutex, PoisonError};

use rand_core::{SeedableRng, TryCryptoRng, TryRng};

/// Fills bytes with randomness that nobody can guess.
pub trait RandomSource: Send + Sync + 'static {
    /// Fills all of `bytes`.
    fn fill(&self, bytes: &mut [u8]);
}

/// The operating system's source.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandom;

impl RandomSource for SystemRandom {
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes)
            .expect("the system's random source answers, or nothing here is safe");
    }
}

/// A seeded source, the same each time: for the demo and tests only.
pub struct SeededRandom(Mutex<rand_chacha::ChaCha20Rng>);

impl SeededRandom {
    /// The source that `seed` names.
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(rand_chacha::ChaCha20Rng::seed_from_u64(seed)))
    }
}

impl RandomSource for SeededRandom {
    fn fill(&self, bytes: &mut [u8]) {
        use rand_core::Rng;
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .fill_bytes(bytes);
    }
}

/// Shows a [`RandomSource`] to `seal`, which takes `rand_core`'s traits.
pub struct Draw<'a>(pub &'a dyn RandomSource);

impl TryRng for Draw<'_> {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.0.fill(&mut bytes);
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes);
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        self.0.fill(bytes);
        Ok(())
    }
}

impl TryCryptoRng for Draw<'_> {}

/// `N` random bytes.
pub fn bytes<const N: usize>(random: &dyn RandomSource) -> [u8; N] {
    let mut bytes = [0; N];
    random.fill(&mut bytes);
    bytes
}

/// A random id: 16 bytes with the version and variant bits of a UUIDv4 (keys.md, Encodings).
pub fn id(random: &dyn RandomSource) -> [u8; 16] {
    uuid::Builder::from_random_bytes(bytes(random))
        .into_uuid()
        .into_bytes()
}
