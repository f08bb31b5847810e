//! `--help` of each command.

use crate::run::homeward;

#[test]
fn each_command_has_an_example() {
    for command in [
        "form convert",
        "form check",
        "form fill",
        "form replay",
        "xpath batch",
        "release make",
        "release verify",
        "release publish",
        "tally export",
        "tenant new",
        "serve",
        "demo",
        "backup",
        "restore",
        "audit verify",
    ] {
        let mut arguments: Vec<&str> = command.split(' ').collect();
        arguments.push("--help");
        let answer = homeward(&arguments);
        assert_eq!(answer.code, 0, "{command}");
        let example = answer.out.split("Example").nth(1).unwrap_or_default();
        assert!(
            example.contains(&format!("homeward {command}")),
            "{command}: {}",
            answer.out
        );
    }
}

#[test]
fn a_command_that_does_not_exist_is_exit_2() {
    assert_eq!(homeward(&["form", "dance"]).code, 2);
    assert_eq!(homeward(&["form", "replay"]).code, 2);
}
