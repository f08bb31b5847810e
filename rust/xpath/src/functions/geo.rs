//! Places: `latitude longitude altitude accuracy`, several of them separated by `;` or as nodes.
//!
//! The earth is a sphere with the equatorial radius that JavaRosa uses; areas are those of the flat
//! polygon around the first point, distances those of the spherical law of cosines.

use super::Arguments;
use crate::context::Meaning;
use crate::eval_error::EvalError;
use crate::value::Value;

/// In metres.
const RADIUS: f64 = 6_378_100.0;

/// A place in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Place {
    latitude: f64,
    longitude: f64,
}

fn place(text: &str) -> Option<Place> {
    let mut parts = text.split_whitespace();
    let latitude: f64 = parts.next()?.parse().ok()?;
    let longitude: f64 = parts.next()?.parse().ok()?;
    let rest = parts.try_fold(0, |count, part| part.parse::<f64>().ok().map(|_| count + 1))?;
    let fits = latitude.abs() <= 90.0 && longitude.abs() <= 180.0 && rest <= 2;
    fits.then_some(Place {
        latitude,
        longitude,
    })
}

/// The places of every `step`-th argument from `start` on, or nothing when one of them is none.
fn places(
    arguments: &mut Arguments<'_, '_, '_>,
    start: usize,
    step: usize,
) -> Result<Option<Vec<Place>>, EvalError> {
    let mut found = Vec::new();
    for item in arguments.items(start, step)? {
        let text = item.text(arguments.cx);
        arguments.cx.spend(text.len() / 16 + 1)?;
        for part in text.trim().trim_end_matches(';').split(';') {
            match place(part) {
                Some(place) => found.push(place),
                None if part.trim().is_empty() && arguments.cx.meaning == Meaning::JavaRosa => {}
                None => return Ok(None),
            }
        }
    }
    Ok(Some(found))
}

/// To the hundredth, as ODK's web engine reports them; JavaRosa gives all digits.
fn rounded(value: f64, arguments: &Arguments<'_, '_, '_>) -> f64 {
    match arguments.cx.meaning {
        Meaning::JavaRosa => value,
        Meaning::Standard => (value * 100.0).round() / 100.0,
    }
}

fn invalid<'a>(arguments: &Arguments<'a, '_, '_>) -> Result<Value<'a>, EvalError> {
    match arguments.cx.meaning {
        Meaning::JavaRosa => arguments.error(NO_PLACE),
        Meaning::Standard => Ok(Value::Number(f64::NAN)),
    }
}

/// `area(shape)`, in square metres.
pub(super) fn area<'a>(arguments: &mut Arguments<'a, '_, '_>) -> Result<Value<'a>, EvalError> {
    let Some(shape) = places(arguments, 0, usize::MAX)? else {
        return invalid(arguments);
    };
    if shape.len() < 2 && arguments.cx.meaning == Meaning::Standard {
        return invalid(arguments);
    }
    let value = match arguments.cx.meaning {
        Meaning::JavaRosa => flat_area(&shape),
        Meaning::Standard => spherical_area(&shape),
    };
    Ok(Value::Number(rounded(value.abs(), arguments)))
}

/// The area of the polygon on a plane that keeps lengths along the meridian and each parallel.
fn flat_area(shape: &[Place]) -> f64 {
    let [first, rest @ ..] = shape else {
        return 0.0;
    };
    let degree = 2.0 * RADIUS * std::f64::consts::PI / 360.0;
    let flat = rest.iter().map(|place| {
        let x = (place.longitude - first.longitude) * degree * place.latitude.to_radians().cos();
        let y = (place.latitude - first.latitude) * degree;
        (x, y)
    });
    let flat: Vec<(f64, f64)> = flat.collect();
    flat.windows(2)
        .map(|pair| (pair[0].1 * pair[1].0 - pair[0].0 * pair[1].1) / 2.0)
        .sum()
}

/// The area under the polygon's edges on the sphere, closed where it is open.
fn spherical_area(shape: &[Place]) -> f64 {
    let (Some(first), Some(last)) = (shape.first(), shape.last()) else {
        return 0.0;
    };
    if shape.len() < 3 {
        return 0.0;
    }
    let edge = |a: &Place, b: &Place| {
        let sines = a.latitude.to_radians().sin() + b.latitude.to_radians().sin();
        (b.longitude - a.longitude).to_radians() * (2.0 + sines)
    };
    let sum: f64 = shape.windows(2).map(|pair| edge(&pair[0], &pair[1])).sum();
    let closing = if first == last {
        0.0
    } else {
        edge(last, first)
    };
    (sum + closing) * RADIUS * RADIUS / 2.0
}

/// `distance(…)`: the length of the line through all places, in metres.
pub(super) fn distance<'a>(arguments: &mut Arguments<'a, '_, '_>) -> Result<Value<'a>, EvalError> {
    let Some(line) = places(arguments, 0, 1)? else {
        return invalid(arguments);
    };
    if line.len() < 2 && arguments.cx.meaning == Meaning::Standard {
        return invalid(arguments);
    }
    let length: f64 = line.windows(2).map(|pair| between(pair[0], pair[1])).sum();
    Ok(Value::Number(rounded(length, arguments)))
}

fn between(a: Place, b: Place) -> f64 {
    if a == b {
        return 0.0;
    }
    let turn = (a.longitude - b.longitude).to_radians();
    let (p, q) = (a.latitude.to_radians(), b.latitude.to_radians());
    let cosine = p.sin() * q.sin() + p.cos() * q.cos() * turn.cos();
    cosine.clamp(-1.0, 1.0).acos() * RADIUS
}

/// What a test says of places that are none: false while one has not been answered, and always in the standard
/// meaning.
fn no_place<'a>(
    arguments: &mut Arguments<'a, '_, '_>,
    given: &[usize],
) -> Result<Value<'a>, EvalError> {
    let mut empty = arguments.cx.meaning == Meaning::Standard;
    for index in given {
        empty = empty || arguments.text(*index)?.trim().is_empty();
    }
    match empty {
        true => Ok(Value::Boolean(false)),
        false => invalid(arguments),
    }
}

/// Whether a text that is written out cannot stand for places.
pub(crate) fn place_fault(text: &str) -> Option<&'static str> {
    let mut parts = text.split(';').map(str::trim);
    let reads = parts.all(|part| part.is_empty() || place(part).is_some());
    (!reads).then_some(NO_PLACE)
}

/// What is wrong with a value that is no place.
pub(crate) const NO_PLACE: &str = "the value is no place";

/// `geofence(place, shape)`: whether the place is inside the shape.
pub(super) fn geofence<'a>(arguments: &mut Arguments<'a, '_, '_>) -> Result<Value<'a>, EvalError> {
    let point = arguments.text(0)?;
    let shape = places(arguments, 1, 1)?;
    let (Some(point), Some(shape)) = (place(&point), shape) else {
        return no_place(arguments, &[0, 1]);
    };
    // Count the edges that a ray to the east crosses.
    let crossings = shape.windows(2).filter(|edge| {
        let (a, b) = (edge[0], edge[1]);
        let spans = (a.latitude > point.latitude) != (b.latitude > point.latitude);
        let along = (point.latitude - b.latitude) / (a.latitude - b.latitude);
        spans && point.longitude < (a.longitude - b.longitude) * along + b.longitude
    });
    Ok(Value::Boolean(crossings.count() % 2 == 1))
}

/// The longest line that `intersects()` looks at.
const MOST: usize = 10_000;

/// `intersects(line)`: whether the line crosses or touches itself other than where its segments meet and
/// where a shape closes.
pub(super) fn intersects<'a>(
    arguments: &mut Arguments<'a, '_, '_>,
) -> Result<Value<'a>, EvalError> {
    let Some(line) = places(arguments, 0, 1)? else {
        return no_place(arguments, &[0]);
    };
    if line.len() > MOST {
        return arguments.error("the line has too many points");
    }
    let edges: Vec<(Place, Place)> = line.windows(2).map(|pair| (pair[0], pair[1])).collect();
    let closed = line.len() > 2 && line.first() == line.last();
    for (at, a) in edges.iter().enumerate() {
        arguments.cx.spend(edges.len() - at)?;
        for (other, b) in edges.iter().enumerate().skip(at + 1) {
            let neighbours = other == at + 1 || (closed && at == 0 && other + 1 == edges.len());
            let meet = if neighbours {
                folds_back(a, b, other == at + 1)
            } else {
                touch(a, b)
            };
            if meet {
                return Ok(Value::Boolean(true));
            }
        }
    }
    Ok(Value::Boolean(false))
}

/// The side of the line from `a` to `b` on which `c` lies.
fn side(a: Place, b: Place, c: Place) -> f64 {
    (b.longitude - a.longitude) * (c.latitude - a.latitude)
        - (b.latitude - a.latitude) * (c.longitude - a.longitude)
}

fn within(a: Place, b: Place, c: Place) -> bool {
    let between = |x: f64, y: f64, z: f64| x.min(y) <= z && z <= x.max(y);
    between(a.longitude, b.longitude, c.longitude) && between(a.latitude, b.latitude, c.latitude)
}

/// Whether two segments have a point in common.
fn touch(a: &(Place, Place), b: &(Place, Place)) -> bool {
    let (d1, d2) = (side(a.0, a.1, b.0), side(a.0, a.1, b.1));
    let (d3, d4) = (side(b.0, b.1, a.0), side(b.0, b.1, a.1));
    if d1 * d2 < 0.0 && d3 * d4 < 0.0 {
        return true;
    }
    (d1 == 0.0 && within(a.0, a.1, b.0))
        || (d2 == 0.0 && within(a.0, a.1, b.1))
        || (d3 == 0.0 && within(b.0, b.1, a.0))
        || (d4 == 0.0 && within(b.0, b.1, a.1))
}

/// Whether two segments that share an end have more in common than that end.
fn folds_back(a: &(Place, Place), b: &(Place, Place), forwards: bool) -> bool {
    let (far_a, shared, far_b) = if forwards {
        (a.0, a.1, b.1)
    } else {
        (a.1, a.0, b.0)
    };
    let same_direction = (far_a.longitude - shared.longitude)
        * (far_b.longitude - shared.longitude)
        + (far_a.latitude - shared.latitude) * (far_b.latitude - shared.latitude)
        > 0.0;
    side(shared, far_a, far_b) == 0.0 && same_direction
}
