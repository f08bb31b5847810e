//! `homeward demo`

use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Mutex;

use anyhow::Context as _;
use clap::Args;

use crate::config::{Config, Pages};
use crate::demo::{self, Place};
use crate::running::serve;

/// Make a synthetic caseload of 26 months and serve it.
///
/// Everything in it is synthetic. The first start makes the data, which takes a minute or two; later
/// starts take the same data.
#[derive(Args)]
#[command(after_help = "Example: homeward demo --folder ./demo --port 8080")]
pub struct Demo {
    /// Folder of the demo; server, root key, statistics keys and phones have folders of their own in it
    #[arg(long, default_value = "demo")]
    folder: PathBuf,
    /// Loopback port; 0 takes a free one
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Remove the demo in the folder and begin anew
    #[arg(long)]
    fresh: bool,
    /// Make the data and stop
    #[arg(long)]
    only_make: bool,
    /// Serve the API only
    #[arg(long)]
    without_pages: bool,
}

impl Demo {
    pub fn run(self) -> anyhow::Result<ExitCode> {
        super::runtime()?.block_on(async {
            let place = Place(self.folder.clone());
            if self.fresh {
                place.clear()?;
            }
            let demo = match place.demo()? {
                Some(demo) => demo,
                None => {
                    place.clear()?;
                    eprintln!("Making the demo's data. Every person, case and note in it is synthetic.");
                    let bar = super::progress::bar(1000)?;
                    let today = jiff::tz::Offset::UTC.to_datetime(jiff::Timestamp::now()).date();
                    let last = Mutex::new(String::new());
                    let made = demo::make(&place, self.free_port()?, today, &|part, what| {
                        bar.set_position(part);
                        bar.set_message(what.to_owned());
                        if let Ok(mut last) = last.lock() {
                            what.clone_into(&mut last);
                        }
                    })
                    .await
                    .with_context(|| {
                        let last = last.lock().map(|last| last.clone()).unwrap_or_default();
                        format!("the demo could not be made ({last})")
                    })?;
                    bar.finish_and_clear();
                    made
                }
            };
            if self.only_make {
                return Ok(ExitCode::SUCCESS);
            }
            anyhow::ensure!(
                self.port == 0 || self.port == demo.port,
                "this demo was made for port {}, by which its phone knows the server: start it with --port {} or begin anew with --fresh",
                demo.port,
                demo.port
            );
            let mut config = Config::local(place.server());
            config.bind = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), demo.port);
            config.pages = if self.without_pages { Pages::Without } else { Pages::Embedded };
            let running = serve(config).await?;
            println!("Homeward is running: {}", running.url());
            println!("\nDemo accounts (all synthetic):");
            for account in &demo.accounts {
                println!("  {:<18} {:<12} {}", account.role, account.user, account.passphrase);
            }
            println!("  {:<18} {:<12} PIN {}", "Worker", "./run phone", demo.pin);
            println!("\nStop with Ctrl-C.");
            running.until_asked_to_stop().await?;
            Ok(ExitCode::SUCCESS)
        })
    }

    /// The port asked for, or one that is free now.
    fn free_port(&self) -> anyhow::Result<u16> {
        let wanted = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), self.port);
        let listener = TcpListener::bind(wanted)
            .with_context(|| format!("port {} is taken; choose another with --port", self.port))?;
        Ok(listener.local_addr()?.port())
    }
}
