//! Use cases, HTTP API and the web app.
