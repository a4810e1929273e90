//! The server as a browser sees it.

use std::{path::Path, sync::Arc};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use chrono::DateTime;
use serde_json::{Value, json};
use server::{
    app::{App, Demo},
    clock::Clock,
    http::{openapi, router},
};
use tempfile::TempDir;
use tower::ServiceExt;

const NOW: &str = "2026-03-01T09:00:00+01:00";

struct Server {
    _dir: TempDir,
    router: Router,
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|e| panic!("{e}: {}", self.body))
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("ASCII"))
    }

    #[track_caller]
    fn check_error(&self, status: StatusCode, code: &str, place: &str) -> Value {
        assert_eq!(self.status, status, "{}", self.body);
        let error = self.json()["error"].clone();
        assert_eq!((error["code"].as_str(), error["where"].as_str().unwrap_or("")), (Some(code), place), "{error}");
        assert!(error["message"].as_str().is_some_and(|m| !m.starts_with('[')), "{error}");
        error
    }
}

impl Server {
    async fn new() -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        let router = open(dir.path()).await;
        Self { _dir: dir, router }
    }

    async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.expect("a body");
        let body = String::from_utf8_lossy(&body).into_owned();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    async fn get(&self, path: &str) -> Answer {
        self.send(request(Method::GET, path).body(Body::empty()).expect("a request")).await
    }

    async fn post(&self, path: &str, json: &Value) -> Answer {
        let request = request(Method::POST, path).header(header::CONTENT_TYPE, "application/json");
        self.send(request.body(Body::from(json.to_string())).expect("a request")).await
    }
}

async fn open(folder: &Path) -> Router {
    let clock = Clock::Fixed(DateTime::parse_from_rfc3339(NOW).expect("a time"));
    let own = Arc::new(App::open(folder, clock).await.expect("a record"));
    router(own, Arc::new(Demo::new(folder, clock)))
}

fn request(method: Method, path: &str) -> axum::http::request::Builder {
    Request::builder().method(method).uri(path).header(header::HOST, "127.0.0.1:8765")
}

fn consent(n: u32, version: u32) -> Value {
    json!({
        "id": format!("018f2d6e-0000-7000-8000-{n:012}"), "at": "2026-03-01T08:00:00+01:00",
        "device": "web", "seq": n, "type": "consent_given", "version": version
    })
}

#[tokio::test]
async fn entries_are_kept_once_and_the_state_knows_them() {
    let server = Server::new().await;
    let id = "018f2d6e-0000-7000-8000-000000000001";
    let first = server.post("/api/v1/entries", &json!([consent(1, 3)])).await;
    assert_eq!(first.json(), json!({"accepted": [id], "duplicates": []}));
    let again = server.post("/api/v1/entries", &json!([consent(1, 3)])).await;
    assert_eq!(again.json(), json!({"accepted": [], "duplicates": [id]}));
    let state = server.get("/api/v1/state").await.json();
    assert_eq!((&state["consent"], &state["date"], &state["demo"]), (&json!(3), &json!("2026-03-01"), &json!(false)));
    let other = server.post("/api/v1/entries", &json!([consent(1, 4)])).await;
    other.check_error(StatusCode::CONFLICT, "conflict", id);
}

#[tokio::test]
async fn a_wrong_entry_keeps_the_whole_request_out_and_is_named() {
    let server = Server::new().await;
    let wrong = json!([consent(1, 3), {"type": "conset_given"}]);
    server.post("/api/v1/entries", &wrong).await.check_error(StatusCode::UNPROCESSABLE_ENTITY, "entry", "[1].id");
    let mut unknown = consent(2, 3);
    unknown["verson"] = json!(1);
    let answer = server.post("/api/v1/entries", &json!([unknown])).await;
    let error = answer.check_error(StatusCode::UNPROCESSABLE_ENTITY, "entry", "[0].verson");
    assert_eq!(error["hint"], "Did you mean version?");
    assert_eq!(server.get("/api/v1/state").await.json()["entries"], 0);
}

/// What is wrong is told alike whichever way it comes in, and nothing of it is kept.
#[tokio::test]
async fn a_value_beyond_its_limits_is_refused_at_every_door_with_its_place() {
    let server = Server::new().await;
    let event = |fields: Value| {
        let mut entry = consent(1, 1);
        entry.as_object_mut().expect("an object").remove("version");
        entry.as_object_mut().expect("an object").extend(fields.as_object().expect("an object").clone());
        entry
    };
    let profile = |field: &str, value: Value| event(json!({"type": "profile_set", "profile": {field: value}}));
    for (entry, place) in [
        (profile("age_years", json!(400)), "profile.age_years"),
        (profile("thigh_length_cm", json!(-5)), "profile.thigh_length_cm"),
        (profile("equipment", json!(["mat", "yoga mat"])), "profile.equipment[1]"),
        (profile("minutes", json!("ten")), "profile.minutes"),
        (event(json!({"type": "screened", "kind": "full", "answers": {"fevr": "no"}})), "answers.fevr"),
        (event(json!({"type": "bolster_chosen", "height_cm": 61})), "height_cm"),
        (event(json!({"type": "retracted", "entry": consent(2, 1)["id"], "at": "2026-03-03T08:00:00+01:00"})), "at"),
    ] {
        let file = json!({"format": "supple-export", "version": 1, "person": "me", "entries": [consent(2, 1), entry]});
        let refused = server.post("/api/v1/entries", &json!([consent(2, 1), entry])).await;
        refused.check_error(StatusCode::UNPROCESSABLE_ENTITY, "entry", &format!("[1].{place}"));
        for door in ["import", "import/check"] {
            let refused = server.post(&format!("/api/v1/{door}"), &file).await;
            refused.check_error(StatusCode::UNPROCESSABLE_ENTITY, "entry", &format!("line 1, entries[1].{place}"));
        }
    }
    assert_eq!(server.get("/api/v1/state").await.json()["entries"], 0);
}

#[tokio::test]
async fn what_is_not_json_or_too_large_is_refused_with_its_reason() {
    let server = Server::new().await;
    let text = request(Method::POST, "/api/v1/entries").header(header::CONTENT_TYPE, "text/plain");
    let answer = server.send(text.body(Body::from("[]")).expect("a request")).await;
    answer.check_error(StatusCode::UNSUPPORTED_MEDIA_TYPE, "body", "content-type");
    let checked = server.post("/api/v1/screen/check", &json!({"kind": "whole", "answers": {}})).await;
    checked.check_error(StatusCode::UNPROCESSABLE_ENTITY, "body", "kind");
    let twice = request(Method::POST, "/api/v1/screen/check").header(header::CONTENT_TYPE, "application/json");
    let twice = twice.body(Body::from(r#"{"answers": {"fever": "yes", "fever": "no"}}"#)).expect("a request");
    let error = server.send(twice).await.check_error(StatusCode::UNPROCESSABLE_ENTITY, "body", "fever");
    assert!(error["message"].as_str().is_some_and(|m| m.contains("“fever” is there twice")), "{error}");
    let large = json!([{"device": "x".repeat(2 << 20)}]);
    server.post("/api/v1/entries", &large).await.check_error(StatusCode::PAYLOAD_TOO_LARGE, "too_large", "");
    server.get("/api/v1/plan?date=tomorrow").await.check_error(StatusCode::BAD_REQUEST, "query", "date");
    server.get("/api/v1/words?locale=xx").await.check_error(StatusCode::BAD_REQUEST, "locale", "locale");
}

#[tokio::test]
async fn unknown_names_and_addresses_are_told() {
    let server = Server::new().await;
    let answer = server.get("/api/v1/exercises/low_lunge").await;
    let error = answer.check_error(StatusCode::NOT_FOUND, "unknown", "low_lunge");
    assert_eq!(error["hint"], "Did you mean low-lunge?");
    server.get("/api/v1/nothing").await.check_error(StatusCode::NOT_FOUND, "no_such_page", "");
    server.get("/api/v2/state").await.check_error(StatusCode::NOT_FOUND, "no_such_page", "");
    server.post("/api/v1/state", &json!({})).await.check_error(StatusCode::METHOD_NOT_ALLOWED, "wrong_method", "");
    server.get("/assets/missing.js").await.check_error(StatusCode::NOT_FOUND, "no_such_page", "");
}

#[tokio::test]
async fn the_body_model_answers_for_exercises_claims_and_any_pose() {
    let server = Server::new().await;
    let rest = server.get("/api/v1/mechanics/exercises/constructive-rest").await.json();
    assert_eq!(rest["text"].as_array().map(Vec::len), Some(1), "both sides do the same: {rest}");
    assert_eq!(rest["right"]["tier"]["to"], "slack");
    let lunge = server.get("/api/v1/mechanics/exercises/low-lunge").await.json();
    assert_eq!(lunge["text"].as_array().map(Vec::len), Some(2));
    assert_eq!(lunge["right"]["fascicles"].as_array().map(Vec::len), Some(11));
    server.get("/api/v1/mechanics/exercises/headstand").await.check_error(
        StatusCode::NOT_FOUND,
        "unknown",
        "headstand",
    );
    let claims = server.get("/api/v1/claims").await.json();
    let tuck = claims.as_array().and_then(|all| all.iter().find(|c| c["id"] == "T15")).expect("T15 is a claim");
    assert_eq!(tuck["model"]["verdict"], "holds");

    let pose = |name: &str, angle: f64| json!({"coordinates": {name: angle}});
    let explored = server.post("/api/v1/mechanics/pose", &pose("hip_flexion_r", -15.0)).await.json();
    assert!(explored["right"]["change_mm"].as_f64().expect("a number") > 4.0);
    assert!(explored["left"]["change_mm"].as_f64().expect("a number").abs() < 1e-9);
    let unknown = server.post("/api/v1/mechanics/pose", &pose("hip_flexon", 1.0)).await;
    let error = unknown.check_error(StatusCode::UNPROCESSABLE_ENTITY, "entry", "hip_flexon");
    assert_eq!(error["hint"], "Did you mean hip_flexion?");
    let far = server.post("/api/v1/mechanics/pose", &pose("hip_flexion", 400.0)).await;
    far.check_error(StatusCode::UNPROCESSABLE_ENTITY, "entry", "hip_flexion");

    let between = json!({"from": {"hip_flexion_r": 30.0}, "to": {"hip_flexion_r": -15.0}, "points": 4});
    let curve = server.post("/api/v1/mechanics/curve", &between).await.json();
    assert_eq!(curve.as_array().map(Vec::len), Some(4));
    assert_eq!(curve[3]["right_mm"], explored["right"]["change_mm"]);
    let far = server.post("/api/v1/mechanics/curve", &json!({"from": {}, "to": {"pelvis_tilt": 999.0}})).await;
    far.check_error(StatusCode::UNPROCESSABLE_ENTITY, "entry", "pelvis_tilt");
}

#[tokio::test]
async fn where_model_and_articles_disagree_the_pages_that_carry_it_say_so() {
    let server = Server::new().await;
    let claims = server.get("/api/v1/claims").await.json();
    let claim = |id: &serde_json::Value| {
        claims.as_array().and_then(|all| all.iter().find(|c| c["id"] == *id)).expect("a claim of the list").clone()
    };
    let ids = |page: &serde_json::Value| -> Vec<String> {
        let all = page["disagreements"].as_array().expect("a list");
        for it in all {
            let model = &claim(&it["id"])["model"];
            assert_eq!((&it["verdict"], &it["against"]), (&model["verdict"], &model["against"]), "{it}");
            assert!(["holds_in_part", "does_not_hold"].contains(&it["verdict"].as_str().expect("a word")), "{it}");
        }
        all.iter().map(|it| it["id"].as_str().expect("an id").to_owned()).collect()
    };
    let camel = server.get("/api/v1/mechanics/exercises/camel").await.json();
    assert_eq!(ids(&camel), ["T16", "X15"]);
    let tilt = server.get("/api/v1/mechanics/exercises/pelvic-tilt").await.json();
    assert!(ids(&tilt).is_empty(), "T15 holds: {tilt}");
    let sitting = server.get("/api/v1/lessons/sitting").await.json();
    assert_eq!(ids(&sitting), ["T1", "T2"], "C1 and C2 rest on the same figures");
    let stress = server.get("/api/v1/claims").await.json();
    let stress = stress.as_array().and_then(|all| all.iter().find(|c| c["id"] == "C6")).expect("C6 is an item");
    assert_eq!(stress["model"]["verdict"], "not_mechanical");
    assert!(stress["model"]["method"].as_str().is_some_and(|why| !why.is_empty()));
}

#[tokio::test]
async fn any_pose_can_be_drawn() {
    let server = Server::new().await;
    let sit = json!({"coordinates": {"hip_flexion": 90.0, "knee_angle": 90.0}, "props_of": "seated-breathing"});
    let drawn = server.post("/api/v1/figures/pose.svg", &sit).await;
    assert_eq!(drawn.header("content-type"), "image/svg+xml");
    assert!(drawn.body.starts_with("<svg"));
    let stand = server.post("/api/v1/figures/pose.svg", &json!({"coordinates": {}})).await;
    assert_ne!(stand.body, drawn.body);
    let nowhere = server.post("/api/v1/figures/pose.svg", &json!({"coordinates": {}, "props_of": "headstand"})).await;
    nowhere.check_error(StatusCode::NOT_FOUND, "unknown", "headstand");
    let wrong = server.post("/api/v1/figures/pose.svg", &json!({"coordinates": {"hip_flexon": 1.0}})).await;
    wrong.check_error(StatusCode::UNPROCESSABLE_ENTITY, "entry", "hip_flexon");
}

#[tokio::test]
async fn bodies_in_space_are_binary_gltf() {
    let server = Server::new().await;
    for path in ["body.glb", "body.glb?detail=low", "bridge.glb?side=left&detail=low"] {
        let file = server.get(&format!("/api/v1/figures/{path}")).await;
        assert_eq!(file.header("content-type"), "model/gltf-binary", "{path}");
        assert!(file.body.starts_with("glTF"), "{path}");
        assert_eq!(file.body.contains("\"name\":\"movement\""), path.starts_with("bridge"), "{path}");
    }
    let packed = request(Method::GET, "/api/v1/figures/body.glb").header(header::ACCEPT_ENCODING, "gzip");
    let packed = server.send(packed.body(Body::empty()).expect("a request")).await;
    assert_eq!(packed.header("content-encoding"), "gzip");
    let unknown = server.get("/api/v1/figures/headstand.glb").await;
    unknown.check_error(StatusCode::NOT_FOUND, "unknown", "headstand");
}

#[tokio::test]
async fn movements_come_with_their_times_and_not_too_many_drawings() {
    let server = Server::new().await;
    let film: Value = server.get("/api/v1/figures/half-kneeling-tuck/movement?side=left").await.json();
    let list = |name: &str| film[name].as_array().cloned().unwrap_or_default();
    assert!((10..=64).contains(&list("drawings").len()));
    assert!(list("shots").iter().all(|s| s["drawing"].as_u64().is_some_and(|d| d < list("drawings").len() as u64)));
    let phases: Vec<Value> = list("phases").into_iter().map(|p| p["phase"].clone()).collect();
    assert_eq!(phases, ["start", "enter", "hold", "back", "settle"].map(Value::from));
    assert_eq!(list("steps").len(), 7);
    assert_eq!(film["breath_s"], json!([4.0, 5.0]));
    let unknown = server.get("/api/v1/figures/headstand/movement").await;
    unknown.check_error(StatusCode::NOT_FOUND, "unknown", "headstand");
}

#[tokio::test]
async fn a_body_in_space_follows_any_pose() {
    let server = Server::new().await;
    let follow = |angle: f64| json!({"coordinates": {"hip_flexion_r": angle}});
    let live = server.post("/api/v1/figures/pose", &follow(60.0)).await.json();
    assert_eq!(live["nodes"]["femur_r"].as_array().map(Vec::len), Some(7));
    let strand = |name: &str| live["strands"].as_array()?.iter().find(|s| s["name"] == name).cloned();
    let (bent, straight) = (strand("psoas_L1L2_disc_r"), strand("psoas_L1L2_disc_l"));
    assert!(bent.as_ref().is_some_and(|s| s["strain"].as_f64() < Some(-5.0) && s["side"] == "right"), "{bent:?}");
    assert!(straight.is_some_and(|s| s["strain"] == 0.0 && s["group"] == "psoas"));
    let wrong = server.post("/api/v1/figures/pose", &follow(400.0)).await;
    wrong.check_error(StatusCode::UNPROCESSABLE_ENTITY, "entry", "hip_flexion_r");
}

#[tokio::test]
async fn only_this_machine_and_this_page_are_answered() {
    let server = Server::new().await;
    let ask = |name: &'static str, value: &'static str, path: &str| {
        let mut request = request(Method::GET, path).body(Body::empty()).expect("a request");
        request.headers_mut().insert(name, value.parse().expect("a header"));
        server.send(request)
    };
    ask("host", "supple.example", "/").await.check_error(StatusCode::FORBIDDEN, "foreign", "");
    ask("origin", "http://evil.example", "/api/v1/state").await.check_error(StatusCode::FORBIDDEN, "foreign", "");
    ask("sec-fetch-site", "cross-site", "/api/v1/state").await.check_error(StatusCode::FORBIDDEN, "foreign", "");
    assert_eq!(ask("origin", "http://127.0.0.1:8765", "/api/v1/state").await.status, StatusCode::OK);
    assert_eq!(ask("sec-fetch-site", "cross-site", "/").await.status, StatusCode::OK, "a link may lead here");
}

#[tokio::test]
async fn the_emergency_numbers_are_there_for_every_country_at_once() {
    let numbers = Server::new().await.get("/api/v1/emergency-numbers").await.json();
    assert_eq!((&numbers["US"], &numbers["GB"]), (&json!("911"), &json!("999")));
}

#[tokio::test]
async fn a_script_and_a_printed_plan_name_the_number_of_a_guessed_country_until_the_profile_names_one() {
    let server = Server::new().await;
    for path in ["script", "plan.html"] {
        let guessed = server.get(&format!("/api/v1/{path}?country=US")).await;
        assert!(guessed.body.contains("Call 911 now."), "{path}");
    }
    let profile = json!([{"id": "0190b8f0-0000-7000-8000-000000000001", "at": "2026-03-01T10:00:00+01:00", "device": "t", "seq": 1,
        "type": "profile_set", "profile": {"country": "GB"}}]);
    server.post("/api/v1/entries", &profile).await;
    let named = server.get("/api/v1/script?country=US").await;
    assert!(named.body.contains("Call 999 now.") && !named.body.contains("911"));
}

#[tokio::test]
async fn every_answer_carries_the_headers_that_keep_it_private() {
    let server = Server::new().await;
    for path in ["/", "/today", "/api/v1/state", "/api/v1/nothing", "/api/v1/plan.html"] {
        let answer = server.get(path).await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
        assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"), "{path}");
        assert!(!answer.header("content-security-policy").contains("script-src"), "{path}");
    }
    assert_eq!(server.get("/api/v1/state").await.header("cache-control"), "no-store");
    assert_eq!(server.get("/").await.header("content-type"), "text/html; charset=utf-8");
}

#[tokio::test]
async fn large_answers_are_compressed_when_asked_for() {
    let server = Server::new().await;
    let ask = request(Method::GET, "/api/v1/screen/questions").header(header::ACCEPT_ENCODING, "gzip");
    let answer = server.send(ask.body(Body::empty()).expect("a request")).await;
    assert_eq!(answer.header("content-encoding"), "gzip");
    assert_eq!(server.get("/api/v1/screen/questions").await.header("content-encoding"), "");
}

#[tokio::test]
async fn export_erase_import_finds_the_same_record() {
    let server = Server::new().await;
    server.post("/api/v1/entries", &json!([consent(1, 3), consent(2, 3)])).await;
    let file = server.get("/api/v1/export").await;
    assert!(file.header("content-disposition").contains("supple-2026-03-01.json"));
    server.post("/api/v1/erase", &json!({})).await.check_error(StatusCode::UNPROCESSABLE_ENTITY, "not_confirmed", "");
    let erased = server.post("/api/v1/erase", &json!({"confirm": "erase"})).await;
    assert_eq!(erased.json(), json!({"erased": 2}));
    assert_eq!(server.get("/api/v1/state").await.json()["entries"], 0);
    let imported = server.post("/api/v1/import", &file.json()).await;
    assert_eq!(imported.json()["accepted"].as_array().map(Vec::len), Some(2));
    assert_eq!(server.get("/api/v1/export").await.body, file.body);
}

#[tokio::test]
async fn a_wrong_import_names_its_line_and_changes_nothing() {
    let server = Server::new().await;
    let file = json!({"format": "supple-export", "version": 1, "person": "me",
        "entries": [consent(1, 3), {"id": "no"}]});
    let answer = server.post("/api/v1/import", &file).await;
    answer.check_error(StatusCode::UNPROCESSABLE_ENTITY, "entry", "line 1, entries[1].id");
    let mut unknown = consent(2, 3);
    unknown["type"] = json!("conset_given");
    let file = json!({"format": "supple-export", "version": 1, "person": "me", "entries": [consent(1, 3), unknown]});
    let answer = server.post("/api/v1/import", &file).await;
    let error = answer.check_error(StatusCode::UNPROCESSABLE_ENTITY, "entry", "line 1, entries[1].type");
    assert_eq!(error["hint"], "Did you mean consent_given?");
    assert_eq!(server.get("/api/v1/state").await.json()["entries"], 0);
}

#[tokio::test]
async fn a_file_of_something_else_is_called_that() {
    let server = Server::new().await;
    for other in [json!([1]), json!({}), json!({"format": "diary", "version": 1})] {
        let answer = server.post("/api/v1/import", &other).await;
        assert_eq!(answer.json()["error"]["code"], "not_an_export", "{}", answer.body);
    }
}

#[tokio::test]
async fn what_a_file_holds_is_told_before_it_is_added() {
    let server = Server::new().await;
    let mut later = consent(2, 3);
    later["at"] = json!("2026-03-02T00:30:00+01:00");
    let file = json!({"format": "supple-export", "version": 1, "person": "me", "entries": [later, consent(1, 3)]});
    let contents = server.post("/api/v1/import/check", &file).await;
    assert_eq!(contents.json(), json!({"entries": 2, "from": "2026-03-01", "to": "2026-03-02"}));
    assert_eq!(server.get("/api/v1/state").await.json()["entries"], 0);
    let empty = json!({"format": "supple-export", "version": 1, "person": "me", "entries": []});
    let contents = server.post("/api/v1/import/check", &empty).await;
    assert_eq!(contents.json(), json!({"entries": 0, "from": null, "to": null}));
}

#[tokio::test]
async fn a_copy_of_the_sample_person_says_so_and_stays_out_of_ones_own_record() {
    let server = Server::new().await;
    let copy = server.get("/api/demo/v1/export").await;
    assert!(copy.header("content-disposition").contains("supple-sample-2026-03-01.json"));
    assert_eq!(copy.json()["person"], "sample");
    for door in ["/api/v1/import", "/api/v1/import/check"] {
        let answer = server.post(door, &copy.json()).await;
        answer.check_error(StatusCode::UNPROCESSABLE_ENTITY, "sample_copy", "person");
    }
    assert_eq!(server.get("/api/v1/state").await.json()["entries"], 0);
    let back = server.post("/api/demo/v1/import", &copy.json()).await.json();
    assert_eq!(back["accepted"], json!([]), "the sample knows its own entries");
}

#[tokio::test]
async fn someone_who_measures_in_inches_reads_of_inches_everywhere() {
    let server = Server::new().await;
    let pages = ["exercises/bolstered-rest", "programmes/bolster-release", "measures"];
    let mut set = consent(1, 3);
    set["type"] = json!("profile_set");
    set.as_object_mut().expect("an object").remove("version");
    for (inches, unit, other) in [(false, " cm", " inches"), (true, " inches", " cm")] {
        set["profile"] = json!({"inches": inches});
        set["id"] = json!(format!("018f2d6e-0000-7000-8000-{:012}", 1 + u32::from(inches)));
        set["seq"] = json!(1 + u32::from(inches));
        server.post("/api/v1/entries", &json!([set])).await;
        for page in pages {
            let said = server.get(&format!("/api/v1/{page}")).await.body;
            assert!(said.contains(unit) && !said.contains(other), "{page} in{unit}: {said}");
        }
    }
}

#[tokio::test]
async fn every_exercise_says_why_it_is_not_for_this_person() {
    let server = Server::new().await;
    let mut set = consent(1, 3);
    set["type"] = json!("profile_set");
    set.as_object_mut().expect("an object").remove("version");
    set["profile"] = json!({"kneel": false});
    server.post("/api/v1/entries", &json!([set])).await;
    let camel = server.get("/api/v1/exercises/camel?date=2026-03-01").await.json();
    assert_eq!(camel["left_out"][0]["rule"], "profile.kneel", "{camel}");
    let all = server.get("/api/v1/exercises").await.json();
    let out = |slug: &str| {
        let all = all.as_array().into_iter().flatten();
        all.filter(|e| e["slug"] == slug).all(|e| e["left_out"] != json!([]))
    };
    assert_eq!([out("camel"), out("abdominal-ball"), out("bridge")], [true, true, false]);
}

#[tokio::test]
async fn an_emergency_shows_from_one_answer_and_nothing_is_stored() {
    let server = Server::new().await;
    let ask = json!({"answers": {"unwell_now": "yes"}});
    let outcome = server.post("/api/v1/screen/check", &ask).await.json();
    assert_eq!(outcome["disposition"], "emergency");
    assert!(outcome["advice"].as_array().is_some_and(|a| !a.is_empty()));
    assert_eq!(server.get("/api/v1/state").await.json()["entries"], 0);
}

#[tokio::test]
async fn a_plan_that_is_not_possible_is_refused() {
    let server = Server::new().await;
    for (query, place) in [("minutes=3", "minutes"), ("minutes=30&break_only=true", "minutes"), ("aim=fly", "aim")] {
        for page in ["plan", "plan.html", "script"] {
            let answer = server.get(&format!("/api/v1/{page}?{query}")).await;
            answer.check_error(StatusCode::UNPROCESSABLE_ENTITY, "entry", place);
        }
    }
}

#[tokio::test]
async fn without_a_screening_the_plan_asks_for_one() {
    let server = Server::new().await;
    let plan = server.get("/api/v1/plan").await.json();
    assert_eq!(server.get("/api/v1/state").await.json()["disposition"], json!(null), "nothing is known yet");
    assert_eq!(plan["blocks"], json!([]));
    assert_eq!(plan["first"][0]["rule"], "plan.first_screen_never");
}

#[tokio::test]
async fn a_reading_that_cannot_be_right_names_its_field() {
    let server = Server::new().await;
    let ask = |height: f64| {
        json!({"measurement": {"measure": "thomas-floor", "side": "left", "pelvis_control": "held",
            "context": "before_session", "readings": [{"height_cm": height}]}})
    };
    let wrong = server.post("/api/v1/measures/evaluate", &ask(400.0)).await;
    assert_eq!(wrong.json()["error"]["where"], "measurement.readings[0].height_cm", "{}", wrong.body);
    let right = server.post("/api/v1/measures/evaluate", &ask(10.0)).await.json();
    assert!(right["error"].as_f64().is_some_and(|error| error > 0.0), "{right}");
}

#[tokio::test]
async fn a_yes_to_a_list_waits_for_its_questions_only_while_they_are_asked() {
    let server = Server::new().await;
    let came_to = async |so_far: bool| {
        let ask = json!({"so_far": so_far, "answers": {"saddle_now": "yes"}});
        server.post("/api/v1/screen/check", &ask).await.json()["disposition"].clone()
    };
    assert_eq!(came_to(true).await, "see_professional_first");
    assert_eq!(came_to(false).await, "emergency");
}

#[tokio::test]
async fn the_sample_person_is_another_record() {
    let server = Server::new().await;
    let state = server.get("/api/demo/v1/state").await.json();
    assert_eq!(state["demo"], true);
    assert!(state["sessions"].as_u64().is_some_and(|n| n > 20), "{state}");
    let progress = server.get("/api/demo/v1/progress").await.json();
    assert!(progress["sentences"].as_array().is_some_and(|s| !s.is_empty()), "{progress}");
    let plan = server.get("/api/demo/v1/plan").await.json();
    let lines = plan["blocks"].as_array().into_iter().flatten().filter_map(|block| block["items"].as_array()).flatten();
    for line in lines.clone() {
        let rules: Vec<_> = line["because"].as_array().into_iter().flatten().map(|reason| &reason["rule"]).collect();
        assert!(rules.contains(&&json!("mechanics.psoas")), "{line}");
    }
    assert!(lines.count() > 0, "{plan}");
    for page in ["plan.html", "referral.html"] {
        let page = server.get(&format!("/api/demo/v1/{page}")).await;
        assert!(page.body.starts_with("<!doctype html>"), "{}", page.body);
    }
    assert_eq!(server.get("/api/v1/state").await.json()["entries"], 0);
}

#[tokio::test]
async fn every_listed_address_answers_in_every_language_with_all_its_words() {
    let server = Server::new().await;
    let api = openapi();
    let paths = api["paths"].as_object().expect("paths").clone();
    for (path, item) in paths.iter().filter(|(_, item)| item.get("get").is_some()) {
        let slug = match path.split('/').nth(1) {
            Some("lessons") => "lying-still",
            Some("programmes") => "supple",
            _ => "low-lunge",
        };
        let path = path.replace("{slug}", slug).replace("{file}", "low-lunge.svg");
        for locale in ["en", "pseudo"] {
            let answer = server.get(&format!("/api/demo/v1{path}?locale={locale}&n=2")).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
            let missing = answer.body.split('"').find(|part| is_missing_word(part));
            assert_eq!(missing, None, "{path}: {item}");
            fits(&api, item, &answer, &path);
        }
    }
}

/// Is the answer what the description of its address promises?
#[track_caller]
fn fits(api: &Value, item: &Value, answer: &Answer, path: &str) {
    let mut schema = item["get"]["responses"]["200"]["content"]["application/json"]["schema"].clone();
    let Some(fields) = schema.as_object_mut() else { return };
    fields.insert("components".into(), api["components"].clone());
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).expect("a schema");
    let wrong: Vec<String> =
        validator.iter_errors(&answer.json()).map(|e| format!("{}: {e}", e.instance_path())).take(3).collect();
    assert!(wrong.is_empty(), "{path}: {wrong:#?}");
}

/// A text that isn't there is shown as its key in brackets, e.g. `[lessons.x.title]`.
fn is_missing_word(text: &str) -> bool {
    let key = text.strip_prefix('[').and_then(|t| t.strip_suffix(']'));
    key.is_some_and(|k| k.contains('.') && k.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c)))
}

#[test]
fn the_description_of_the_api_is_up_to_date() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json");
    let kept = std::fs::read_to_string(&file).expect("docs/openapi.json");
    let mut kept: Value = serde_json::from_str(&kept).expect("JSON");
    let mut made = openapi();
    without_descriptions(&mut kept);
    without_descriptions(&mut made);
    assert!(
        kept == made,
        "the API has changed; run: cargo run -p supple -- schema openapi > docs/openapi.json, then: cd web && npm run api"
    );
}

/// What the API looks like to a program; words about it may change freely.
fn without_descriptions(json: &mut Value) {
    match json {
        Value::Object(fields) => {
            fields.retain(|name, value| !(matches!(name.as_str(), "description" | "summary") && value.is_string()));
            fields.values_mut().for_each(without_descriptions);
        }
        Value::Array(items) => items.iter_mut().for_each(without_descriptions),
        _ => {}
    }
}
