//! Randomness: drawn from the context, or from a seed.

use sha2::{Digest as _, Sha256};

use super::Arguments;
use crate::context::{Context, Meaning, RandomSource};
use crate::eval::convert;
use crate::eval_error::EvalError;
use crate::value::Value;

/// `random()`: a number from 0 to below 1.
pub(super) fn fraction(cx: &mut Context<'_, '_>) -> f64 {
    unit(cx.random)
}

fn unit(random: &mut dyn RandomSource) -> f64 {
    (random.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
}

/// The longest text that `uuid(length)` makes.
const LONGEST: f64 = 4096.0;

/// `uuid()` is a UUID of version 4; `uuid(length)` that many digits and capital letters.
pub(super) fn uuid<'a>(arguments: &mut Arguments<'a, '_, '_>) -> Result<Value<'a>, EvalError> {
    if arguments.len() == 0 {
        let mut bytes = [0; 16];
        arguments.cx.random.fill(&mut bytes);
        bytes[6] = (bytes[6] & 0x0f) | 0x40;
        bytes[8] = (bytes[8] & 0x3f) | 0x80;
        let digits = hex::encode(bytes);
        let parts = [
            &digits[..8],
            &digits[8..12],
            &digits[12..16],
            &digits[16..20],
            &digits[20..],
        ];
        return Ok(Value::text(parts.join("-")));
    }
    let length = arguments.number(0)?;
    if let Some(reason) = length_fault(length) {
        return arguments.error(reason);
    }
    let alphabet = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let made = (0..length.max(0.0) as usize).map(|_| {
        let at = (unit(arguments.cx.random) * alphabet.len() as f64) as usize;
        char::from(alphabet[at.min(alphabet.len() - 1)])
    });
    Ok(Value::text(made.collect::<String>()))
}

/// Why `uuid()` cannot make a text of this length.
pub(crate) fn length_fault(length: f64) -> Option<&'static str> {
    (length.is_nan() || length > LONGEST).then_some("the length has to be a number up to 4096")
}

/// `randomize(nodes, seed?)`: the nodes in another order. With a seed it is the order that JavaRosa makes.
pub(super) fn randomize<'a>(arguments: &mut Arguments<'a, '_, '_>) -> Result<Value<'a>, EvalError> {
    let nodes = arguments.nodes(0)?;
    arguments.cx.spend(nodes.len())?;
    let mut generator = match arguments.len() {
        1 => None,
        _ => {
            let seed = arguments.value(1)?;
            let number = seed_of(seed, arguments.cx);
            Some(ParkMiller::new(number, arguments.cx.meaning))
        }
    };
    // The inside-out form of the Fisher–Yates shuffle.
    let mut shuffled = Vec::with_capacity(nodes.len());
    for (at, node) in nodes.iter().enumerate() {
        let fraction = match &mut generator {
            Some(generator) => generator.next(),
            None => unit(arguments.cx.random),
        };
        let to = ((fraction * (at + 1) as f64) as usize).min(at);
        shuffled.push(*node);
        shuffled.swap(to, at);
    }
    Ok(Value::Nodes(shuffled.into()))
}

/// A number is cut to an integer; a text that is no number is hashed; nothing is zero.
fn seed_of<'a>(seed: Value<'a>, cx: &Context<'a, '_>) -> i64 {
    let number = convert::number(&seed, cx);
    let text = convert::text(seed, cx);
    if !number.is_nan() {
        return number as i64;
    }
    if text.is_empty() || text == "NaN" {
        return 0;
    }
    let hash = Sha256::digest(text.as_bytes());
    let mut first = [0; 8];
    first.copy_from_slice(&hash[..8]);
    i64::from_be_bytes(first)
}

/// The minimal standard generator of Park and Miller. JavaRosa folds seeds as doubles, so that the last digits
/// of a hash are lost; the web engine folds them exactly.
struct ParkMiller(i64);

const MODULUS: i64 = 2_147_483_647;

impl ParkMiller {
    fn new(seed: i64, meaning: Meaning) -> Self {
        let seed = match meaning {
            Meaning::JavaRosa => (seed as f64 % MODULUS as f64) as i64,
            Meaning::Standard => seed % MODULUS,
        };
        Self(if seed <= 0 { seed + MODULUS - 1 } else { seed })
    }

    /// From 0 to below 1.
    fn next(&mut self) -> f64 {
        self.0 = self.0 * 16_807 % MODULUS;
        (self.0 - 1) as f64 / (MODULUS - 1) as f64
    }
}
