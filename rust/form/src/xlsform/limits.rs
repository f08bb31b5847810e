//! Bounds on what a spreadsheet may hold, so that a hostile one costs little.
//!
//! Each bound is far above any real form; a form over it is refused with the bound's name.

/// Bytes of all parts of a spreadsheet after unpacking.
pub const MAX_UNPACKED: usize = 64 * 1024 * 1024;
/// Bytes of text in all cells together.
pub const MAX_TEXT: usize = 64 * 1024 * 1024;
/// Cells of a workbook that hold something.
pub const MAX_CELLS: usize = 1_000_000;
/// Columns with a header in one sheet.
pub const MAX_COLUMNS: usize = 2_000;
/// Groups within groups.
pub const MAX_DEPTH: usize = 60;
/// Questions, groups and repeats of a form, loops written out.
pub const MAX_ELEMENTS: usize = 100_000;
/// Languages of a form.
pub const MAX_LANGUAGES: usize = 100;
/// Bytes of a question's name.
pub const MAX_NAME: usize = 500;
/// Bytes of the paths that references become.
pub const MAX_PATHS: usize = 32 * 1024 * 1024;
/// Bytes of the XForm.
pub const MAX_OUTPUT: usize = 128 * 1024 * 1024;
/// Problems that are told; the rest is counted.
pub const MAX_PROBLEMS: usize = 1_000;
/// Letters compared to guess what a misspelled word was meant to be.
pub const MAX_GUESSING: usize = 20_000_000;
