//! Figures of `supple serve`, measured from outside.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use journal::{Journal, Sqlite};

use super::{Figure, diary, median};

/// Starts that are timed.
const STARTS: u32 = 15;
/// Encodings that a browser takes.
const BROWSER: &str = "gzip, deflate, br";
/// How long the server is left alone before its memory is read.
const IDLE: Duration = Duration::from_secs(2);

struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(folder: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_supple"))
            .args(["serve", "--no-browser", "--port", "0", "--data"])
            .arg(folder)
            .env("SUPPLE_NOW", format!("{}T09:00:00Z", diary::END))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("supple serve starts");
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().expect("piped")).read_line(&mut line).expect("its address");
        Self { child, address: line.trim().trim_start_matches("http://").to_owned() }
    }

    /// Status line and body bytes of an answer, as they came over the line.
    fn get(&self, path: &str, encodings: &str) -> (String, Vec<u8>) {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        let host = &self.address;
        let request = format!("GET {path} HTTP/1.0\r\nHost: {host}\r\nAccept-Encoding: {encodings}\r\n\r\n");
        stream.write_all(request.as_bytes()).expect("sent");
        let mut answer = vec![];
        stream.read_to_end(&mut answer).expect("an answer");
        let end = answer.windows(4).position(|w| w == b"\r\n\r\n").expect("headers") + 4;
        (String::from_utf8_lossy(&answer[..end]).into_owned(), answer[end..].to_vec())
    }

    fn state(&self) {
        let (head, body) = self.get("/api/v1/state", BROWSER);
        assert!(head.starts_with("HTTP/1.0 200") && !body.is_empty(), "{head}");
    }

    fn text(&self, path: &str) -> String {
        String::from_utf8(self.get(path, "identity").1).expect("text")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().expect("it runs until it is stopped");
        self.child.wait().expect("it is gone");
    }
}

/// From the start of the program to its first answer on a year's data, and its memory when it is left alone.
pub fn start_and_memory() -> Vec<Figure> {
    let dir = tempfile::tempdir_in(super::target()).expect("a folder on the build disk");
    fill(dir.path());
    let once = || {
        let start = Instant::now();
        let server = Server::start(dir.path());
        server.state();
        (start.elapsed().as_secs_f64() * 1000.0, server)
    };
    let times = (0..STARTS).map(|_| once().0).collect();
    let name = "start to first answer on a year's data";
    let mut figures = vec![Figure::with_aim(name, median(times), "ms", "at most 50 ms")];
    let (_, server) = once();
    let page = page(&server).into_iter().chain(kept_by_the_worker(&server));
    for path in page.chain(["/api/v1/plan", "/api/v1/script", "/api/v1/progress"].map(str::to_owned)) {
        server.get(&path, BROWSER);
    }
    std::thread::sleep(IDLE);
    figures.extend(pss(&server.child).map(|mb| Figure::with_aim("idle memory (PSS)", mb, "MB", "at most 30 MB")));
    figures
}

fn fill(folder: &Path) {
    let entries: Vec<_> =
        diary::bodies(365).iter().map(|body| journal::Entry::parse(body).expect("an entry")).collect();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let journal = Sqlite::open(&folder.join("supple.db")).await.expect("a journal");
        journal.append("me", entries).await.expect("a year is kept");
        journal.close().await;
    });
}

/// Proportional set size [MB]; only Linux tells it.
fn pss(child: &Child) -> Option<f64> {
    let rollup = std::fs::read_to_string(format!("/proc/{}/smaps_rollup", child.id())).ok()?;
    let line = rollup.lines().find(|line| line.starts_with("Pss:"))?;
    let kb: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kb / 1000.0)
}

/// What the first visit loads before charts and pictures. Nothing when the web app isn't built.
pub fn first_load() -> Vec<Figure> {
    let dir = tempfile::tempdir().expect("a folder");
    let server = Server::start(dir.path());
    let paths = page(&server);
    if !paths.iter().any(|p| p.starts_with("/assets/")) {
        return vec![];
    }
    let bytes: usize = paths.iter().map(|path| server.get(path, "gzip").1.len()).sum();
    vec![
        Figure::with_aim("first load of the app, gzipped", bytes as f64 / 1000.0, "kB", "at most 90 kB"),
        Figure::with_aim("first load of the app, requests", paths.len() as f64, "requests", "at most 10"),
    ]
}

/// The page, what it names, the fonts of its style, the words and the state.
fn page(server: &Server) -> Vec<String> {
    let mut paths: Vec<String> = vec!["/".into(), "/api/v1/words".into(), "/api/v1/state".into()];
    paths.extend(named(&server.text("/"), '"'));
    let is_style = |p: &&String| Path::new(p.as_str()).extension().is_some_and(|end| end == "css");
    let styles: Vec<String> = paths.iter().filter(is_style).cloned().collect();
    paths.extend(styles.iter().flat_map(|style| fonts(&server.text(style))));
    paths
}

/// The service worker, and what it puts by for days without a network.
fn kept_by_the_worker(server: &Server) -> Vec<String> {
    let worker = server.text("/sw.js");
    let files = worker.split_once("FILES = ").and_then(|(_, rest)| rest.split_once(']'));
    files.map(|(list, _)| named(list, '"')).into_iter().flatten().chain(["/sw.js".to_owned()]).collect()
}

/// Addresses on this server between quotes.
fn named(text: &str, quote: char) -> Vec<String> {
    text.split(quote)
        .filter(|part| part.starts_with('/') && part.len() > 1 && !part.contains(' '))
        .map(str::to_owned)
        .collect()
}

fn fonts(style: &str) -> Vec<String> {
    let urls = style.split("url(").skip(1).filter_map(|rest| rest.split(')').next());
    urls.map(|url| url.trim_matches(['"', '\'']).to_owned()).filter(|url| url.starts_with('/')).collect()
}
