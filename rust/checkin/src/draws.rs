//! Random numbers inside a check-in, all from one seed.
//!
//! The seed is drawn from the caller's source when a check-in begins and is kept with the draft, so
//! a list that is shown in random order stays in that order. Nothing secret comes from here: it is
//! xoshiro256++ (Blackman and Vigna, 2018), seeded through SplitMix64.

use homeward_xpath::RandomSource;

/// The generator.
#[derive(Clone)]
pub(crate) struct Draws {
    state: [u64; 4],
}

impl Draws {
    /// The numbers of a seed, and of a purpose that tells them from others of the same seed.
    pub(crate) fn new(seed: &[u8; 32], purpose: u64) -> Self {
        let mut mixed = purpose;
        let mut state = [0; 4];
        for (word, bytes) in state.iter_mut().zip(seed.chunks_exact(8)) {
            let bytes: [u8; 8] = bytes.try_into().unwrap_or_default();
            mixed = mixed
                .wrapping_add(u64::from_le_bytes(bytes))
                .wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = mixed;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            *word = z ^ (z >> 31);
        }
        if state == [0; 4] {
            state[0] = 1;
        }
        Draws { state }
    }
}

impl RandomSource for Draws {
    fn next_u64(&mut self) -> u64 {
        let [a, b, c, d] = &mut self.state;
        let result = a.wrapping_add(*d).rotate_left(23).wrapping_add(*a);
        let shifted = *b << 17;
        *c ^= *a;
        *d ^= *b;
        *b ^= *c;
        *a ^= *d;
        *c ^= shifted;
        *d = d.rotate_left(45);
        result
    }

    fn fill(&mut self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let word = self.next_u64().to_le_bytes();
            chunk.copy_from_slice(&word[..chunk.len()]);
        }
    }
}
