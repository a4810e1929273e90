//! The picture's own style sheet: colours as custom properties that a page may set (`--figure-*`), with a light and a dark
//! fallback, so that it works inlined and as an image.

/// Inlined into every picture.
pub const STYLE: &str = concat!(
    ".fg{--n:var(--figure-near,#a9bccb);--f:var(--figure-far,#8499ab);--e:var(--figure-edge,#5d7386);",
    "--o:var(--figure-bone,#fdfaf3);--p:var(--figure-psoas,#d3432f);--w:var(--figure-wood,#d9bf9c);",
    "--l:var(--figure-linen,#e6e3ee);--m:var(--figure-mat,#bfdcd3);--c:var(--figure-cushion,#e8cf9a);",
    "--a:var(--figure-wall,#e9e7e2);--s:var(--figure-shadow,#23303b);--g:var(--figure-arrow,#e8962e)}",
    "@media(prefers-color-scheme:dark){.fg{--n:var(--figure-near,#8ea4b6);--f:var(--figure-far,#65798a);",
    "--e:var(--figure-edge,#33434f);--o:var(--figure-bone,#f4efe2);--p:var(--figure-psoas,#ff6a52);",
    "--w:var(--figure-wood,#8d7353);--l:var(--figure-linen,#70708a);--m:var(--figure-mat,#3b5c54);",
    "--c:var(--figure-cushion,#a98d52);--a:var(--figure-wall,#3f444b);--s:var(--figure-shadow,#000);--g:var(--figure-arrow,#f2b45c)}}",
    ".fg path{stroke-linejoin:round;stroke-linecap:round}",
    ".bn,.bf,.be{stroke:var(--e);stroke-width:1.6}.be,.fa{fill:none}.fa{stroke:var(--e);stroke-width:1.2;stroke-opacity:.75}.bn,.bp{fill:var(--n)}.bf{fill:var(--f)}",
    ".bo{fill:var(--o);fill-opacity:.62;stroke:var(--e);stroke-opacity:.45;stroke-width:.9}",
    ".ri{fill:none;stroke:var(--o);stroke-opacity:.5;stroke-width:2.4}",
    ".ps,.pw{fill:var(--p);stroke:var(--p);stroke-width:1}.ps{fill-opacity:.92}.pw{opacity:.42}",
    ".ar{fill:none;stroke:var(--g);stroke-width:5.5;stroke-opacity:.9}.ah{fill:var(--g)}",
    ".sh{fill:var(--s);opacity:.16}",
    ".w1,.w2,.w3{fill:var(--w);stroke:var(--e);stroke-width:.7;stroke-opacity:.5}",
    ".l1,.l2,.l3{fill:var(--l);stroke:var(--e);stroke-width:.7;stroke-opacity:.5}",
    ".c1,.c2,.c3{fill:var(--c);stroke:var(--e);stroke-width:.7;stroke-opacity:.5}",
    ".w2,.l2,.a2,.c2{filter:brightness(.9)}.w3,.l3,.c3{filter:brightness(.8)}",
    ".m1,.m2{fill:var(--m)}.m2{filter:brightness(.85)}.a1,.a2{fill:var(--a)}",
    ".p1,.p2,.b1{fill:var(--c);stroke:var(--e);stroke-width:1;stroke-opacity:.6}.b1{fill:#cfe04a}",
);
