//! The pinned packages: what `sources.toml` lists, verified and read from the download folder.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::error::{Error, Result};

/// The command that fetches what is missing.
const FETCH: &str = "sh crates/knowledge-builder/download.sh";

#[derive(Debug, Deserialize)]
struct Sources {
    package: Vec<Package>,
}

/// One pinned package of `sources.toml`.
#[derive(Debug, Deserialize)]
struct Package {
    name: String,
    file: String,
    sha256: String,
    build: bool,
}

/// A folder that holds every package the build needs, each with the right checksum.
#[derive(Debug)]
pub(crate) struct Downloads {
    folder: PathBuf,
    packages: Vec<Package>,
}

impl Downloads {
    /// Opens a download folder and verifies the packages that the build reads.
    pub(crate) fn open(folder: &Path, sources: &Path) -> Result<Self> {
        let listed = fs::read_to_string(sources).map_err(|e| Error::file(sources, e))?;
        let listed: Sources = toml::from_str(&listed).map_err(|e| Error::file(sources, e))?;
        for package in listed.package.iter().filter(|p| p.build) {
            let path = folder.join(&package.file);
            let bytes = fs::read(&path)
                .map_err(|e| Error::file(&path, format!("{e}; to download it, run: {FETCH} {}", folder.display())))?;
            let sum = format!("{:x}", Sha256::digest(&bytes));
            if sum != package.sha256 {
                let reason =
                    format!("sha256 is {sum}, sources.toml has {}; delete it and run: {FETCH}", package.sha256);
                return Err(Error::file(&path, reason));
            }
        }
        Ok(Self { folder: folder.to_path_buf(), packages: listed.package })
    }

    /// Reads one file out of a wheel.
    pub(crate) fn member(&self, package: &str, member: &str) -> Result<Vec<u8>> {
        let listed = self.packages.iter().find(|p| p.name == package);
        let file = listed.map(|p| p.file.as_str()).ok_or_else(|| {
            Error::file("crates/knowledge-builder/sources.toml", format!("package `{package}` is not listed"))
        })?;
        let path = self.folder.join(file);
        let opened = fs::File::open(&path).map_err(|e| Error::file(&path, e))?;
        let mut archive = zip::ZipArchive::new(opened).map_err(|e| Error::file(&path, e))?;
        let mut entry = archive.by_name(member).map_err(|e| Error::file(&path, format!("{member}: {e}")))?;
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).map_err(|e| Error::file(&path, format!("{member}: {e}")))?;
        Ok(bytes)
    }

    /// Reads a zstd-compressed file out of a wheel.
    pub(crate) fn zstd_member(&self, package: &str, member: &str) -> Result<Vec<u8>> {
        let packed = self.member(package, member)?;
        let broken = |e: String| Error::file(self.folder.join(member), e);
        let mut decoder =
            ruzstd::decoding::StreamingDecoder::new(packed.as_slice()).map_err(|e| broken(e.to_string()))?;
        let mut bytes = Vec::new();
        decoder.read_to_end(&mut bytes).map_err(|e| broken(e.to_string()))?;
        Ok(bytes)
    }

    /// The folder into which `download.sh` unpacked a Debian package.
    pub(crate) fn unpacked(&self, package: &str, inside: &str) -> Result<PathBuf> {
        let path = self.folder.join(package).join(inside);
        if path.is_dir() {
            return Ok(path);
        }
        Err(Error::file(&path, format!("not there; to unpack it, run: {FETCH} {}", self.folder.display())))
    }
}

/// Reads text that may be UTF-8 or Latin-1.
pub(crate) fn decode(bytes: Vec<u8>) -> String {
    match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => error.into_bytes().into_iter().map(char::from).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_download_gives_the_command() {
        let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("sources.toml");
        let error = Downloads::open(Path::new("/nowhere"), &sources).unwrap_err().to_string();
        assert!(error.contains("run: sh crates/knowledge-builder/download.sh /nowhere"), "{error}");
    }

    #[test]
    fn latin_1_is_read() {
        assert_eq!(decode(b"Meni\xe8re".to_vec()), "Menière");
    }
}
