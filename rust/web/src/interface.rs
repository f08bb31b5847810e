//! The C interface of the WebAssembly module: `alloc`, `free` and `call`.
//!
//! Invariant: the page frees what `call` gave. The module is single-threaded, as its memory is not shared.
//! Messages can hold a passphrase, so they are wiped before their memory is given back.

use std::cell::RefCell;

use zeroize::Zeroize as _;

use crate::Desk;

thread_local! {
    static DESK: RefCell<Desk> = RefCell::new(Desk::default());
}

/// Room for a message of `length` bytes.
#[unsafe(no_mangle)]
pub extern "C" fn alloc(length: usize) -> *mut u8 {
    Box::leak(vec![0_u8; length].into_boxed_slice()).as_mut_ptr()
}

/// Gives back what [`alloc`] or [`call`] gave.
///
/// # Safety
/// `pointer` and `length` are exactly those that were given, once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn free(pointer: *mut u8, length: usize) {
    // SAFETY: by the contract above this is the boxed slice that was leaked.
    let mut given = unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(pointer, length)) };
    given.zeroize();
}

/// Takes the message at `pointer` (and frees it), gives `address << 32 | length` of the answer.
///
/// # Safety
/// `pointer` came from [`alloc`] with this `length` and is given up.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn call(pointer: *mut u8, length: usize) -> u64 {
    // SAFETY: by the contract above this is the boxed slice that `alloc` leaked.
    let mut message = unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(pointer, length)) };
    let answer = DESK.with_borrow_mut(|desk| desk.call(&message));
    message.zeroize();
    let answer = Box::leak(answer.into_boxed_slice());
    ((answer.as_mut_ptr() as u64) << 32) | answer.len() as u64
}
