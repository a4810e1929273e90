//! The command line as a person and a script meet it.

mod support;

use std::{io::Read, path::Path, process::Stdio};

use support::{run, supple, transcript};

/// The worked example of docs/json.md, up to its measurements, as an export.
fn record(folder: &Path) -> String {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/json.md");
    let page = std::fs::read_to_string(page).expect("the page");
    let example = page.split("`record.json`:\n\n```json\n").nth(1).and_then(|rest| rest.split("\n```").next());
    let mut record: serde_json::Value = serde_json::from_str(example.expect("the example")).expect("JSON");
    record["entries"].as_array_mut().expect("entries").truncate(5);
    let file = folder.join("record.json");
    std::fs::write(&file, record.to_string()).expect("written");
    "record.json".to_owned()
}

fn said(arguments: &[&str], input: &str) -> String {
    let dir = tempfile::tempdir().expect("a folder");
    record(dir.path());
    transcript(&run(dir.path(), arguments, input))
}

#[test]
fn a_plan_in_words_has_its_doses_and_its_reasons() {
    let text = said(&["plan", "--record", "record.json"], "");
    assert!(text.starts_with("Your plan for 2026-03-04\nAbout 15 minutes.\n"), "{text}");
    let items: Vec<usize> = text.match_indices("  [").map(|(at, _)| at).collect();
    assert!(items.len() >= 4, "{text}");
    assert!(text.contains("[constructive-rest]\n      ") && text.contains("\nWhy this plan:\n  - "), "{text}");
}

#[test]
fn an_emergency_in_words_begins_with_what_to_do() {
    let answers = r#"{"unwell_now": "yes", "chest_pain": "yes", "country": "GB"}"#;
    let text = said(&["screen", "--answers", "-"], answers);
    assert!(text.lines().nth(1).is_some_and(|line| line.contains("999")), "{text}");
    let (call, why) = (text.find("999").expect("the number"), text.find("Why:").expect("the reasons"));
    assert!(call < why, "{text}");
}

/// The answers of someone with nothing to report, as docs/json.md has them.
fn answers() -> String {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/json.md");
    let page = std::fs::read_to_string(page).expect("the page");
    let example = page.split("`answers.json`:\n\n```json\n").nth(1).and_then(|rest| rest.split("\n```").next());
    example.expect("the example").to_owned()
}

fn screened(answers: &str) -> String {
    said(&["screen", "--answers", "-", "--json"], answers)
}

#[test]
fn answers_may_come_in_a_wrapper_with_a_mark_before_them_and_with_true_and_false() {
    let plain = screened(&answers());
    assert!(plain.contains("\"disposition\": \"proceed\""), "{plain}");
    for same in [
        format!("{{\"answers\": {}}}", answers()),
        format!("{{\"kind\": \"full\", \"answers\": {}}}", answers()),
        format!("\u{feff}{}", answers()),
        answers().replace("\"no\"", "false"),
    ] {
        assert_eq!(screened(&same), plain, "{same}");
    }
}

#[test]
fn an_answer_that_is_there_twice_is_refused_and_one_that_cannot_be_read_is_asked_again() {
    let twice = answers().replacen('{', r#"{"unwell_now": "yes","#, 1);
    let said = screened(&twice);
    assert!(said.contains("“unwell_now” is there twice") && said.ends_with("[exit 3]\n"), "{said}");
    for odd in [r#"{"chest_pain": "maybe","#, r#"{"chestPain": true,"#, r#"{"pregnancy_weeks": 99,"#] {
        let said = screened(&answers().replacen('{', odd, 1));
        assert!(said.contains("\"disposition\": \"see_professional_first\""), "{said}");
        assert!(said.contains("screen.F28"), "{said}");
    }
}

#[test]
fn a_rehearsed_session_runs_step_by_step_to_its_end() {
    let text = said(&["session", "--record", "record.json", "--pain", "2", "--fast", "--minutes", "5"], "");
    let starts: Vec<&str> = text.lines().filter_map(|l| l.strip_prefix('[')?.split(']').next()).collect();
    assert!(starts.len() >= 4 && starts[0] == "00:00" && starts.is_sorted(), "{text}");
    assert!(starts.last().is_some_and(|last| *last >= "04:00" && *last <= "05:30"), "{text}");
    assert!(text.ends_with("That's all for today.\n"), "{text}");
    let whole = said(&["session", "--record", "record.json", "--pain", "2", "--fast"], "");
    assert!(whole.contains(", turn 1 of "), "{whole}");
}

#[test]
fn the_help_of_the_command() {
    insta::assert_snapshot!(said(&["--help"], ""));
}

#[test]
fn what_goes_wrong_is_said_with_what_to_do() {
    let cases: [(&[&str], &str); 8] = [
        (&["plan", "--record", "nothing.json"], ""),
        (&["plan", "--record", "-"], "{"),
        (&["screen", "--answers", "-"], "[1]"),
        (&["screen"], ""),
        (&["profile", "--set", "-", "--data", "data"], r#"{"heigth_cm": 170}"#),
        (
            &["measure", "--data", "data", "--measurement", "-"],
            r#"{"measure": "thomas-flor", "readings": [],
            "pelvis_control": "held", "context": "before_session"}"#,
        ),
        (&["exercises", "briidge"], ""),
        (&["plan", "--now", "yesterday"], ""),
    ];
    let text: Vec<String> =
        cases.iter().map(|(a, input)| format!("$ supple {}\n{}", a.join(" "), said(a, input))).collect();
    insta::assert_snapshot!(text.join("\n"));
}

#[test]
fn json_stands_alone_on_standard_output_and_fits_its_schema() {
    let dir = tempfile::tempdir().expect("a folder");
    record(dir.path());
    let reading = r#"{"measure": "thomas-floor", "side": "left", "pelvis_control": "held",
        "context": "before_session", "readings": [{"height_cm": 9}]}"#;
    for (arguments, input, schema) in [
        (&["screen", "--answers", "-", "--json", "--save", "--data", "d"][..], "{}", "outcome"),
        (&["screen", "--questions", "--json"], "", "question"),
        (&["plan", "--record", "record.json", "--json"], "", "plan"),
        (&["plan", "--demo", "--data", "d", "--json"], "", "plan"),
        (&["session", "--record", "record.json", "--json"], "", "script"),
        (&["progress", "--record", "record.json", "--json"], "", "progress"),
        (&["progress", "--demo", "--data", "d", "--json"], "", "progress"),
        (&["replay", "--record", "record.json", "--json"], "", "replay"),
        (&["demo", "--json", "--data", "d"], "", "export"),
        (&["profile", "--json", "--data", "d"], "", "profile"),
        (&["measure", "--measurement", "-", "--json", "--data", "d"], reading, "measure-result"),
        (&["exercises", "--json"], "", "exercise"),
        (&["exercises", "bridge", "--json"], "", "exercise"),
        (&["claims", "--json"], "", "claims"),
    ] {
        let output = run(dir.path(), arguments, input);
        assert!(output.status.success(), "{arguments:?}: {}", transcript(&output));
        let json = serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{arguments:?}: {e}"));
        check_schema(schema, &json, &arguments.join(" "));
    }
}

/// Is it what `supple schema NAME` describes, or a list of such?
#[track_caller]
fn check_schema(name: &str, json: &serde_json::Value, of: &str) {
    let schema = server::app::schema::schema(name).expect("a schema");
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).expect("a schema");
    let items = json.as_array().map_or(std::slice::from_ref(json), Vec::as_slice);
    for item in items {
        let wrong: Vec<String> =
            validator.iter_errors(item).map(|e| format!("{}: {e}", e.instance_path())).take(3).collect();
        assert!(wrong.is_empty(), "{of}: {wrong:#?}");
    }
}

#[test]
fn the_terminal_says_what_an_exercise_does_and_where_model_and_articles_disagree() {
    let dir = tempfile::tempdir().expect("a folder");
    let camel = transcript(&run(dir.path(), &["exercises", "camel"], ""));
    for part in ["What it does to the psoas", "Bending the low back adds nothing.", "(supple claims T16)"] {
        assert!(camel.contains(part), "{part} is missing:\n{camel}");
    }
    let claims = transcript(&run(dir.path(), &["claims", "T16", "C6"], ""));
    assert!(claims.contains("T16 ") && claims.contains("C6 ") && !claims.contains("T15"), "{claims}");
    let none = transcript(&run(dir.path(), &["claims", "T99"], ""));
    assert!(none.contains("There is no claim called T99."), "{none}");
}

#[test]
fn what_is_kept_is_found_by_the_next_command() {
    let dir = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str], input: &str| transcript(&run(dir.path(), arguments, input));
    record(dir.path());
    run(&["import", "record.json", "--data", "d"], "");
    run(&["profile", "--set", "-", "--data", "d"], r#"{"minutes": 20}"#);
    let kept: serde_json::Value = serde_json::from_str(&run(&["profile", "--json", "--data", "d"], "")).expect("JSON");
    assert_eq!((&kept["minutes"], &kept["age_years"]), (&20.into(), &45.into()));
    let reading = r#"{"measure": "thomas-table", "side": "left", "pelvis_control": "held", "helper": true,
        "context": "before_session", "readings": [{"thigh_angle_deg": -5}]}"#;
    run(&["measure", "--measurement", "-", "--save", "--data", "d"], reading);
    let short = r#"{"unwell_now": "no", "belly_now": "no", "saddle_now": "no", "injury_now": "no", "new_signs": "no",
        "something_new": "no", "pain_today": 2}"#;
    let session = run(&["session", "--answers", "-", "--fast", "--minutes", "5", "--data", "d"], short);
    assert!(session.contains("That's all for today."), "{session}");
    let export = run(&["export", "--data", "d"], "");
    for kind in ["profile_set", "measured", "session_started", "step_finished", "session_ended"] {
        assert!(export.contains(&format!("\"type\":\"{kind}\"")), "{kind} is missing:\n{export}");
    }
    assert!(run(&["erase", "--confirm", "erase", "--data", "d"], "").contains("Erased"));
    assert!(run(&["plan", "--data", "d"], "").contains("Please do the safety check first."));
}

#[test]
fn a_copy_of_the_sample_person_can_be_read_but_not_imported() {
    let dir = tempfile::tempdir().expect("a folder");
    let copy = run(dir.path(), &["demo", "--json", "--data", "d"], "");
    std::fs::write(dir.path().join("copy.json"), copy.stdout).expect("a file");
    assert!(run(dir.path(), &["plan", "--record", "copy.json"], "").status.success());
    let refused = run(dir.path(), &["import", "copy.json", "--data", "d"], "");
    assert_eq!(refused.status.code(), Some(3));
    assert!(transcript(&refused).contains("made from the sample person"), "{}", transcript(&refused));
}

#[test]
fn something_new_ends_a_session_before_it_begins() {
    let dir = tempfile::tempdir().expect("a folder");
    record(dir.path());
    run(dir.path(), &["import", "record.json", "--data", "d"], "");
    let short = r#"{"unwell_now": "no", "belly_now": "no", "saddle_now": "no", "injury_now": "no", "new_signs": "yes",
        "something_new": "no", "pain_today": 2}"#;
    let output = run(dir.path(), &["session", "--answers", "-", "--fast", "--data", "d"], short);
    let text = transcript(&output);
    assert!(text.contains("safety check first") && !text.contains("[00:00]"), "{text}");
    let export = transcript(&run(dir.path(), &["export", "--data", "d"], ""));
    assert!(!export.contains("session_started"), "{export}");
}

#[test]
fn a_record_that_cant_be_used_hides_no_emergency() {
    let dir = tempfile::tempdir().expect("a folder");
    std::fs::write(dir.path().join("d"), "not a folder").expect("written");
    let alarm = r#"{"unwell_now": "yes", "chest_pain": "yes"}"#;
    for arguments in [
        &["screen", "--answers", "-", "--save", "--data", "d"][..],
        &["screen", "--short", "--answers", "-", "--save", "--data", "d"],
        &["session", "--answers", "-", "--data", "d"],
    ] {
        let output = run(dir.path(), arguments, alarm);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {}", transcript(&output));
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(said.starts_with("Get emergency help now\n  Call "), "{arguments:?}: {said}");
    }
}

#[test]
fn an_emergency_before_a_session_is_said_where_there_is_no_plan_too() {
    let dir = tempfile::tempdir().expect("a folder");
    let alarm = r#"{"unwell_now": "yes", "chest_pain": "yes"}"#;
    let output = run(dir.path(), &["session", "--answers", "-", "--data", "d"], alarm);
    assert!(transcript(&output).starts_with("Get emergency help now\n  Call "), "{}", transcript(&output));
    let kept = transcript(&run(dir.path(), &["export", "--data", "d"], ""));
    assert!(kept.contains("chest_pain"), "{kept}");
}

#[test]
fn an_emergency_names_the_number_of_ones_country_and_little_else() {
    let dir = tempfile::tempdir().expect("a folder");
    run(dir.path(), &["profile", "--set", "-", "--data", "d"], r#"{"country": "GB"}"#);
    let alarm = r#"{"unwell_now": "yes", "chest_pain": "yes"}"#;
    let australian = r#"{"unwell_now": "yes", "chest_pain": "yes", "country": "AU"}"#;
    for (arguments, answers, number) in [
        (&["screen", "--answers", "-", "--data", "d"][..], alarm, "999"),
        (&["screen", "--answers", "-", "--data", "d", "--country", "us"], alarm, "911"),
        (&["screen", "--answers", "-", "--data", "d", "--country", "us"], australian, "000"),
        (&["screen", "--answers", "-", "--data", "d", "--save"], alarm, "999"),
        (&["session", "--answers", "-", "--data", "d"], alarm, "999"),
        (&["session", "--data", "d"], "", "999"),
        (&["plan", "--data", "d"], "", "999"),
    ] {
        let text = transcript(&run(dir.path(), arguments, answers));
        assert!(text.lines().nth(1).is_some_and(|line| line.contains(number)), "{arguments:?}: {text}");
        assert!(!text.contains("Still to be") && !text.contains("no clear answer"), "{arguments:?}: {text}");
    }
    let wrong = run(dir.path(), &["screen", "--answers", "-", "--country", "Britain"], alarm);
    assert_eq!(wrong.status.code(), Some(2));
}

#[test]
fn a_professionals_word_is_kept_with_who_said_it() {
    let dir = tempfile::tempdir().expect("a folder");
    record(dir.path());
    run(dir.path(), &["import", "record.json", "--data", "d"], "");
    let doctor = ["cleared", "--data", "d", "--json", "--by", "doctor", "--statement", " Gentle movement is fine. "];
    let output = run(dir.path(), &doctor, "");
    let entry: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    check_schema("entry", &entry, "cleared");
    assert_eq!((&entry["by"], &entry["statement"]), (&"doctor".into(), &"Gentle movement is fine.".into()));
    assert!(String::from_utf8_lossy(&output.stderr).contains("supple screen"), "{}", transcript(&output));
    for (wrong, code) in [
        (&["--by", "friend", "--statement", "fine"][..], 2),
        (&["--by", "doctor", "--statement", " "], 2),
        (&["--by", "doctor"], 3),
    ] {
        let refused = run(dir.path(), &[&["cleared", "--data", "d"], wrong].concat(), "");
        assert_eq!(refused.status.code(), Some(code), "{wrong:?}: {}", transcript(&refused));
    }
    let export = transcript(&run(dir.path(), &["export", "--data", "d"], ""));
    assert_eq!(export.matches(r#""type":"cleared""#).count(), 1, "{export}");
}

#[test]
fn the_morning_after_a_session_is_told_once() {
    let dir = tempfile::tempdir().expect("a folder");
    record(dir.path());
    run(dir.path(), &["import", "record.json", "--data", "d"], "");
    let short = r#"{"unwell_now": "no", "belly_now": "no", "saddle_now": "no", "injury_now": "no", "new_signs": "no",
        "something_new": "no", "pain_today": 2}"#;
    let none = run(dir.path(), &["morning", "--settled", "yes", "--pain", "1", "--data", "d"], "");
    assert_eq!(none.status.code(), Some(3), "{}", transcript(&none));
    run(dir.path(), &["session", "--answers", "-", "--fast", "--minutes", "5", "--data", "d"], short);
    let tomorrow =
        ["morning", "--settled", "no", "--pain", "3", "--data", "d", "--json", "--now", "2026-03-05T08:00:00+01:00"];
    let entry: serde_json::Value =
        serde_json::from_slice(&run(dir.path(), &tomorrow, "").stdout).expect("an entry as JSON");
    check_schema("entry", &entry, "morning");
    assert_eq!((&entry["about"], &entry["settled"], &entry["pain"]), (&"2026-03-04".into(), &false.into(), &3.into()));
    assert_eq!(run(dir.path(), &tomorrow, "").status.code(), Some(3));
}

#[test]
fn nothing_that_is_typed_is_bent_in_silence() {
    let dir = tempfile::tempdir().expect("a folder");
    record(dir.path());
    for (typed, code, possible) in [
        (&["--minutes", "100000"][..], 3, "5 to 45"),
        (&["--minutes", "3"], 3, "5 to 45"),
        (&["--minutes", "30", "--break"], 3, "2 to 5"),
        (&["--minutes", "30", "--aim", "desk_break"], 3, "2 to 5"),
        (&["--aim", "sleep"], 2, "before_sleep"),
        (&["--date", "9999-12-31"], 2, "1900 to 2199"),
        (&["--date", "tomorrow"], 2, "2026-03-04"),
    ] {
        for command in ["plan", "session"] {
            let refused = run(dir.path(), &[&[command, "--record", "record.json"], typed].concat(), "");
            let text = transcript(&refused);
            assert!(refused.status.code() == Some(code) && text.contains(possible), "{command} {typed:?}: {text}");
        }
    }
    let slow = run(dir.path(), &["session", "--record", "record.json", "--fast", "0"], "");
    assert_eq!(slow.status.code(), Some(2), "{}", transcript(&slow));
    assert!(run(dir.path(), &["plan", "--record", "record.json", "--minutes", "3", "--break"], "").status.success());
}

#[test]
fn a_file_in_utf16_is_told_apart() {
    let dir = tempfile::tempdir().expect("a folder");
    record(dir.path());
    let text = std::fs::read_to_string(dir.path().join("record.json")).expect("the record");
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [&[0xff, 0xfe][..], &utf16].concat();
    for bytes in [&utf16, &marked] {
        std::fs::write(dir.path().join("wide.json"), bytes).expect("written");
        for arguments in [
            &["import", "wide.json", "--data", "d"][..],
            &["plan", "--record", "wide.json"],
            &["screen", "--answers", "wide.json"],
        ] {
            let refused = run(dir.path(), arguments, "");
            let text = transcript(&refused);
            assert!(refused.status.code() == Some(3) && text.contains("UTF-16") && text.contains("UTF-8"), "{text}");
        }
    }
    std::fs::write(dir.path().join("marked.json"), format!("\u{feff}{text}")).expect("written");
    for arguments in [&["import", "marked.json", "--data", "d"][..], &["plan", "--record", "marked.json"]] {
        let read = run(dir.path(), arguments, "");
        assert!(read.status.success(), "{}", transcript(&read));
    }
}

#[test]
fn pain_above_five_before_a_session_leaves_only_quiet_rest_and_says_why() {
    let dir = tempfile::tempdir().expect("a folder");
    record(dir.path());
    run(dir.path(), &["import", "record.json", "--data", "d"], "");
    let short = r#"{"unwell_now": "no", "belly_now": "no", "saddle_now": "no", "injury_now": "no", "new_signs": "no",
        "something_new": "no", "pain_today": 9}"#;
    let played = transcript(&run(dir.path(), &["session", "--answers", "-", "--fast", "--data", "d"], short));
    assert!(played.contains("Your pain is 9 out of 10 today") && played.contains("That's all for today."), "{played}");
    let rehearsed = ["session", "--record", "record.json", "--pain", "9", "--json"];
    for arguments in [&["session", "--json", "--data", "d"][..], &rehearsed[..]] {
        let script: serde_json::Value =
            serde_json::from_slice(&run(dir.path(), arguments, "").stdout).expect("a script");
        let steps = script["steps"].as_array().expect("steps");
        assert!(script["quiet"].is_string() && steps.iter().all(|s| s["pain_class"] == "other"), "{script}");
    }
}

#[test]
fn a_reader_that_stops_early_is_no_error() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut command = supple(dir.path(), &["exercises", "--json"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("supple starts");
    let mut first = [0; 1];
    let mut out = child.stdout.take().expect("piped");
    out.read_exact(&mut first).expect("a first byte");
    drop(out);
    let output = child.wait_with_output().expect("supple ends");
    assert_eq!((transcript(&output).as_str(), output.status.code()), ("", Some(0)));
}

#[test]
fn nobody_listening_on_standard_error_is_no_error() {
    let dir = tempfile::tempdir().expect("a folder");
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let mut command = supple(dir.path(), &["demo", "--data", "d"]);
    assert_eq!(command.stdout(Stdio::null()).stderr(writer).status().expect("supple ends").code(), Some(0));
}

#[test]
fn a_copy_that_cant_be_written_is_not_counted_as_one() {
    let dir = tempfile::tempdir().expect("a folder");
    record(dir.path());
    run(dir.path(), &["import", "record.json", "--data", "d"], "");
    let failed = run(dir.path(), &["export", "--data", "d", "--out", "nowhere/copy.json"], "");
    assert_eq!(failed.status.code(), Some(1), "{}", transcript(&failed));
    assert!(!dir.path().join("d/supple.db.copied").exists());
    assert!(run(dir.path(), &["export", "--data", "d", "--out", "copy.json"], "").status.success());
    assert!(dir.path().join("d/supple.db.copied").exists());
}

#[test]
fn a_damaged_record_and_another_file_are_told_apart() {
    let dir = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(dir.path().join("d")).expect("a folder");
    std::fs::write(dir.path().join("d/supple.db"), "Dear doctor, ".repeat(1000)).expect("written");
    let text = transcript(&run(dir.path(), &["plan", "--data", "d"], ""));
    assert!(text.contains("not a record of Supple") && text.contains("d/supple.db"), "{text}");
}

#[test]
fn one_figure_is_a_picture_or_a_body_in_space() {
    let dir = tempfile::tempdir().expect("a folder");
    let picture = run(dir.path(), &["figure", "low-lunge", "--side", "left", "--height", "182"], "");
    assert!(String::from_utf8_lossy(&picture.stdout).starts_with("<svg"));
    for (slug, moves) in [("body", false), ("bridge", true)] {
        let file = format!("{slug}.glb");
        let output = run(dir.path(), &["figure", slug, "--low", "--out", &file], "");
        assert!(output.status.success(), "{}", transcript(&output));
        let bytes = std::fs::read(dir.path().join(&file)).expect("the file");
        assert!(bytes.starts_with(b"glTF"));
        let named = br#""name":"movement""#;
        assert_eq!(bytes.windows(named.len()).any(|w| w == named), moves, "{slug}");
    }
    let unknown = transcript(&run(dir.path(), &["figure", "bridg"], ""));
    assert!(unknown.contains("bridge"), "{unknown}");
    for wrong in [["--at", "3"], ["--height", "400"], ["--out", "lunge.png"]] {
        let refused = run(dir.path(), &[&["figure", "low-lunge"], &wrong[..]].concat(), "");
        assert_eq!(refused.status.code(), Some(2), "{wrong:?}: {}", transcript(&refused));
    }
}

#[test]
fn pictures_are_written_for_every_exercise() {
    let dir = tempfile::tempdir().expect("a folder");
    let output = run(dir.path(), &["figures", "--out", "pictures"], "");
    assert!(output.status.success(), "{}", transcript(&output));
    for name in ["bridge-start.svg", "low-lunge-left-end.svg", "thomas-floor-right-end.svg"] {
        let svg = std::fs::read_to_string(dir.path().join("pictures").join(name)).expect(name);
        assert!(svg.starts_with("<svg"), "{name}");
    }
}
