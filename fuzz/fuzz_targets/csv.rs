#![no_main]
//! A table of choices beside a form, the same bytes as GeoJSON, as a form in one csv file, and as a
//! list of entities, which is the same when it was written and read again.

use homeward_checkin::EntityList;
use homeward_form::Form;
use homeward_form::xlsform::{Kind, Options, convert};

const FORM: &str = r#"<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head><model>
<instance><data id="t"><a/></data></instance><instance id="l" src="jr://file-csv/l.csv"/><instance id="g" src="jr://file/g.geojson"/>
<bind nodeset="/data/a" calculate="instance('l')/root/item[name = 'a']/label"/></model></h:head><h:body/></h:html>"#;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let media = |_: &str| Some(bytes.to_vec());
    let _ = Form::parse(FORM.as_bytes(), &media);
    let _ = convert("form.csv", bytes, Kind::Csv, &Options::default());
    if let Ok(list) = EntityList::read(bytes) {
        assert_eq!(EntityList::read(&list.write()).as_ref(), Ok(&list));
    }
});
