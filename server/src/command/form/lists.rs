//! A folder with lists of entities, kept from one filling of forms to the next.
//!
//! Invariant: a list is written before a form sees it, so that what a submission says about a
//! branch is what the folder says; files are replaced whole. A file beside the form is taken for
//! what the server sends, a file of the same name in the folder for what is kept here.

use std::cell::RefCell;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use homeward_checkin::{EntityAction, EntityChange, EntityList};

use crate::random::{Draw, SystemRandom};

/// The lists of one folder.
pub struct Lists {
    folder: PathBuf,
    /// What went wrong while a form asked for its files.
    failed: RefCell<Option<anyhow::Error>>,
}

impl Lists {
    /// Opens a folder, which is made if it is not there.
    pub fn open(folder: &Path) -> anyhow::Result<Self> {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("cannot make the folder {}", folder.display()))?;
        Ok(Self {
            folder: folder.to_owned(),
            failed: RefCell::new(None),
        })
    }

    /// The file that a form gets for an address: the list as it is kept here, after what lies
    /// `beside` the form was taken over, or that file itself if it is no list of entities.
    pub fn media(&self, url: &str, beside: Option<Vec<u8>>) -> Option<Vec<u8>> {
        let Some(name) = url.strip_prefix("jr://file-csv/") else {
            return beside;
        };
        match self.take_over(name, beside.as_deref()) {
            Ok(Some(kept)) => Some(kept),
            Ok(None) => beside,
            Err(error) => {
                self.failed.borrow_mut().get_or_insert(error);
                None
            }
        }
    }

    /// What went wrong so far.
    pub fn checked(&self) -> anyhow::Result<()> {
        self.failed.borrow_mut().take().map_or(Ok(()), Err)
    }

    fn take_over(&self, name: &str, beside: Option<&[u8]>) -> anyhow::Result<Option<Vec<u8>>> {
        let kept = self.kept(name)?;
        let sent = match beside.filter(|table| EntityList::is_one(table)) {
            Some(table) => {
                Some(EntityList::read(table).with_context(|| format!("the server's list {name}"))?)
            }
            None => None,
        };
        if kept.is_none() && sent.is_none() {
            return Ok(None);
        }
        let mut list = kept.unwrap_or_default();
        if let Some(sent) = &sent {
            list.take_over(sent, &mut Draw(&SystemRandom));
            self.keep(name, &list)?;
        }
        Ok(Some(list.write()))
    }

    /// Does what a finished check-in says; a line for each of its entities.
    pub fn apply(&self, changes: &[EntityChange]) -> anyhow::Result<Vec<String>> {
        let mut lines = Vec::new();
        for change in changes {
            let name = format!("{}.csv", change.dataset);
            let mut list = self.kept(&name)?.unwrap_or_default();
            lines.push(match list.apply(change, &mut Draw(&SystemRandom)) {
                Ok(()) => {
                    self.keep(&name, &list)?;
                    let done = match change.action {
                        EntityAction::Create => "created",
                        EntityAction::Update => "changed",
                        EntityAction::Upsert => "created or changed",
                    };
                    format!("{name}: one entity {done}")
                }
                Err(why) => format!("{name}: an entity is not kept here: {why}"),
            });
        }
        Ok(lines)
    }

    /// Where a list is kept; names of folders in it are cut off.
    fn path(&self, name: &str) -> anyhow::Result<PathBuf> {
        let file = Path::new(name).file_name();
        let file = file.with_context(|| format!("{name} is no name of a file"))?;
        Ok(self.folder.join(file))
    }

    fn kept(&self, name: &str) -> anyhow::Result<Option<EntityList>> {
        let path = self.path(name)?;
        match std::fs::read(&path) {
            Ok(table) => EntityList::read(&table)
                .map(Some)
                .with_context(|| format!("the list {}", path.display())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
        }
    }

    fn keep(&self, name: &str, list: &EntityList) -> anyhow::Result<()> {
        let path = self.path(name)?;
        let new = path.with_extension("csv.new");
        std::fs::write(&new, list.write())
            .and_then(|()| std::fs::rename(&new, &path))
            .with_context(|| format!("cannot write {}", path.display()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    use homeward_checkin::{Answer, Checkin};
    use homeward_form::Form;

    use super::super::fill::now;
    use super::super::source::Source;

    const NEW: &str = "| survey |\n| | type | name | label | save_to |\n| | text | kind | Kind | kind |\n\
        | entities |\n| | list_name | label |\n| | trees | ${kind} |\n";
    const CHANGE: &str = "| survey |\n| | type | name | label | save_to |\n\
        | | select_one_from_file trees.csv | tree | Tree | |\n| | text | kind | Kind | kind |\n\
        | entities |\n| | list_name | entity_id |\n| | trees | ${tree} |\n";

    /// Fills a form beside which `trees.csv` may lie, and keeps what it says.
    fn fill(
        forms: &Path,
        lists: &Lists,
        sheet: &str,
        answers: &[(&str, &str)],
    ) -> (String, Vec<String>) {
        let file = forms.join("form.md");
        std::fs::write(&file, sheet).unwrap();
        let source = Source::read(&file).unwrap();
        let (form, problems): (Form, _) = source.form(&|url, beside| lists.media(url, beside));
        lists.checked().unwrap();
        assert!(form.error().is_none(), "{problems:?}");
        let mut checkin = Checkin::new(Arc::new(form), &now(), &mut Draw(&SystemRandom)).unwrap();
        for (path, value) in answers {
            let answer = Answer::value(*value);
            checkin
                .answer(&homeward_checkin::Path::new(*path), &answer, &now())
                .unwrap();
        }
        checkin.finish(&now()).unwrap();
        let said = lists.apply(&checkin.entities()).unwrap();
        (checkin.submission(), said)
    }

    #[test]
    fn a_list_lives_from_one_form_to_the_next() {
        let folder = tempfile::tempdir().unwrap();
        let forms = folder.path().join("forms");
        std::fs::create_dir(&forms).unwrap();
        let lists = Lists::open(&folder.path().join("lists")).unwrap();
        let (_, said) = fill(&forms, &lists, NEW, &[("/data/kind", "oak")]);
        assert_eq!(said, ["trees.csv: one entity created"]);
        let kept = |at: usize| {
            let table = std::fs::read_to_string(folder.path().join("lists/trees.csv")).unwrap();
            table.lines().nth(at).map(str::to_owned)
        };
        assert_eq!(
            kept(0).unwrap(),
            "name,label,__version,kind,__trunkVersion,__branchId"
        );
        let row = kept(1).unwrap();
        let (id, branch) = (&row[..36], &row[row.len() - 36..]);
        assert_eq!(row, format!("{id},oak,1,oak,,{branch}"));

        let (xml, said) = fill(
            &forms,
            &lists,
            CHANGE,
            &[("/data/tree", id), ("/data/kind", "elm")],
        );
        assert_eq!(said, ["trees.csv: one entity changed"]);
        let attributes = format!("baseVersion=\"1\" trunkVersion=\"\" branchId=\"{branch}\"");
        assert!(xml.contains(&attributes), "{xml}");
        assert_eq!(kept(1).unwrap(), format!("{id},oak,2,elm,,{branch}"));

        // the server has both changes, and a tree of somebody else
        let other = "6d1f35c2-9a3e-4d1c-8b7a-1f2e3d4c5b6a";
        let sent = format!("name,label,__version,kind\n{id},Oak,2,elm\n{other},Ash,1,ash\n");
        std::fs::write(forms.join("trees.csv"), sent).unwrap();
        let answers = [("/data/tree", other), ("/data/kind", "elm")];
        let (xml, _) = fill(&forms, &lists, CHANGE, &answers);
        assert!(
            xml.contains("baseVersion=\"1\" trunkVersion=\"1\" branchId=\""),
            "{xml}"
        );
        let (first, second) = (kept(1).unwrap(), kept(2).unwrap());
        assert!(first.starts_with(&format!("{id},Oak,2,elm,2,")), "{first}");
        assert!(!first.contains(branch), "{first}");
        assert!(
            second.starts_with(&format!("{other},Ash,2,elm,1,")),
            "{second}"
        );
    }

    #[test]
    fn other_tables_are_choices_and_damaged_lists_are_told() {
        let folder = tempfile::tempdir().unwrap();
        let lists = Lists::open(folder.path()).unwrap();
        let plain = b"name,label\na,A\n".to_vec();
        let url = "jr://file-csv/towns.csv";
        assert_eq!(lists.media(url, Some(plain.clone())), Some(plain));
        assert_eq!(lists.media(url, None), None);
        lists.checked().unwrap();
        assert_eq!(
            lists.media(url, Some(b"label,__version\na,1\n".to_vec())),
            None
        );
        let error = format!("{:#}", lists.checked().unwrap_err());
        assert_eq!(
            error,
            "the server's list towns.csv: it has no column `name`"
        );
    }
}
