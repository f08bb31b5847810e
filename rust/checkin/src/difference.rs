//! What changed between two versions of a check-in.

use std::collections::HashMap;

use homeward_form::ControlId;

use crate::checkin::Checkin;
use crate::{Difference, Path, State};

/// The answers that differ, in the order of the new version; what only the old one has comes last.
/// Repeat instances are compared by their positions.
pub fn difference(old: &Checkin, new: &Checkin, language: &str) -> Vec<Difference> {
    let before = answers(old);
    let mut seen = HashMap::new();
    let mut found = Vec::new();
    for (path, (control, ix)) in in_order(new) {
        let earlier = before.get(&path).copied();
        seen.insert(path.clone(), ());
        let one = compare(old, earlier, new, Some((control, ix)), language, path);
        found.extend(one);
    }
    for (path, place) in in_order(old) {
        if !seen.contains_key(&path) {
            found.extend(compare(old, Some(place), new, None, language, path));
        }
    }
    found
}

fn in_order(checkin: &Checkin) -> Vec<(String, (ControlId, u32))> {
    let all = checkin.questions().into_iter();
    all.map(|(control, ix)| (checkin.path_of(ix).to_string(), (control, ix)))
        .collect()
}

fn answers(checkin: &Checkin) -> HashMap<String, (ControlId, u32)> {
    in_order(checkin).into_iter().collect()
}

fn compare(
    old: &Checkin,
    before: Option<(ControlId, u32)>,
    new: &Checkin,
    after: Option<(ControlId, u32)>,
    language: &str,
    path: String,
) -> Option<Difference> {
    let side = |checkin: &Checkin, place: Option<(ControlId, u32)>| match place {
        None => (String::new(), String::new(), State::NotAsked),
        Some((control, ix)) => {
            let language = checkin.form.language(language).unwrap_or_default();
            let node = checkin.nodes.get(ix);
            let value = if node.relevant {
                node.value.to_string()
            } else {
                String::new()
            };
            let shown = checkin.answer_text(&checkin.world_in(language), control, ix);
            (value, shown, checkin.state_of(ix))
        }
    };
    let (old_value, old_text, old_state) = side(old, before);
    let (new_value, new_text, new_state) = side(new, after);
    if old_value == new_value && old_state == new_state {
        return None;
    }
    let path = Path::new(path);
    let label = new
        .label(&path, language)
        .or_else(|| old.label(&path, language));
    Some(Difference {
        label: label.unwrap_or_default(),
        path,
        old: old_text,
        old_state,
        new: new_text,
        new_state,
    })
}
