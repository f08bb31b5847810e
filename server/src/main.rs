//! The one binary. What its subcommands do is in `command/`.

use std::process::ExitCode;

fn main() -> ExitCode {
    homeward::command::main()
}
