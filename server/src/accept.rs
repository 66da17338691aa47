//! Accepting connections: axum's own loop sets no limit to the time that the head of a
//! request may take, nor to the silence of a peer that is gone.

use std::future::Future;
use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use socket2::SockRef;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tower::ServiceExt;

/// How long the head of a request may take; an idle connection is closed after it, too.
const HEAD: Duration = Duration::from_secs(20);
/// What was sent and not acknowledged for so long was sent to somebody who is gone.
const SILENCE: Duration = Duration::from_secs(45);
/// How long requests under way may take to finish at the end.
const PATIENCE: Duration = Duration::from_secs(10);

/// Every browser is an open file: lets this program have as many as the system allows it.
pub fn raise_open_files() {
    let limit = getrlimit(Resource::Nofile);
    let all = Rlimit { current: limit.maximum, ..limit };
    if let Err(error) = setrlimit(Resource::Nofile, all) {
        tracing::debug!(%error, "the limit of open files stays as it is");
    }
}

/// Serves until `stop`, and then what is under way.
pub async fn serve(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let (stopping, _) = watch::channel(());
    let mut stop = pin!(stop);
    loop {
        tokio::select! {
            () = &mut stop => break,
            accepted = listener.accept() => match accepted {
                Ok((socket, peer)) => {
                    tokio::spawn(connection(socket, peer, router.clone(), stopping.subscribe()));
                }
                Err(error) => rest(&error).await,
            },
        }
    }
    drop(listener);
    stopping.send_replace(());
    // Requests under way are finished, but nobody who is slow keeps the program up.
    if tokio::time::timeout(PATIENCE, stopping.closed()).await.is_err() {
        tracing::warn!("some requests were cut off");
    }
}

/// One connection, as long as it lives. `stopping` is held so long.
async fn connection(
    socket: TcpStream,
    peer: SocketAddr,
    router: Router,
    mut stopping: watch::Receiver<()>,
) {
    if let Err(error) = set_up(&socket) {
        tracing::debug!(%error, "a connection could not be set up");
    }
    let service = router.map_request(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        request
    });
    let mut connection = pin!(
        http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEAD)
            .serve_connection(TokioIo::new(socket), TowerToHyperService::new(service))
    );
    let ended = tokio::select! {
        ended = &mut connection => ended,
        _ = stopping.changed() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection ended");
    }
}

fn set_up(socket: &TcpStream) -> io::Result<()> {
    // A change is a small packet that nobody should wait for.
    socket.set_nodelay(true)?;
    #[cfg(target_os = "linux")]
    SockRef::from(socket).set_tcp_user_timeout(Some(SILENCE))?;
    Ok(())
}

/// A connection that failed at once is nothing; without free files, waiting is all that helps.
async fn rest(error: &io::Error) {
    let at_once =
        [ErrorKind::ConnectionRefused, ErrorKind::ConnectionAborted, ErrorKind::ConnectionReset];
    if !at_once.contains(&error.kind()) {
        tracing::error!(%error, "a connection could not be accepted");
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}
