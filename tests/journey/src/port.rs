//! A port of loopback that stays its server's while that server is stopped.
//!
//! The socket is bound and never listens, so a connection to a stopped server is refused, as it is when
//! nothing is there; and whoever asks for exactly this port may bind it too (`SO_REUSEADDR` as Linux
//! takes it; a listener of the standard library sets it). Nobody who asks for any port is given it.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use tokio::net::TcpSocket;

/// A port that nobody else is given while this or a copy of it lives.
#[derive(Clone)]
pub struct Port {
    address: SocketAddr,
    _held: Arc<TcpSocket>,
}

impl Port {
    /// A free port.
    ///
    /// # Panics
    /// When loopback has none.
    #[must_use]
    pub fn reserve() -> Port {
        let held = TcpSocket::new_v4().unwrap();
        held.set_reuseaddr(true).unwrap();
        held.bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))
            .unwrap();
        Port {
            address: held.local_addr().unwrap(),
            _held: Arc::new(held),
        }
    }

    /// Where its server listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }
}
