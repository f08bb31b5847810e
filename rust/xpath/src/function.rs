//! The functions: their names and how many arguments each takes.
//!
//! Invariant: a call that the parser lets through names one of these with a number of arguments it
//! accepts. What they do stands in `functions/`; unknown names are an error of the form, never a value.

/// How many arguments a function takes beyond the smallest number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum More {
    /// Up to this many in all.
    UpTo(usize),
    /// Any number.
    Any,
    /// Pairs: the number has the same parity as the smallest one, up to this many.
    Pairs(usize),
}

macro_rules! functions {
    ($($id:ident $name:literal $least:literal $more:expr;)*) => {
        /// A function of XPath 1.0, ODK XForms or JavaRosa.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[allow(missing_docs)]
        pub enum Function { $($id),* }

        impl Function {
            /// The names of all of them.
            pub const NAMES: &'static [&'static str] = &[$($name),*];

            /// The name in expressions, with the prefix `jr:` where it has one.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$id => $name),* }
            }

            fn arity(self) -> (usize, More) {
                match self { $(Self::$id => ($least, $more)),* }
            }

            /// The function with this name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                Some(match name { $($name => Self::$id,)* _ => return None })
            }
        }
    };
}

use More::{Any, Pairs, UpTo};

functions! {
    // XPath 1.0, clause 4
    Last "last" 0 UpTo(0);
    Position "position" 0 UpTo(1);
    Count "count" 1 UpTo(1);
    Id "id" 1 UpTo(1);
    LocalName "local-name" 0 UpTo(1);
    NamespaceUri "namespace-uri" 0 UpTo(1);
    Name "name" 0 UpTo(1);
    String "string" 0 UpTo(1);
    Concat "concat" 0 Any;
    StartsWith "starts-with" 2 UpTo(2);
    Contains "contains" 2 UpTo(2);
    SubstringBefore "substring-before" 2 UpTo(2);
    SubstringAfter "substring-after" 2 UpTo(2);
    Substring "substring" 2 UpTo(3);
    StringLength "string-length" 0 UpTo(1);
    NormalizeSpace "normalize-space" 0 UpTo(1);
    Translate "translate" 3 UpTo(3);
    Boolean "boolean" 1 UpTo(1);
    Not "not" 1 UpTo(1);
    True "true" 0 UpTo(0);
    False "false" 0 UpTo(0);
    Lang "lang" 1 UpTo(1);
    Number "number" 0 UpTo(1);
    Sum "sum" 1 UpTo(1);
    Floor "floor" 1 UpTo(1);
    Ceiling "ceiling" 1 UpTo(1);
    Round "round" 1 UpTo(2);
    // ODK XForms: strings
    Regex "regex" 2 UpTo(2);
    EndsWith "ends-with" 2 UpTo(2);
    Substr "substr" 2 UpTo(3);
    Join "join" 1 Any;
    Uuid "uuid" 0 UpTo(1);
    Digest "digest" 2 UpTo(3);
    Pulldata "pulldata" 4 UpTo(4);
    Base64Decode "base64-decode" 1 UpTo(1);
    ExtractSigned "extract-signed" 2 UpTo(2);
    // ODK XForms: logic
    If "if" 3 UpTo(3);
    Coalesce "coalesce" 2 UpTo(2);
    Once "once" 1 UpTo(1);
    BooleanFromString "boolean-from-string" 1 UpTo(1);
    Checklist "checklist" 2 Any;
    WeightedChecklist "weighted-checklist" 2 Pairs(usize::MAX);
    Depend "depend" 1 Any;
    // ODK XForms: numbers
    Random "random" 0 UpTo(0);
    Int "int" 1 UpTo(1);
    Max "max" 1 Any;
    Min "min" 1 Any;
    Pow "pow" 2 UpTo(2);
    Log "log" 1 UpTo(1);
    Log10 "log10" 1 UpTo(1);
    Abs "abs" 1 UpTo(1);
    Sin "sin" 1 UpTo(1);
    Cos "cos" 1 UpTo(1);
    Tan "tan" 1 UpTo(1);
    Asin "asin" 1 UpTo(1);
    Acos "acos" 1 UpTo(1);
    Atan "atan" 1 UpTo(1);
    Atan2 "atan2" 2 UpTo(2);
    Sqrt "sqrt" 1 UpTo(1);
    Exp "exp" 1 UpTo(1);
    Exp10 "exp10" 1 UpTo(1);
    Pi "pi" 0 UpTo(0);
    // ODK XForms: nodes
    CountNonEmpty "count-non-empty" 1 UpTo(1);
    Instance "instance" 1 UpTo(1);
    Current "current" 0 UpTo(0);
    Randomize "randomize" 1 UpTo(2);
    IndexedRepeat "indexed-repeat" 3 Pairs(11);
    // ODK XForms: dates
    Today "today" 0 UpTo(0);
    Now "now" 0 UpTo(0);
    Date "date" 1 UpTo(1);
    DateTime "date-time" 1 UpTo(1);
    DecimalDateTime "decimal-date-time" 1 UpTo(1);
    DecimalTime "decimal-time" 1 UpTo(1);
    FormatDate "format-date" 2 UpTo(2);
    FormatDateTime "format-date-time" 2 UpTo(2);
    // ODK XForms: selections and texts
    Selected "selected" 2 UpTo(2);
    IsSelected "is-selected" 2 UpTo(2);
    SelectedAt "selected-at" 2 UpTo(2);
    CountSelected "count-selected" 1 UpTo(1);
    ChoiceName "jr:choice-name" 2 UpTo(2);
    Itext "jr:itext" 1 UpTo(1);
    // places
    Area "area" 1 UpTo(1);
    EnclosedArea "enclosed-area" 1 UpTo(1);
    Distance "distance" 1 Any;
    Geofence "geofence" 2 UpTo(2);
    Intersects "intersects" 1 UpTo(1);
    // the form and the device
    Version "version" 0 UpTo(0);
    Property "property" 1 UpTo(1);
}

impl Function {
    /// Whether the function takes this many arguments.
    #[must_use]
    pub fn accepts(self, count: usize) -> bool {
        let (least, more) = self.arity();
        count >= least
            && match more {
                UpTo(most) => count <= most,
                Any => true,
                Pairs(most) => count <= most && (count - least).is_multiple_of(2),
            }
    }

    /// How many arguments it takes, in words, for the message of an error.
    #[must_use]
    pub fn expectation(self) -> String {
        match self.arity() {
            (0, UpTo(0)) => "no argument".to_owned(),
            (1, UpTo(1)) => "1 argument".to_owned(),
            (least, UpTo(most)) if least == most => format!("{least} arguments"),
            (least, UpTo(most)) => format!("{least} to {most} arguments"),
            (least, Any) => format!("at least {least} arguments"),
            (least, Pairs(usize::MAX)) => format!("at least {least} arguments, added in pairs"),
            (least, Pairs(most)) => format!("{least} to {most} arguments, added in pairs"),
        }
    }
}
