//! Which muscle a strand of the model belongs to.

/// A muscle, or muscles that act as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Psoas major, eleven fascicles a side.
    Psoas,
    /// Iliacus.
    Iliacus,
    /// Rectus femoris.
    RectusFemoris,
    /// Sartorius.
    Sartorius,
    /// Tensor fasciae latae.
    Tfl,
    /// Adductors and gracilis.
    Adductors,
    /// Biceps femoris, semimembranosus and semitendinosus.
    Hamstrings,
    /// Gluteus maximus.
    GluteusMaximus,
    /// Gluteus medius and minimus.
    GluteusMedius,
    /// Piriformis.
    Piriformis,
    /// Quadratus lumborum.
    QuadratusLumborum,
    /// Erector spinae and multifidus.
    ErectorSpinae,
    /// Rectus abdominis.
    RectusAbdominis,
    /// External and internal oblique.
    Obliques,
}

/// Beginnings of the model's names.
const NAMES: [(&str, Group); 22] = [
    ("psoas_", Group::Psoas),
    ("iliacus", Group::Iliacus),
    ("recfem", Group::RectusFemoris),
    ("sart", Group::Sartorius),
    ("tfl", Group::Tfl),
    ("addbrev", Group::Adductors),
    ("addlong", Group::Adductors),
    ("addmag", Group::Adductors),
    ("grac", Group::Adductors),
    ("bflh", Group::Hamstrings),
    ("semimem", Group::Hamstrings),
    ("semiten", Group::Hamstrings),
    ("glmax", Group::GluteusMaximus),
    ("glmed", Group::GluteusMedius),
    ("glmin", Group::GluteusMedius),
    ("piri", Group::Piriformis),
    ("QL_", Group::QuadratusLumborum),
    ("ES_", Group::ErectorSpinae),
    ("MF_", Group::ErectorSpinae),
    ("rect_abd", Group::RectusAbdominis),
    ("EO", Group::Obliques),
    ("IO", Group::Obliques),
];

impl Group {
    /// The group of a muscle by its name in the model without side.
    pub fn of(stem: &str) -> Option<Self> {
        NAMES.iter().find(|(start, _)| stem.starts_with(start)).map(|n| n.1)
    }

    /// The group of a name that stays.
    pub fn named(name: &str) -> Option<Self> {
        NAMES.iter().map(|n| n.1).find(|group| group.name() == name)
    }

    /// A name that stays: `psoas`, `rectus_femoris` ...
    pub fn name(self) -> &'static str {
        match self {
            Self::Psoas => "psoas",
            Self::Iliacus => "iliacus",
            Self::RectusFemoris => "rectus_femoris",
            Self::Sartorius => "sartorius",
            Self::Tfl => "tensor_fasciae_latae",
            Self::Adductors => "adductors",
            Self::Hamstrings => "hamstrings",
            Self::GluteusMaximus => "gluteus_maximus",
            Self::GluteusMedius => "gluteus_medius",
            Self::Piriformis => "piriformis",
            Self::QuadratusLumborum => "quadratus_lumborum",
            Self::ErectorSpinae => "erector_spinae",
            Self::RectusAbdominis => "rectus_abdominis",
            Self::Obliques => "obliques",
        }
    }

    /// Share of the free tendon that lies before the belly, at the origin.
    pub(crate) fn tendon_before(self) -> f64 {
        match self {
            Self::Psoas | Self::Iliacus | Self::GluteusMaximus | Self::GluteusMedius => 0.05,
            Self::Tfl => 0.0,
            _ => 0.3,
        }
    }
}
