//! The names of columns: which are known in a sheet, and what other names they go by.

/// Which table of names a sheet uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// The survey sheet.
    Survey,
    /// The sheets choices, external_choices and osm.
    Choices,
    /// The settings sheet.
    Settings,
    /// The entities sheet.
    Entities,
}

impl Names {
    /// Whether a column of this exact name is known under that name.
    pub fn knows(self, name: &str) -> bool {
        let columns: &[&str] = match self {
            Names::Survey => &[
                "type",
                "name",
                "label",
                "hint",
                "guidance_hint",
                "default",
                "trigger",
                "choice_filter",
                "parameters",
                "bind",
                "control",
                "media",
                "instance",
                "intent",
                "query",
                "actions",
                "itemset",
                "choices",
                "sms_field",
                "disabled",
            ],
            Names::Choices => &["name", "label", "media", "sms_option"],
            Names::Settings => &[
                "title",
                "id_string",
                "version",
                "default_language",
                "style",
                "instance_name",
                "public_key",
                "submission_url",
                "auto_send",
                "auto_delete",
                "client_editable",
                "namespaces",
                "allow_choice_duplicates",
                "omit_instanceID",
                "instance_xmlns",
                "attribute",
                "name",
                "clean_text_values",
                "delimiter",
                "add_none_option",
                "flat",
                "sms_keyword",
                "sms_separator",
                "sms_allow_media",
                "sms_date_format",
                "sms_datetime_format",
                "sms_response",
            ],
            Names::Entities => &[
                "dataset",
                "entity_id",
                "create_if",
                "update_if",
                "repeat",
                "label",
            ],
        };
        columns.contains(&name)
    }

    /// The columns that a misspelled one may have been meant to be.
    pub fn usual(self) -> &'static [&'static str] {
        match self {
            Names::Survey => &[
                "type",
                "name",
                "label",
                "hint",
                "guidance_hint",
                "required",
                "required_message",
                "relevant",
                "constraint",
                "constraint_message",
                "calculation",
                "choice_filter",
                "appearance",
                "default",
                "parameters",
                "trigger",
                "readonly",
                "read_only",
                "repeat_count",
                "save_to",
                "image",
                "big-image",
                "audio",
                "video",
                "media",
                "bind",
                "body",
                "instance",
                "autoplay",
                "intent",
            ],
            Names::Choices => &["list_name", "label", "image", "audio", "video", "media"],
            Names::Settings => &[
                "form_title",
                "form_id",
                "version",
                "default_language",
                "style",
                "instance_name",
                "namespaces",
                "public_key",
                "submission_url",
                "auto_send",
                "auto_delete",
                "client_editable",
                "allow_choice_duplicates",
                "clean_text_values",
                "attribute",
            ],
            Names::Entities => &[],
        }
    }

    /// What a name stands for, as the path of a value: `relevance` is `bind`, `relevant`.
    pub fn alias(self, name: &str) -> Option<&'static [&'static str]> {
        match self {
            Names::Survey => survey_alias(name),
            Names::Choices => choices_alias(name),
            Names::Settings => match name {
                "form_title" | "set_form_title" => Some(&["title"]),
                "form_id" | "set_form_id" => Some(&["id_string"]),
                "prefix" => Some(&["prefix"]),
                _ => None,
            },
            Names::Entities => match name {
                "list_name" => Some(&["dataset"]),
                _ => None,
            },
        }
    }
}

fn survey_alias(name: &str) -> Option<&'static [&'static str]> {
    Some(match name {
        "caption" => &["label"],
        "command" => &["type"],
        "tag" | "value" => &["name"],
        "body" => &["control"],
        "compact_tag" => &["instance", "odk:tag"],
        "read_only" | "readonly" => &["bind", "readonly"],
        "relevant" | "relevance" => &["bind", "relevant"],
        "required" => &["bind", "required"],
        "constraint" => &["bind", "constraint"],
        "constraining_message" | "constraint_message" => &["bind", "jr:constraintMsg"],
        "requiredmsg" | "required_message" => &["bind", "jr:requiredMsg"],
        "noapperrorstring" | "no_app_error_string" => &["bind", "jr:noAppErrorString"],
        "calculation" | "calculate" => &["bind", "calculate"],
        "save_to" => &["bind", "entities:saveto"],
        "appearance" => &["control", "appearance"],
        "count" | "repeat_count" | "jr:count" => &["control", "jr:count"],
        "autoplay" => &["control", "autoplay"],
        "rows" => &["control", "rows"],
        "image" => &["media", "image"],
        "big-image" => &["media", "big-image"],
        "audio" => &["media", "audio"],
        "video" => &["media", "video"],
        "sms_option"
        | "sms_separator"
        | "sms_allow_media"
        | "sms_date_format"
        | "sms_datetime_format"
        | "sms_response" => &["sms"],
        _ => return None,
    })
}

fn choices_alias(name: &str) -> Option<&'static [&'static str]> {
    Some(match name {
        "caption" => &["label"],
        "list_name" => &["list name"],
        "value" => &["name"],
        "image" => &["media", "image"],
        "big-image" => &["media", "big-image"],
        "audio" => &["media", "audio"],
        "video" => &["media", "video"],
        _ => return None,
    })
}

/// Words that mean yes or no in settings and in columns.
pub fn yes_no(text: &str) -> Option<bool> {
    match text {
        "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "true()" => Some(true),
        "no" | "No" | "NO" | "false" | "False" | "FALSE" | "false()" => Some(false),
        _ => None,
    }
}
