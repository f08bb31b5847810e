//! The command line: one file for each subcommand, one line for each here.
//!
//! Invariant: results go to standard output, everything else to standard error; the exit code is 0
//! when it worked, 1 when the answer is "no", 2 when the command could not be understood.

mod audit;
mod backup;
mod demo;
mod form;
mod progress;
mod release;
mod serve;
mod tally;
mod tenant;
mod tour;
mod user;
mod user_key;
mod xpath;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Reintegration check-ins, sealed from the phone to the case team.
#[derive(Parser)]
#[command(name = "homeward", version, propagate_version = true)]
struct Homeward {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Make a synthetic caseload and serve it
    Demo(demo::Demo),
    /// Go the whole way of one check-in in this terminal
    Tour(tour::Tour),
    /// Convert, check, fill and replay forms
    #[command(subcommand)]
    Form(form::Form),
    /// Evaluate XPath expressions with the functions of forms
    #[command(subcommand)]
    Xpath(xpath::Xpath),
    /// Run the server
    Serve(serve::Serve),
    /// Make an institution's keys and its empty store
    #[command(subcommand)]
    Tenant(tenant::Tenant),
    /// Invite, list or disable users
    #[command(subcommand)]
    User(user::User),
    /// Copy the database to a new file while the server works
    Backup(backup::Backup),
    /// Make a data folder from a backup
    Restore(backup::Restore),
    /// Check the audit log
    #[command(subcommand)]
    Audit(audit::Audit),
    /// Hand the sealed tallies of a period to the statistics office
    #[command(subcommand)]
    Tally(tally::Tally),
    /// Make, verify and publish releases
    #[command(subcommand)]
    Release(release::Release),
}

impl Command {
    fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Demo(demo) => demo.run(),
            Self::Tour(tour) => tour.run(),
            Self::Form(form) => form.run(),
            Self::Xpath(xpath) => xpath.run(),
            Self::Serve(serve) => serve.run(),
            Self::Tenant(tenant) => tenant.run(),
            Self::User(user) => user.run(),
            Self::Backup(backup) => backup.run(),
            Self::Restore(restore) => restore.run(),
            Self::Audit(audit) => audit.run(),
            Self::Tally(tally) => tally.run(),
            Self::Release(release) => release.run(),
        }
    }
}

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    match Homeward::parse().command.run() {
        Ok(code) => code,
        // whoever reads has read enough
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("homeward: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let io = error.downcast_ref::<std::io::Error>();
    io.is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}

/// A runtime for the commands that reach the store.
fn runtime() -> anyhow::Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?)
}
