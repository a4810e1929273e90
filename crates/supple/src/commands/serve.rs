//! `supple serve`: the web app on this computer.

mod connections;

use std::{io::ErrorKind, net::Ipv4Addr, sync::Arc};

use journal::ServerLock;
use server::{
    app::{App, Demo, OWN_FILE},
    http::router,
};
use tokio::net::TcpListener;

use crate::{
    cli::{Cli, Serve},
    context::close,
    failure::Failure,
    out, place,
};

const PORT: u16 = 8765;
/// Ports tried after the usual one.
const MORE_PORTS: u16 = 50;

pub fn run(cli: &Cli, ask: &Serve) -> Result<(), Failure> {
    log();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(serve(cli, ask))
}

async fn serve(cli: &Cli, ask: &Serve) -> Result<(), Failure> {
    let folder = place::folder(ask.data.as_ref())?;
    let clock = place::clock(cli)?;
    let app = Arc::new(App::open(&folder, clock).await?);
    let mut lock = ServerLock::take(&folder.join(OWN_FILE)).map_err(server::app::AppError::from)?;
    let listener = listen(ask.port).await?;
    // Before the address is printed: whoever has read it may ask the program to stop.
    let stop = stop_signal()?;
    let address = format!("http://{}", listener.local_addr()?);
    // For whoever finds the record in use; without it they are only told less.
    drop(lock.note(&address));
    let words = server::app::words(&cli.locale)?;
    out::tell(&words.say("cli.serve.kept", &[("file", &app.file().display())]));
    out::tell(&words.get("cli.serve.stop"));
    out::line(&address)?;
    if !ask.no_browser && has_display() {
        // A browser that doesn't start is no reason to stop: the address is printed.
        drop(open::that_detached(&address));
    }
    let demo = Arc::new(Demo::new(&folder, clock));
    connections::serve(listener, router(app.clone(), demo.clone()), stop).await;
    close(app).await;
    if let Some(app) = Arc::into_inner(demo).and_then(Demo::into_app) {
        close(app).await;
    }
    Ok(())
}

/// The port that was asked for, or the usual one, or the next one that is free.
async fn listen(port: Option<u16>) -> Result<TcpListener, Failure> {
    let last = if port.is_some() { 0 } else { MORE_PORTS };
    let first = port.unwrap_or(PORT);
    for next in first..=first.saturating_add(last) {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, next)).await {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            Err(error) => return Err(Failure::failed("port_refused", &format!("{next}: {error}"))),
        }
    }
    Err(Failure::failed("port", &first))
}

/// Listens from this call on for Ctrl-C, and for the system asking the program to stop; what it gives ends with the first.
fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
        Ok(async move {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
        })
    }
    #[cfg(windows)]
    {
        let mut interrupt = tokio::signal::windows::ctrl_c()?;
        Ok(async move { drop(interrupt.recv().await) })
    }
}

fn has_display() -> bool {
    cfg!(any(target_os = "macos", windows))
        || ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some_and(|v| !v.is_empty()))
}

/// What happens inside, on standard error; `SUPPLE_LOG=debug` says more.
fn log() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("SUPPLE_LOG").unwrap_or_else(|_| "warn".into());
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
}
