//! What mo-lint knows: words and how common they are. The table is packed by build.rs from `knowledge/` and looked up
//! in place in the embedded bytes; nothing is decoded at start.

mod fold;
mod packed;

pub(crate) use fold::fold;
pub use packed::Knowledge;
