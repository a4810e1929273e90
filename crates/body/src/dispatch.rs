//! Which instructions the processor has, and the one place where code for them is entered.

use crate::kernel::{self, Kernel, Last, Pair, Run, Scratch};
#[cfg(target_arch = "x86_64")]
use crate::lane::{Avx2, Avx512};
use crate::lane::{Each, Lane, One, Wide};
use crate::plan::{MuscleProgram, PairOp, Plan, WrapMode, WrapOp};

/// An instruction set that the kernel is compiled for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum InstructionSet {
    /// What every processor of the architecture has.
    Baseline,
    /// x86-64 with AVX2 and fused multiply-add (level v3).
    Avx2,
    /// x86-64 with AVX-512 F and DQ (part of level v4).
    Avx512,
}

impl InstructionSet {
    /// The best one that this processor has.
    pub fn detect() -> Self {
        #[cfg(target_arch = "x86_64")]
        {
            let v3 = is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma");
            let v4 = is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("avx512dq");
            if v3 && v4 {
                return Self::Avx512;
            }
            if v3 {
                return Self::Avx2;
            }
        }
        Self::Baseline
    }

    /// All that this processor has, the slowest first.
    pub fn available() -> Vec<Self> {
        let best = Self::detect();
        [Self::Baseline, Self::Avx2, Self::Avx512].into_iter().filter(|s| *s <= best).collect()
    }

    /// The set itself, if the processor has it.
    pub(crate) fn checked(self) -> Option<Self> {
        (self <= Self::detect()).then_some(self)
    }
}

/// Scratch for one pose at a time, with the lanes that an instruction set works with.
#[derive(Clone, Debug)]
pub enum Single {
    Baseline(Box<kernel::Single<One<false>, Wide<2, false>, 2>>),
    #[cfg(target_arch = "x86_64")]
    Avx2(Box<kernel::Single<One<true>, Avx2, 4>>),
}

impl Single {
    pub fn new(plan: &Plan, set: InstructionSet) -> Self {
        match set.checked() {
            #[cfg(target_arch = "x86_64")]
            Some(InstructionSet::Avx2 | InstructionSet::Avx512) => {
                Self::Avx2(Box::new(kernel::Single::new(plan, plan.fours())))
            }
            _ => Self::Baseline(Box::new(kernel::Single::new(plan, plan.twos()))),
        }
    }

    /// One pose.
    pub fn compute(&mut self, plan: &Plan, q: &[f64], lengths: &mut [f64], arms: &mut [f64]) {
        match self {
            Self::Baseline(s) => Wide::single(plan, s, q, lengths, arms),
            #[cfg(target_arch = "x86_64")]
            Self::Avx2(s) => Avx2::single(plan, s, q, lengths, arms),
        }
    }
}

/// Scratch for several poses side by side, with the lanes that an instruction set works with.
#[derive(Clone, Debug)]
pub enum Group {
    Baseline(Box<kernel::Group<Wide<2, false>>>),
    #[cfg(target_arch = "x86_64")]
    Avx2(Box<kernel::Group<Avx2>>),
    #[cfg(target_arch = "x86_64")]
    Avx512(Box<kernel::Group<Avx512>>),
}

impl Group {
    pub fn new(plan: &Plan, set: InstructionSet) -> Self {
        match set.checked() {
            #[cfg(target_arch = "x86_64")]
            Some(InstructionSet::Avx512) => Self::Avx512(Box::new(kernel::Group::new(plan))),
            #[cfg(target_arch = "x86_64")]
            Some(InstructionSet::Avx2) => Self::Avx2(Box::new(kernel::Group::new(plan))),
            _ => Self::Baseline(Box::new(kernel::Group::new(plan))),
        }
    }

    /// All poses of the run, of which there are `count`.
    pub fn compute(&mut self, plan: &Plan, run: &mut Run, count: usize) {
        match self {
            Self::Baseline(s) => Wide::group(plan, s, run, count),
            #[cfg(target_arch = "x86_64")]
            Self::Avx2(s) => Avx2::group(plan, s, run, count),
            #[cfg(target_arch = "x86_64")]
            Self::Avx512(s) => Avx512::group(plan, s, run, count),
        }
    }
}

/// A part of the kernel that is compiled by itself, for the lane type's instructions.
macro_rules! part {
    ($name:ident($($argument:ident: $type:ty),*) $(-> $result:ty)?) => {
        fn $name($($argument: $type),*) $(-> $result)? {
            kernel::$name($($argument),*)
        }
    };
    ($name:ident($($argument:ident: $type:ty),*) $(-> $result:ty)?, $features:literal) => {
        fn $name($($argument: $type),*) $(-> $result)? {
            #[target_feature(enable = $features)]
            fn enter($($argument: $type),*) $(-> $result)? {
                kernel::$name($($argument),*)
            }
            #[expect(unsafe_code, reason = "the only way to enter code for newer instructions")]
            // SAFETY: `Single::new` and `Group::new`, the only makers of scratch for these lane types, have checked that
            // the processor has the instructions.
            unsafe {
                enter($($argument),*)
            }
        }
    };
}

/// All parts of the kernel that work on one muscle, for one lane type and kind of constants.
macro_rules! kernel {
    ($lane:ty, $constant:ty $(, $features:literal)?) => {
        impl Kernel<$constant> for $lane {
            part!(muscle(mode: WrapMode, program: &MuscleProgram<$constant>, s: &mut Scratch<$lane>) -> $lane $(, $features)?);
            part!(wrap(mode: WrapMode, op: &WrapOp<$constant>, s: &mut Scratch<$lane>) -> $lane $(, $features)?);
            part!(pair(op: &PairOp<$constant>, s: &mut Scratch<$lane>) -> $lane $(, $features)?);
            part!(reseat(pair: &mut Pair<$lane>, w: usize, op: &PairOp<$constant>, s: &Scratch<$lane>, lanes: <$lane as Lane>::Mask) -> Last<<$lane as Lane>::Mask> $(, $features)?);
            part!(refine(pair: &mut Pair<$lane>, w: usize, op: &PairOp<$constant>, s: &Scratch<$lane>) -> <$lane as Lane>::Mask $(, $features)?);
        }
    };
}

/// The entries for lanes that are poses.
macro_rules! poses {
    ($lane:ty $(, $features:literal)?) => {
        kernel!($lane, f64 $(, $features)?);
        impl $lane {
            part!(group(plan: &Plan, s: &mut kernel::Group<$lane>, run: &mut Run, count: usize) $(, $features)?);
        }
    };
}

/// The entries for lanes that are muscles.
macro_rules! muscles {
    ($one:ty, $lane:ty, $count:literal $(, $features:literal)?) => {
        kernel!($lane, Each<$count> $(, $features)?);
        impl $lane {
            part!(single(plan: &Plan, s: &mut kernel::Single<$one, $lane, $count>, q: &[f64], lengths: &mut [f64], arms: &mut [f64]) $(, $features)?);
        }
    };
}

poses!(Wide<2, false>);
#[cfg(target_arch = "x86_64")]
poses!(Avx2, "avx2,fma");
#[cfg(target_arch = "x86_64")]
poses!(Avx512, "avx2,fma,avx512f,avx512dq");
muscles!(One<false>, Wide<2, false>, 2);
#[cfg(target_arch = "x86_64")]
muscles!(One<true>, Avx2, 4, "avx2,fma");
