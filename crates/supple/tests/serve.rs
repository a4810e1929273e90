//! `supple serve` as a whole: it starts, answers, keeps others out, and stops when it is asked to.

mod support;

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Stdio},
};

use support::supple;

struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(folder: &Path, arguments: &[&str]) -> Self {
        let mut all = vec!["serve", "--no-browser", "--data", "data"];
        all.extend(arguments);
        let mut child = supple(folder, &all).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it starts");
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().expect("piped")).read_line(&mut line).expect("a line");
        let address = line.trim().strip_prefix("http://").unwrap_or_else(|| panic!("no address: {line:?}")).to_owned();
        Self { child, address }
    }

    fn get(&self, path: &str, host: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        answer
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Already gone where the test ended it.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

#[test]
fn it_prints_where_it_is_and_answers_there() {
    let dir = tempfile::tempdir().expect("a folder");
    let server = Server::start(dir.path(), &["--port", "0"]);
    let state = server.get("/api/v1/state", &server.address);
    assert!(state.starts_with("HTTP/1.1 200") && state.contains("\"date\":\"2026-03-04\""), "{state}");
    assert!(server.get("/", &server.address).contains("<title>Supple</title>"));
    let foreign = server.get("/api/v1/state", "supple.example");
    assert!(foreign.starts_with("HTTP/1.1 403"), "{foreign}");
    assert!(dir.path().join("data/supple.db").exists());
}

#[test]
fn without_a_port_the_next_free_one_is_taken() {
    let usual = TcpListener::bind("127.0.0.1:8765");
    let dir = tempfile::tempdir().expect("a folder");
    let server = Server::start(dir.path(), &[]);
    let port: u16 = server.address.rsplit(':').next().and_then(|p| p.parse().ok()).expect("a port");
    assert!(port > 8765, "{port}");
    drop(usual);
}

#[test]
fn a_port_that_was_asked_for_and_is_taken_is_named() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("bound").port().to_string();
    let dir = tempfile::tempdir().expect("a folder");
    let output = support::run(dir.path(), &["serve", "--no-browser", "--data", "data", "--port", &port], "");
    let text = support::transcript(&output);
    assert!(text.contains(&format!("Port {port} is taken.")) && text.ends_with("[exit 1]\n"), "{text}");
}

#[test]
fn two_servers_on_one_record_are_refused_and_a_command_is_not() {
    let dir = tempfile::tempdir().expect("a folder");
    let server = Server::start(dir.path(), &["--port", "0"]);
    let second = support::run(dir.path(), &["serve", "--no-browser", "--data", "data", "--port", "0"], "");
    let text = support::transcript(&second);
    assert!(text.contains("already running") && text.ends_with("[exit 1]\n"), "{text}");
    assert!(text.contains(&format!("at http://{}", server.address)), "{text}");
    let profile = support::run(dir.path(), &["profile", "--set", "-", "--data", "data"], r#"{"age_years": 51}"#);
    assert!(profile.status.success(), "{}", support::transcript(&profile));
    assert!(server.get("/api/v1/state", &server.address).contains("\"age_years\":51"), "the server sees it at once");
}

#[cfg(unix)]
#[test]
fn it_ends_in_order_when_it_is_asked_to() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut server = Server::start(dir.path(), &["--port", "0"]);
    let id = server.child.id().to_string();
    std::process::Command::new("kill").args(["-TERM", &id]).status().expect("kill runs");
    assert_eq!(server.child.wait().expect("it ends").code(), Some(0));
    assert!(!dir.path().join("data/supple.db-wal").exists(), "the log was moved into the database");
    Server::start(dir.path(), &["--port", "0"]);
}
