//! Connections: taken as they come, closed when they say nothing, and ended in order.

use std::{pin::pin, time::Duration};

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use tokio::{net::TcpListener, time::sleep};

/// A connection on which no request begins, or whose head doesn't end, for so long is closed.
const SILENCE: Duration = Duration::from_mins(1);
/// Requests that are under way when the program is asked to stop get so long to end.
const GRACE: Duration = Duration::from_secs(3);
/// After a connection could not be taken (too many are open), the next is tried so much later.
const BREATHER: Duration = Duration::from_millis(100);

/// Answers requests until `stop` is done.
pub async fn serve(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(SILENCE);
    let open = GracefulShutdown::new();
    let mut stop = pin!(stop);
    loop {
        let stream = tokio::select! {
            () = &mut stop => break,
            accepted = listener.accept() => accepted,
        };
        match stream {
            Ok((stream, _)) => {
                let service = TowerToHyperService::new(router.clone());
                let connection = open.watch(http.serve_connection(TokioIo::new(stream), service));
                // However it ends, it ends for its own client alone.
                tokio::spawn(async move { drop(connection.await) });
            }
            Err(_) => sleep(BREATHER).await,
        }
    }
    tokio::select! {
        () = open.shutdown() => {}
        () = sleep(GRACE) => {}
    }
}
