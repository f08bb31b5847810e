//! `homeward serve`

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use crate::config::{Config, Pages, TlsFiles};

/// Run the server over the data folder of one institution.
#[derive(Args)]
#[command(
    after_help = "Example: homeward serve --data ./data --bind 127.0.0.1:8443\n\
    On a network: homeward serve --data /var/lib/homeward --bind 0.0.0.0:443 \\\n    \
    --tls-cert chain.pem --tls-key key.pem --origin https://homeward.example.org"
)]
pub struct Serve {
    /// Data folder, as made by `homeward tenant new`
    #[arg(long, env = "HOMEWARD_DATA", default_value = "data")]
    data: PathBuf,
    /// Address and port to listen on; plain HTTP only on loopback
    #[arg(long, env = "HOMEWARD_BIND", default_value_t = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8470))]
    bind: SocketAddr,
    /// Certificate chain (PEM)
    #[arg(long, requires = "tls_key")]
    tls_cert: Option<PathBuf>,
    /// Private key of the certificate (PEM)
    #[arg(long, requires = "tls_cert")]
    tls_key: Option<PathBuf>,
    /// Origin under which people and phones reach this server; may be given several times
    #[arg(long)]
    origin: Vec<String>,
    /// Serve the API only
    #[arg(long)]
    without_pages: bool,
    /// Limit the database to this many pages of 4,096 bytes
    #[arg(long)]
    max_database_pages: Option<u32>,
}

impl Serve {
    pub fn run(self) -> anyhow::Result<ExitCode> {
        crate::log::start();
        let mut config = Config::local(self.data);
        config.bind = self.bind;
        config.tls = self
            .tls_cert
            .zip(self.tls_key)
            .map(|(cert, key)| TlsFiles { cert, key });
        config.origins = self.origin;
        config.pages = if self.without_pages {
            Pages::Without
        } else {
            Pages::Embedded
        };
        config.max_database_pages = self.max_database_pages;
        super::runtime()?.block_on(async {
            let running = crate::serve(config).await?;
            println!("{}", running.url());
            running.until_asked_to_stop().await
        })?;
        Ok(ExitCode::SUCCESS)
    }
}
