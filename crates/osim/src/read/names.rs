//! Paths of components, and the name that was probably meant.

/// The last segment of a path such as `/jointset/hip_r/hip_flexion_r`.
pub(crate) fn last_segment(path: &str) -> &str {
    path.trim().rsplit('/').next().unwrap_or_default()
}

/// `owner/relative` with `.` and `..` resolved; an absolute `relative` stays by itself.
pub(crate) fn join(owner: &str, relative: &str) -> String {
    let mut segments: Vec<&str> = Vec::new();
    let base = if relative.starts_with('/') { "" } else { owner };
    for segment in base.split('/').chain(relative.split('/')) {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop();
            }
            other => segments.push(other),
        }
    }
    segments.iter().flat_map(|s| ["/", s]).collect()
}

/// Says which name was probably meant, else the nearest few that there are.
pub(crate) fn suggest<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> String {
    let mut names: Vec<(usize, &str)> = names.map(|n| (edits(wanted, n), n)).collect();
    names.sort_unstable();
    if let Some((distance, name)) = names.first()
        && *distance <= wanted.chars().count() / 3 + 1
    {
        return format!("did you mean `{name}`?");
    }
    let mut shown = names.iter().take(8).map(|(_, n)| *n).collect::<Vec<_>>().join(", ");
    if names.len() > 8 {
        shown.push_str(", ..");
    }
    if shown.is_empty() { "none is there".to_owned() } else { shown }
}

/// The number of single-character edits between two names (Levenshtein); long names are cut.
fn edits(a: &str, b: &str) -> usize {
    const LONGEST: usize = 100;
    let b: Vec<char> = b.chars().take(LONGEST).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().take(LONGEST).enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let change = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined_as_folders_are() {
        assert_eq!(join("/jointset/hip", "../../bodyset/femur"), "/bodyset/femur");
        assert_eq!(join("/jointset/hip", "pelvis_offset"), "/jointset/hip/pelvis_offset");
        assert_eq!(join("/jointset/hip", "/ground"), "/ground");
        assert_eq!(join("/a", "../../../b"), "/b");
        assert_eq!(last_segment(" /jointset/hip/flexion "), "flexion");
    }

    #[test]
    fn the_nearest_name_is_suggested() {
        let names = ["femur_r", "tibia_r", "pelvis"];
        assert_eq!(suggest("femurr", names.into_iter()), "did you mean `femur_r`?");
        assert_eq!(suggest("skull", names.into_iter()), "femur_r, pelvis, tibia_r");
        assert_eq!(suggest("skull", [].into_iter()), "none is there");
    }
}
