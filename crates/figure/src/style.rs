//! The picture's own style sheet: colours as custom properties that a page may set (`--figure-*`), with a light and a dark
//! fallback, so that it works inlined and as an image. Every path has the light colours as attributes too, for readers
//! without style sheets.

/// Inlined into every picture.
pub const STYLE: &str = concat!(
    ".fg{--n:var(--figure-near,#a9bccb);--f:var(--figure-far,#8499ab);--e:var(--figure-edge,#5d7386);",
    "--o:var(--figure-bone,#fdfaf3);--p:var(--figure-psoas,#d3432f);--w:var(--figure-wood,#d9bf9c);",
    "--l:var(--figure-linen,#e6e3ee);--m:var(--figure-mat,#bfdcd3);--c:var(--figure-cushion,#e8cf9a);",
    "--a:var(--figure-wall,#e9e7e2);--s:var(--figure-shadow,#23303b);--g:var(--figure-arrow,#e8962e);",
    "--h:var(--figure-hair,#566878);--t:var(--figure-top,#8fb0b6);--r:var(--figure-shorts,#6f86a3);",
    "--u:var(--figure-muscle,#b98a7e);--1:var(--strain-slack,#2c4a86);--2:var(--strain-gentle,#8e9aa8);",
    "--3:var(--strain-moderate,#eab26a);--4:var(--strain-strong,#d9640f)}",
    "@media(prefers-color-scheme:dark){.fg{--n:var(--figure-near,#8ea4b6);--f:var(--figure-far,#65798a);",
    "--e:var(--figure-edge,#33434f);--o:var(--figure-bone,#f4efe2);--p:var(--figure-psoas,#ff6a52);",
    "--w:var(--figure-wood,#8d7353);--l:var(--figure-linen,#70708a);--m:var(--figure-mat,#3b5c54);",
    "--c:var(--figure-cushion,#a98d52);--a:var(--figure-wall,#3f444b);--s:var(--figure-shadow,#000);",
    "--g:var(--figure-arrow,#f2b45c);--h:var(--figure-hair,#2b3741);--t:var(--figure-top,#5f8087);",
    "--r:var(--figure-shorts,#4b5f7b);--u:var(--figure-muscle,#a3786d);--1:var(--strain-slack,#6b93dd);",
    "--2:var(--strain-gentle,#b4bec8);--3:var(--strain-moderate,#f0c68c);--4:var(--strain-strong,#ff9142)}}",
    ".fg .bn,.fg .bp{fill:var(--n)}.fg .bf{fill:var(--f)}.fg path{stroke:var(--e)}",
    ".fg .bo{fill:var(--o)}.fg .ri{stroke:var(--o)}.fg .ps,.fg .pw{fill:var(--p);stroke:var(--o)}",
    ".fg .ha{fill:var(--h)}.fg .to,.fg .tn,.fg .tf{fill:var(--t)}.fg .so,.fg .sn,.fg .sf{fill:var(--r)}",
    ".fg .tf,.fg .sf{filter:brightness(.82)}.fg .il{fill:var(--p)}.fg .mu{fill:var(--u)}",
    ".fg .t1{fill:var(--1)}.fg .t2{fill:var(--2)}.fg .t3{fill:var(--3)}.fg .t4{fill:var(--4)}",
    ".fg .ar{stroke:var(--g)}.fg .ah{fill:var(--g)}.fg .sh{fill:var(--s)}",
    ".fg .w1,.fg .w2,.fg .w3{fill:var(--w)}.fg .l1,.fg .l2,.fg .l3{fill:var(--l)}",
    ".fg .m1,.fg .m2{fill:var(--m)}.fg .a1,.fg .a2{fill:var(--a)}",
    ".fg .c1,.fg .c2,.fg .c3,.fg .p1,.fg .p2{fill:var(--c)}",
    ".fg .w2,.fg .l2,.fg .a2,.fg .c2{filter:brightness(.9)}",
    ".fg .w3,.fg .l3,.fg .c3,.fg .m2{filter:brightness(.82)}",
);

/// Attributes of the whole picture, which its paths inherit: a thin, pale line.
pub const ROOT: &str = concat!(
    "stroke=\"#5d7386\" stroke-width=\".7\" stroke-opacity=\".5\" ",
    "stroke-linejoin=\"round\" stroke-linecap=\"round\"",
);

const EDGE: &str = "stroke-width=\"1.6\" stroke-opacity=\"1\"";

/// Attributes of a path of this class: what doesn't depend on the theme, and the light colours.
pub fn attributes(class: &str) -> String {
    let thin = |fill: &str| format!("fill=\"{fill}\"");
    let bare = |fill: &str| format!("fill=\"{fill}\" stroke-width=\"0\"");
    match class {
        "bn" => format!("fill=\"#a9bccb\" {EDGE}"),
        "bf" => format!("fill=\"#8499ab\" {EDGE}"),
        "bp" => bare("#a9bccb"),
        "be" => format!("fill=\"none\" {EDGE}"),
        "fa" => "fill=\"none\" stroke-width=\"1.2\" stroke-opacity=\".75\"".into(),
        "bo" => "fill=\"#fdfaf3\" fill-opacity=\".62\" stroke-width=\".9\" stroke-opacity=\".45\"".into(),
        "ri" => "fill=\"none\" stroke=\"#fdfaf3\" stroke-width=\"2.4\" stroke-opacity=\".5\"".into(),
        "ps" => "fill=\"#d3432f\" stroke=\"#fdfaf3\" stroke-width=\".5\" stroke-opacity=\".4\"".into(),
        "pw" => "fill=\"#d3432f\" stroke=\"#fdfaf3\" opacity=\".45\" stroke-width=\".4\" stroke-opacity=\".4\"".into(),
        "il" => "fill=\"#d3432f\" fill-opacity=\".35\" stroke-width=\".5\"".into(),
        "mu" => "fill=\"#b98a7e\" fill-opacity=\".5\" stroke-width=\".5\"".into(),
        "t1" => "fill=\"#2c4a86\" stroke-width=\".5\"".into(),
        "t2" => "fill=\"#8e9aa8\" stroke-width=\".5\"".into(),
        "t3" => "fill=\"#eab26a\" stroke-width=\".5\"".into(),
        "t4" => "fill=\"#d9640f\" stroke-width=\".5\"".into(),
        "ha" => "fill=\"#566878\" stroke-width=\"1.2\" stroke-opacity=\"1\"".into(),
        "to" => format!("fill=\"#8fb0b6\" {EDGE}"),
        "so" => format!("fill=\"#6f86a3\" {EDGE}"),
        "tf" => format!("fill=\"#759095\" {EDGE}"),
        "sf" => format!("fill=\"#5b6e86\" {EDGE}"),
        "tn" => bare("#8fb0b6"),
        "sn" => bare("#6f86a3"),
        "sh" => "fill=\"#23303b\" opacity=\".16\" stroke-width=\"0\"".into(),
        "ar" => "fill=\"none\" stroke=\"#e8962e\" stroke-width=\"5.5\" stroke-opacity=\".9\"".into(),
        "ah" => bare("#e8962e"),
        "w1" => thin("#d9bf9c"),
        "w2" => thin("#c3ac8c"),
        "w3" => thin("#b29d80"),
        "l1" => thin("#e6e3ee"),
        "l2" => thin("#cfccd6"),
        "l3" => thin("#bdbac3"),
        "c1" | "p1" | "p2" => thin("#e8cf9a"),
        "c2" => thin("#d1ba8b"),
        "c3" => thin("#beaa7e"),
        "m1" => bare("#bfdcd3"),
        "m2" => bare("#9db4ad"),
        "a1" => bare("#e9e7e2"),
        "a2" => bare("#d2d0cb"),
        "b1" => thin("#cfe04a"),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_of_the_sheet_has_colours_without_it() {
        for class in STYLE.split(".fg .").skip(1).filter_map(|rest| rest.get(..2)) {
            assert!(attributes(class).contains("fill="), "{class}");
        }
    }
}
