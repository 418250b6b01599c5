//! Reports: diagnostics as a person or a program reads them, one format a file.

pub mod json;
