//! Whom we trust over TLS.
//!
//! The system's certificates, those of `SSL_CERT_FILE` and `SSL_CERT_DIR`, and those of `--ca-file`,
//! all together: a company's own authority is usually one of the last three, and rarely all of the
//! world's. Reading one bundle file costs under a millisecond; scanning a folder of links several,
//! so that is the last resort.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::crypto::ring;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};

use crate::http::{HttpError, Options};

/// Where the distributions keep the one file that has every authority.
const BUNDLES: [&str; 6] = [
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
    "/usr/local/share/certs/ca-root-nss.crt",
];

/// A TLS client that trusts nobody, for plain loopback connections.
pub(super) fn trusting_nobody() -> Result<ClientConfig, HttpError> {
    config(RootCertStore::empty())
}

/// A TLS client with all of the roots that the system and the settings name.
pub(super) fn trusting(options: &Options) -> Result<ClientConfig, HttpError> {
    config(roots(options)?)
}

fn config(roots: RootCertStore) -> Result<ClientConfig, HttpError> {
    let mut config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| HttpError::Tls { host: String::new(), cause: error.to_string() })?
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}

fn roots(options: &Options) -> Result<RootCertStore, HttpError> {
    let mut roots = RootCertStore::empty();
    let mut read = Vec::new();
    for named in [&options.ca_file, &options.ssl_cert_file].into_iter().flatten() {
        let certificates = certificates_in(named)?;
        roots.add_parsable_certificates(certificates);
        read.push(named.clone());
    }
    if let Some(folder) = options.ssl_cert_dir.as_deref().filter(|folder| !is_the_systems(folder)) {
        roots.add_parsable_certificates(certificates_below(folder));
    }
    add_the_systems(&mut roots, &read);
    Ok(roots)
}

fn add_the_systems(roots: &mut RootCertStore, read: &[PathBuf]) {
    let bundle = BUNDLES.iter().map(Path::new).find(|bundle| bundle.exists());
    match bundle {
        Some(bundle) if read.iter().any(|path| path == bundle) => {}
        // A system bundle that cannot be read leaves the roots that were named by hand; without
        // any, the handshake says who could not be trusted.
        Some(bundle) => {
            roots.add_parsable_certificates(certificates_in(bundle).unwrap_or_default());
        }
        None => {
            roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        }
    }
}

/// The folder beside a bundle holds the bundle's certificates once more, one by one.
fn is_the_systems(folder: &Path) -> bool {
    BUNDLES.iter().map(Path::new).any(|bundle| bundle.parent() == Some(folder) && bundle.exists())
}

/// The certificates of a PEM file that somebody named, so that a mistake in it is said.
fn certificates_in(path: &Path) -> Result<Vec<CertificateDer<'static>>, HttpError> {
    let unusable = |cause: String| HttpError::Certificates { path: path.to_owned(), cause };
    let pem = std::fs::read(path).map_err(|error| unusable(error.to_string()))?;
    let certificates: Vec<_> = CertificateDer::pem_slice_iter(&pem)
        .collect::<Result<_, _>>()
        .map_err(|error| unusable(error.to_string()))?;
    if certificates.is_empty() {
        return Err(unusable("it holds no certificate in PEM form".to_owned()));
    }
    Ok(certificates)
}

/// Every certificate in a folder; as OpenSSL does, what is none is passed over.
fn certificates_below(folder: &Path) -> Vec<CertificateDer<'static>> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| certificates_in(&entry.path()).ok()).flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_named_file_without_a_certificate_is_said() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let error = certificates_in(file.path()).unwrap_err();
        assert!(error.to_string().contains("no certificate"), "{error}");
        assert!(certificates_in(Path::new("/nowhere/ca.pem")).is_err());
    }
}
