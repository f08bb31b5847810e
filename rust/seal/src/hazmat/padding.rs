//! Padding: length as four big-endian bytes, the data, zeros up to a bucket.
//!
//! Invariant: one data, one padded form. Zeros that are not zeros, a length beyond the end and a
//! bucket larger than needed are refused.

use zeroize::Zeroizing;

/// The buckets of one kind of object: the fixed ones, then multiples of `step`.
pub(crate) struct Buckets {
    pub(crate) fixed: &'static [usize],
    pub(crate) step: usize,
    /// Nothing is padded beyond this.
    pub(crate) most: usize,
}

impl Buckets {
    fn size(&self, len: usize) -> Option<usize> {
        let needed = len.checked_add(4)?;
        let size = match self.fixed.iter().find(|size| needed <= **size) {
            Some(size) => *size,
            None => needed.div_ceil(self.step).checked_mul(self.step)?,
        };
        (size <= self.most).then_some(size)
    }
    /// The padded data, or `None` when it does not fit.
    pub(crate) fn pad(&self, data: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let size = self.size(data.len())?;
        let mut padded = Zeroizing::new(Vec::with_capacity(size));
        padded.extend(u32::try_from(data.len()).ok()?.to_be_bytes());
        padded.extend_from_slice(data);
        padded.resize(size, 0);
        Some(padded)
    }
    /// The data, or `None` when this is not what `pad` gives.
    pub(crate) fn unpad<'d>(&self, padded: &'d [u8]) -> Option<&'d [u8]> {
        let (len, rest) = padded.split_first_chunk::<4>()?;
        let len = usize::try_from(u32::from_be_bytes(*len)).ok()?;
        let (data, zeros) = rest.split_at_checked(len)?;
        let exact = self.size(len) == Some(padded.len());
        (exact && zeros.iter().all(|byte| *byte == 0)).then_some(data)
    }
}

/// Record bodies.
pub(crate) const RECORD: Buckets = Buckets {
    fixed: &[],
    step: 4096,
    most: 1 << 20,
};
/// Cards, case fields, returns and notes.
pub(crate) const SEALED: Buckets = Buckets {
    fixed: &[512, 1024, 2048],
    step: 4096,
    most: 1 << 18,
};
/// Ordinary tallies.
pub(crate) const ORDINARY: Buckets = Buckets {
    fixed: &[1024],
    step: 1024,
    most: 1024,
};
/// Restricted tallies.
pub(crate) const RESTRICTED: Buckets = Buckets {
    fixed: &[256],
    step: 256,
    most: 256,
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_form_only() {
        for (buckets, len, size) in [
            (&RECORD, 0, 4096),
            (&RECORD, 4092, 4096),
            (&RECORD, 4093, 8192),
            (&SEALED, 508, 512),
            (&SEALED, 509, 1024),
            (&SEALED, 2045, 4096),
            (&SEALED, 4093, 8192),
            (&ORDINARY, 1020, 1024),
            (&RESTRICTED, 252, 256),
        ] {
            let data = vec![7; len];
            let padded = buckets.pad(&data).unwrap();
            assert_eq!(padded.len(), size);
            assert_eq!(buckets.unpad(&padded), Some(&data[..]));
            let mut longer = padded.to_vec();
            longer.resize(size + buckets.step, 0);
            assert_eq!(buckets.unpad(&longer), None, "a larger bucket");
            if len + 4 < size {
                let mut garbage = padded.to_vec();
                *garbage.last_mut().unwrap() = 1;
                assert_eq!(buckets.unpad(&garbage), None, "garbage in the zeros");
            }
        }
        assert_eq!(ORDINARY.pad(&[0; 1021]), None);
        assert_eq!(RESTRICTED.pad(&[0; 253]), None);
        assert_eq!(RECORD.unpad(&[0xff; 4096]), None);
        assert_eq!(RECORD.unpad(&[0; 3]), None);
    }
}
