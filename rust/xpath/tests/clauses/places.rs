//! Places: areas, distances, fences.

use crate::{check_all, check_both, evaluate};

const SQUARE: &str = "'0 0 0 0; 0 1 0 0; 1 1 0 0; 1 0 0 0; 0 0 0 0'";

fn number(expr: &str, javarosa: bool) -> f64 {
    evaluate(crate::DOC, "/data", expr, javarosa)
        .unwrap()
        .parse()
        .unwrap()
}

#[test]
fn lengths_and_areas() {
    let degree = 6_378_100.0 * std::f64::consts::PI / 180.0;
    for javarosa in [false, true] {
        let side = number("distance('0 0; 0 1')", javarosa);
        assert!((side - degree).abs() < 0.01, "{side}");
        assert!((number("distance('0 0', '0 1')", javarosa) - degree).abs() < 0.01);
        assert!((number("distance('0 0; 0 1; 0 0')", javarosa) - 2.0 * degree).abs() < 0.01);
        let area = number(&format!("area({SQUARE})"), javarosa);
        assert!((area / (degree * degree) - 1.0).abs() < 0.01, "{area}");
        let same = number(&format!("enclosed-area({SQUARE})"), javarosa);
        assert!((area - same).abs() < f64::EPSILON);
    }
    check_both(&[("area('0 0')", "NaN", "0")]);
    assert_eq!(
        evaluate(crate::DOC, "/data", "distance('x')", false).as_deref(),
        Ok("NaN")
    );
    assert!(evaluate(crate::DOC, "/data", "distance('x')", true).is_err());
    check_all(&[("distance('1 2; 1 2')", "0"), ("area('0 0; 0 1')", "0")]);
}

#[test]
fn fences() {
    let inside = |point: &str| {
        evaluate(
            crate::DOC,
            "/data",
            &format!("geofence('{point}', {SQUARE})"),
            true,
        )
    };
    assert_eq!(inside("0.5 0.5 0 0").as_deref(), Ok("true"));
    assert_eq!(inside("1.5 0.5 0 0").as_deref(), Ok("false"));
    assert_eq!(inside("0.5 -0.5 0 0").as_deref(), Ok("false"));
    assert_eq!(inside("").as_deref(), Ok("false"));
}

/// What is no place is an error: of the form where it is written out, else of the evaluation in JavaRosa.
#[test]
fn what_is_no_place() {
    let square = format!(", {SQUARE})");
    for expr in [
        "geofence('x', 'y')".to_owned(),
        "geofence(1, 2)".to_owned(),
        format!("geofence('91 0'{square}"),
        "geofence('1 1', '0 0; here')".to_owned(),
        "if(false(), geofence('x', 'y'), 1)".to_owned(),
    ] {
        for javarosa in [false, true] {
            let error = evaluate(crate::DOC, "/data", &expr, javarosa).unwrap_err();
            assert!(
                error.contains("geofence(): the value is no place"),
                "{expr}: {error}"
            );
        }
    }
    for expr in [
        format!("geofence(concat('x', ''){square}"),
        "geofence('1 1', concat('x', ''))".to_owned(),
        format!("geofence(3 - 2{square}"),
        "intersects('x')".to_owned(),
    ] {
        assert_eq!(
            evaluate(crate::DOC, "/data", &expr, false).as_deref(),
            Ok("false"),
            "{expr}"
        );
        let error = evaluate(crate::DOC, "/data", &expr, true).unwrap_err();
        assert!(error.contains("the value is no place"), "{expr}: {error}");
    }
    check_all(&[
        ("geofence('', '0 0; 0 1; 1 1; 0 0')", "false"),
        ("geofence('1 1', '')", "false"),
        ("geofence('1 1', /data/nothing)", "false"),
    ]);
}

#[test]
fn lines_that_cross_themselves() {
    check_all(&[
        ("intersects('0 0; 1 1; 0 1; 1 0')", "true"),
        ("intersects('0 0; 0 1; 1 1; 1 0; 0 0')", "false"),
        ("intersects('0 0; 0 1; 1 1')", "false"),
        ("intersects('0 0; 0 2; 0 1')", "true"),
        ("intersects('0 0; 1 1')", "false"),
        ("intersects('')", "false"),
    ]);
}
