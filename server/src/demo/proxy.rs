//! A bad network: passes bytes on between a phone and the server, and cuts where it is told to.
//!
//! The tour and the tests use it. Loopback only.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// What connections share.
#[derive(Debug)]
struct Line {
    /// Bytes that still pass in that direction before the cut; negative: no cut.
    up: AtomicI64,
    down: AtomicI64,
    /// Bytes that passed.
    passed_up: AtomicU64,
    passed_down: AtomicU64,
}

/// A proxy that listens.
#[derive(Debug)]
pub struct Proxy {
    address: SocketAddr,
    line: Arc<Line>,
    task: JoinHandle<()>,
}

/// Takes `wanted` bytes from what may still pass; the rest is cut.
fn allowed(left: &AtomicI64, wanted: usize) -> usize {
    let wanted = i64::try_from(wanted).unwrap_or(i64::MAX);
    let before = left
        .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| {
            (left >= 0).then(|| (left - wanted).max(0))
        })
        .unwrap_or(i64::MAX);
    usize::try_from(before.min(wanted)).unwrap_or(0)
}

async fn pass(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    left: &AtomicI64,
    passed: &AtomicU64,
) {
    let mut buffer = [0; 4096];
    while let Ok(read) = from.read(&mut buffer).await {
        let now = allowed(left, read);
        passed.fetch_add(now as u64, Ordering::SeqCst);
        if read == 0 || to.write_all(&buffer[..now]).await.is_err() || now < read {
            return;
        }
    }
}

async fn connect(phone: TcpStream, server: SocketAddr, line: Arc<Line>) {
    let Ok(server) = TcpStream::connect(server).await else {
        return;
    };
    // What is passed on goes at once, as it came; otherwise small pieces wait for each other.
    let _ = (phone.set_nodelay(true), server.set_nodelay(true));
    let (from_phone, to_phone) = phone.into_split();
    let (from_server, to_server) = server.into_split();
    // The first direction that ends takes the whole connection with it.
    tokio::select! {
        () = pass(from_phone, to_server, &line.up, &line.passed_up) => {}
        () = pass(from_server, to_phone, &line.down, &line.passed_down) => {}
    }
}

impl Proxy {
    /// A place to listen, and its address, before there is a server.
    ///
    /// # Errors
    /// When no loopback port is free.
    pub async fn bind() -> std::io::Result<(TcpListener, SocketAddr)> {
        let listener = TcpListener::bind((std::net::Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        Ok((listener, address))
    }

    /// Passes on what comes to `listener` until the proxy is dropped.
    #[must_use]
    pub fn start(listener: TcpListener, address: SocketAddr, server: SocketAddr) -> Proxy {
        let line = Arc::new(Line {
            up: AtomicI64::new(-1),
            down: AtomicI64::new(-1),
            passed_up: AtomicU64::new(0),
            passed_down: AtomicU64::new(0),
        });
        let shared = Arc::clone(&line);
        let task = tokio::spawn(async move {
            while let Ok((phone, _)) = listener.accept().await {
                tokio::spawn(connect(phone, server, Arc::clone(&shared)));
            }
        });
        Proxy {
            address,
            line,
            task,
        }
    }

    /// `http://127.0.0.1:1234`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Cuts after so many more bytes from the phone, and all that it sends later.
    pub fn cut_up_after(&self, bytes: u32) {
        self.line.up.store(i64::from(bytes), Ordering::SeqCst);
    }

    /// Cuts after so many more bytes to the phone, and all that comes later.
    pub fn cut_down_after(&self, bytes: u32) {
        self.line.down.store(i64::from(bytes), Ordering::SeqCst);
    }

    /// Lets everything pass again.
    pub fn mend(&self) {
        self.line.up.store(-1, Ordering::SeqCst);
        self.line.down.store(-1, Ordering::SeqCst);
    }

    /// Bytes that passed so far, from the phone and to it.
    #[must_use]
    pub fn passed(&self) -> (u64, u64) {
        let of = |counter: &AtomicU64| counter.load(Ordering::SeqCst);
        (of(&self.line.passed_up), of(&self.line.passed_down))
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.task.abort();
    }
}
