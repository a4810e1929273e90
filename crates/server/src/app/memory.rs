//! Memory goes back to the system after something large was made.

/// Gives back what is free. Making a mesh or a film takes many small pieces, and the allocator of GNU/Linux would keep all
/// of them for the next time: 180 MB after every body in space was looked at once, instead of 45.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[expect(unsafe_code, reason = "the allocator has no other way of being asked")]
pub(super) fn give_back() {
    // SAFETY: it may be called at any time from any thread; it touches nothing that is in use.
    unsafe { libc::malloc_trim(0) };
}

/// Other systems' allocators give back by themselves.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub(super) fn give_back() {}
