//! GeoJSON as the document of a secondary instance: `root/item` for each feature.
//!
//! An item has `geometry` as ODK writes places (`latitude longitude 0 0`, several with `; ` between
//! them), then a child for each property whose name can be one, and `id` from the feature, if the
//! properties have none. Points, lines and polygons without holes are read, as in other engines;
//! anything else is an error with the number of the feature.

use homeward_xpath::doc::{Builder, Document};
use serde_json::Value;

/// Reads a feature collection.
pub(super) fn read(bytes: &[u8]) -> Result<Document, String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let value: Value = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
    if value.get("type").and_then(Value::as_str) != Some("FeatureCollection") {
        return Err("it is no FeatureCollection".to_owned());
    }
    let features = value.get("features").and_then(Value::as_array);
    let features = features.ok_or("it has no features")?;
    let mut builder = Builder::new();
    builder.open("root")?;
    for (at, feature) in features.iter().enumerate() {
        let say = |reason: &str| format!("feature {}: {reason}", at + 1);
        if feature.get("type").and_then(Value::as_str) != Some("Feature") {
            return Err(say("it is no Feature"));
        }
        let place = geometry(feature.get("geometry").unwrap_or(&Value::Null))
            .map_err(|reason| say(&reason))?;
        builder.open("item")?;
        child(&mut builder, "geometry", &place)?;
        let nothing = serde_json::Map::new();
        let properties = feature.get("properties").and_then(Value::as_object);
        let properties = properties.unwrap_or(&nothing);
        for (name, value) in properties {
            if super::is_name(name) && name != "geometry" {
                child(&mut builder, name, &text(value))?;
            }
        }
        if let (Some(id), None) = (feature.get("id"), properties.get("id")) {
            child(&mut builder, "id", &text(id))?;
        }
        builder.close();
    }
    builder.close();
    builder.finish().map_err(|error| error.to_string())
}

fn child(builder: &mut Builder, name: &str, value: &str) -> Result<(), String> {
    builder.open(name)?;
    builder.text(value);
    builder.close();
    Ok(())
}

/// A property as text; what is no single value stays JSON.
fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn geometry(value: &Value) -> Result<String, String> {
    let coordinates = value.get("coordinates").unwrap_or(&Value::Null);
    match value.get("type").and_then(Value::as_str) {
        Some("Point") => point(coordinates),
        Some("LineString") => line(coordinates),
        Some("Polygon") => match coordinates.as_array().map(Vec::as_slice) {
            Some([]) => Ok(String::new()),
            Some([ring]) => line(ring),
            Some(_) => Err("a polygon with holes is not supported".to_owned()),
            None => Err("the polygon has no coordinates".to_owned()),
        },
        _ => Err("only points, lines and polygons are supported".to_owned()),
    }
}

fn line(value: &Value) -> Result<String, String> {
    let points = value.as_array().ok_or("the line has no coordinates")?;
    let points: Result<Vec<String>, String> = points.iter().map(point).collect();
    Ok(points?.join("; "))
}

/// `longitude, latitude` as `latitude longitude 0 0`, with the digits of the file.
fn point(value: &Value) -> Result<String, String> {
    match value.as_array().map(Vec::as_slice) {
        Some([Value::Number(longitude), Value::Number(latitude), ..]) => {
            Ok(format!("{latitude} {longitude} 0 0"))
        }
        _ => Err("a place is not longitude and latitude".to_owned()),
    }
}
