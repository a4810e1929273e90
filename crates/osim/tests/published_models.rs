//! Published models, where there are any: in the folders that `SUPPLE_MODELS` lists, or in `shared/models` beside the
//! repository. They are optional and not part of it; without them these tests say that they were skipped, and pass.

use std::io::Write as _;
use std::path::PathBuf;

use osim::{Document, Limits, Status};

fn models() -> Vec<PathBuf> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/models");
    let listed = std::env::var_os("SUPPLE_MODELS").map(|list| std::env::split_paths(&list).collect());
    let folders: Vec<PathBuf> = listed.unwrap_or_else(|| vec![beside]);
    let files = folders.iter().filter_map(|folder| std::fs::read_dir(folder).ok()).flat_map(Iterator::flatten);
    let models: Vec<PathBuf> = files.map(|f| f.path()).filter(|f| f.extension().is_some_and(|e| e == "osim")).collect();
    if models.is_empty() {
        // Straight to the terminal: what `eprintln!` says in a test that passes is not shown.
        let hint = "they are optional; set SUPPLE_MODELS to a folder with .osim files";
        writeln!(std::io::stderr(), "SKIPPED: no published models found; {hint}").expect("a terminal");
    }
    models
}

#[test]
fn published_models_are_read_and_written_back_byte_for_byte() {
    for path in models() {
        let bytes = std::fs::read(&path).expect("a readable file");
        let document = Document::parse(&bytes, "", &Limits::default()).expect("a document");
        assert_eq!(document.to_xml().as_bytes(), bytes, "{}", path.display());
    }
}

#[test]
fn published_models_lose_no_muscle_body_or_coordinate() {
    for path in models() {
        let document = Document::read(&path, &Limits::default()).expect("a document");
        let import = document.import().expect("a model");
        let (mut muscles, mut bodies, mut coordinates) = (0, 0, 0);
        document.model().walk(&mut |e| match e.tag.as_str() {
            "GeometryPath" => muscles += 1,
            "Body" if e.name() != "ground" => bodies += 1,
            "Coordinate" => coordinates += 1,
            _ => {}
        });
        assert_eq!(import.report.of(Status::Refused).count(), 0, "{}", import.report);
        assert_eq!(import.model.muscles().len(), muscles, "{}", path.display());
        assert_eq!(import.model.parts().bodies.len(), bodies, "{}", path.display());
        assert_eq!(import.model.coordinates().len(), coordinates, "{}", path.display());
    }
}
